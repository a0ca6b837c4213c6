"""An operator gives the bot a new secret."""

import asyncio
from pathlib import Path

import pytest

from bot.commands.words import DONE, PROBLEM, main
from bot.services import open_services
from bot.settings import Settings, read_settings
from people.person import ChatId, Person
from tests.shipped import with_few_words

OLD, NEW = "the first secret, of enough characters", "the next secret, of enough characters"
ALVA = 7_100_200_300


@pytest.fixture(autouse=True)
def town(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_DIR", str(with_few_words(tmp_path / "content")))
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/data/town.db")
    monkeypatch.setenv("SECRET_KEY", OLD)
    asyncio.run(meet_alva())


async def meet_alva() -> None:
    async with open_services(read_settings()) as services:
        alva = Person(services.keys.person(ALVA), ChatId(ALVA), "sv")
        await services.database.write(lambda work: work.people.save(alva))


async def is_known() -> bool:
    async with open_services(read_settings()) as services:
        return await services.database.read(lambda work: work.people.find(services.keys.person(ALVA))) is not None


def say(*words: str) -> int:
    return main(list(words))


def test_everything_goes_on_with_the_new_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SECRET_KEY", NEW)
    monkeypatch.setenv("RETIRED_SECRET_KEY", OLD)
    assert say("rotate-key") == DONE
    assert "2 values are sealed with the new SECRET_KEY" in capsys.readouterr().out
    monkeypatch.delenv("RETIRED_SECRET_KEY")
    assert asyncio.run(is_known())


def test_a_new_secret_without_a_rotation_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", NEW)
    assert say("export", "--format", "csv", "--output", str(tmp_path / "out.csv")) == PROBLEM
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("SECRET_KEY is not the one this database was written with")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("new", "old", "said"),
    [
        (NEW, "", "RETIRED_SECRET_KEY"),
        ("", OLD, "SECRET_KEY"),
        (OLD, OLD, "is the same as SECRET_KEY"),
        (NEW, "a secret that was never the bot's own", "encrypted with a key that is not configured"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], new: str, old: str, said: str
) -> None:
    monkeypatch.setenv("SECRET_KEY", new)
    monkeypatch.setenv("RETIRED_SECRET_KEY", old)
    assert say("rotate-key") == PROBLEM
    told = capsys.readouterr()
    assert said in told.err
    for secret in (NEW, OLD, "never the bot's own"):
        assert secret not in told.err + told.out
    monkeypatch.setenv("SECRET_KEY", OLD)
    assert asyncio.run(is_known())


def test_a_database_that_cannot_be_opened_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", NEW)
    monkeypatch.setenv("RETIRED_SECRET_KEY", OLD)
    (tmp_path / "broken.db").write_bytes(b"no database" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/broken.db")
    assert say("rotate-key") == PROBLEM
    assert "damaged" in capsys.readouterr().err
