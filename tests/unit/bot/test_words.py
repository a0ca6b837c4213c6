from pathlib import Path

import pytest

from bot.commands.words import DONE, PROBLEM, USAGE, WORDS, main
from bot.settings import Settings
from tests.shipped import SANDVIKEN, with_few_words

KEY = "a key for tests only, of no use anywhere"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("CONTENT_DIR", str(SANDVIKEN))
    monkeypatch.chdir(tmp_path)


def test_a_check_that_finds_nothing_wrong_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == DONE
    assert "Settings and content are in order." in capsys.readouterr().out


def test_wrong_settings_are_a_problem_told_line_by_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEND_RATE", "0")
    monkeypatch.setenv("TIMEZONE", "Sandviken")
    assert main(["check"]) == PROBLEM
    lines = capsys.readouterr().err.splitlines()
    assert sorted(line.partition(":")[0] for line in lines) == ["SEND_RATE", "TIMEZONE"]


def test_wrong_content_is_a_problem_told_with_its_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = with_few_words(tmp_path / "town")
    (folder / "promise.yaml").write_text("name: [", encoding="utf-8")
    monkeypatch.setenv("CONTENT_DIR", str(folder))
    assert main(["check"]) == PROBLEM
    assert "promise.yaml:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["check", "everything"],
        ["export"],
        ["export", "--format", "xml", "--output", "x"],
        ["sample", "--responses", "many", "--seed", "1"],
        ["digest", "everybody"],
    ],
)
def test_words_that_mean_nothing_are_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == USAGE
    said = capsys.readouterr()
    assert said.out + said.err
    assert "Traceback" not in said.out + said.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run"], "BOT_TOKEN"),
        (["play", "--language", "tlh"], "the questionnaire is in sv, sv_simple, en"),
        (["export", "--format", "csv", "--output", "x.csv"], "SECRET_KEY"),
        (["digest", "staff"], "SECRET_KEY"),
        (["progress", "dialogue", "done", "x", "--organisation", "police"], "SECRET_KEY"),
    ],
)
def test_what_cannot_be_done_is_explained(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONTENT_DIR", str(with_few_words(tmp_path / "town")))
    assert main(words) == PROBLEM
    assert says in capsys.readouterr().err


def test_a_database_in_an_open_folder_is_a_problem(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'x.db'}")
    assert main(["migrate"]) == PROBLEM
    assert "is open to others" in capsys.readouterr().err


def test_help_names_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == DONE
    said = capsys.readouterr().out
    assert all(word in said for word in WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_help_of_its_own(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([word, "--help"]) == DONE
    assert word in capsys.readouterr().out
