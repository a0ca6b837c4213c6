"""`import-xlsform` and `export-xlsform`."""

import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.commands.spreadsheet import export_xlsform, import_xlsform
from bot.commands.words import CommandError
from survey.definition import read_questionnaire

SHIPPED = Path(__file__).parents[3] / "content" / "sandviken"


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT_DIR", str(SHIPPED))


def test_the_questionnaire_goes_to_a_spreadsheet_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export_xlsform(output=tmp_path / "form.xlsx")
    import_xlsform(tmp_path / "form.xlsx", output=tmp_path / "form.yaml")
    assert read_questionnaire(tmp_path / "form.yaml") == read_questionnaire(SHIPPED / "questionnaire.yaml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["form.xlsx", "form.yaml"]
    assert capsys.readouterr().out.splitlines() == [
        f"12 questions and notes written to {tmp_path / 'form.xlsx'}",
        f"12 questions and notes written to {tmp_path / 'form.yaml'}",
    ]


def test_every_problem_is_a_line_and_nothing_is_written(tmp_path: Path) -> None:
    export_xlsform(output=tmp_path / "form.xlsx")
    book = load_workbook(tmp_path / "form.xlsx")
    book["survey"]["A2"] = "video"
    book["settings"]["C2"] = 0
    book.save(tmp_path / "form.xlsx")
    (tmp_path / "form.yaml").write_text("as it was", encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        import_xlsform(tmp_path / "form.xlsx", output=tmp_path / "form.yaml")
    lines = str(caught.value).splitlines()
    assert lines[0] == "survey!A2: an answer here is no video; ask in words"
    assert lines[-1] == "settings!C2: a whole number from 1 to 999999 is expected here"
    assert (tmp_path / "form.yaml").read_text(encoding="utf-8") == "as it was"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no such folder"):
        export_xlsform(output=tmp_path / "no" / "form.xlsx")


@pytest.mark.parametrize("missing", ["openpyxl", "lark"])
def test_without_pyxform_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name in [
        name for name in sys.modules if name.partition(".")[0] == missing or name.startswith("survey.xlsform")
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(CommandError, match=r"^spreadsheets need pyxform, .* pip install"):
        import_xlsform(tmp_path / "form.xlsx", output=tmp_path / "form.yaml")


def test_a_form_without_swedish_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "survey"
    book.worksheets[0].append(["type", "name", "label::English (en)"])
    book.worksheets[0].append(["text", "wish", "Wish?"])
    book.save(tmp_path / "form.xlsx")
    with pytest.raises(CommandError, match=r"survey!C1: Swedish \(sv\) is missing among the languages"):
        import_xlsform(tmp_path / "form.xlsx", output=tmp_path / "form.yaml")
