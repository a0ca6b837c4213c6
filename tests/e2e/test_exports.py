"""The campaigns of the exports, short and without LibreOffice: real storage, the real command, every answer."""

import sys
from pathlib import Path

import pytest

from bot.content import read_content
from tests.exporting import read
from tests.faults.__main__ import main
from tests.faults.answers_kept import fill, held, stored
from tests.faults.exports import rows
from tests.faults.spreadsheet import table, typed, written
from tests.faults.texts_kept import keep, read_back
from tests.process import ROOT, environment, run_words

FORMS = ("csv", "xlsx", "json")
CONTENT = ROOT / "content" / "sandviken"


async def export(folder: Path, env: dict[str, str]) -> None:
    for form in FORMS:
        outcome = await run_words("export", "--format", form, "--output", str(folder / f"answers.{form}"), env=env)
        assert (outcome.code, outcome.err) == (0, "")


async def test_every_text_that_is_stored_is_in_the_files_as_it_was(tmp_path: Path) -> None:
    env, kept = await keep(tmp_path, seed=3, count=900)
    await export(tmp_path, env)
    assert kept.count >= 900
    assert kept.changed(read_back(tmp_path)) == 0
    assert kept.changed(read((tmp_path / "answers.json").read_text("utf-8"), "json")) == 0
    assert kept.changed(table(tmp_path / "answers.csv"), written) == 0
    words, wrong_types = typed(kept, tmp_path / "answers.xlsx")
    assert (kept.changed(words, written), wrong_types) == (0, 0)


async def test_every_answer_that_is_stored_is_in_the_files(tmp_path: Path) -> None:
    questionnaire = read_content(CONTENT).questionnaire
    await fill(tmp_path / "test.db", questionnaire, 3000, seed=3)
    where = f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
    await export(tmp_path, environment(tmp_path, "http://127.0.0.1:9", "1:none", DATABASE_URL=where))
    names = [question.name for question in questionnaire.questions]
    kept = held(stored(tmp_path / "test.db"), names)
    assert len(kept.sums) == 250
    for form in FORMS:
        assert held(rows(tmp_path / f"answers.{form}", form), names) == kept


def test_where_libreoffice_is_missing_the_campaign_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", ["tests.faults", "spreadsheet", "--count", "3"])
    assert main() == 1
    assert "libreoffice-calc-nogui" in capsys.readouterr().out
