"""Workbooks that are broken, enormous or not what they seem."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from survey.xlsform.reading import read_xlsform
from tests.unit.survey.xlsform.books import CHOICES, SETTINGS, Rows, form, problems, save

HEADER = ["type", "name", "label::Swedish (sv)"]
ASKED = ["text", "wish", "Önskan?"]
FORMULA = "words or a number are expected here, not a formula or an error"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert problems(tmp_path / "gone.xlsx") == [f"{tmp_path / 'gone.xlsx'}: cannot be read: No such file or directory"]


@pytest.mark.parametrize("content", [b"", b"type,name,label\n", b"PK\x03\x04 and no more", b"\xd0\xcf\x11\xe0" * 99])
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    assert problems(path) == [f"{path}: this is no workbook; save it as .xlsx"]


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with ZipFile(path, "w") as file:
        file.writestr("hello.txt", "hello")
    assert problems(path) == [f"{path}: the workbook is broken and cannot be read"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_workbook_with_a_broken_part(tmp_path: Path, part: str) -> None:
    path = form(tmp_path, [HEADER, ASKED])
    assert problems(_with_part(path, part, b"<broken")) == [f"{path}: the workbook is broken and cannot be read"]


def test_a_workbook_that_unpacks_to_far_too_much(tmp_path: Path) -> None:
    path = form(tmp_path, [HEADER, ASKED])
    with ZipFile(path, "a", ZIP_DEFLATED) as file:
        file.writestr("xl/media/huge.bin", bytes(40 * 2**20))
    assert path.stat().st_size < 2**20
    assert problems(path) == [f"{path}: unpacked the workbook is larger than 32 MB"]


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    path = form(tmp_path, [HEADER, ASKED])
    with ZipFile(path) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + sheet.replace(b">wish<", b">&b;<")
    told = problems(_with_part(path, "xl/worksheets/sheet1.xml", bomb))
    assert told == [f"{path}: the workbook is broken and cannot be read"]


def test_ten_thousand_rows_are_refused_in_a_line(tmp_path: Path) -> None:
    rows = [["text", f"q{number}", "Fråga?"] for number in range(10_000)]
    told = problems(form(tmp_path, [HEADER, *rows]))
    assert "survey!A2001: at most 2000 rows are read" in told


def test_rows_that_are_only_formatted_are_no_rows(tmp_path: Path) -> None:
    path = form(tmp_path, [HEADER, *([None, None, None] for _ in range(300)), ASKED])
    book = load_workbook(path)
    for row in range(400, 2500):
        book["survey"].cell(row, 1).number_format = "@"
    book.save(path)
    assert [question.name for question in read_xlsform(path).questions] == ["wish"]


def test_a_lone_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    path = form(tmp_path, [HEADER, ASKED])
    book = load_workbook(path)
    book["survey"]["XFD1048576"] = "x"
    book.save(path)
    assert [question.name for question in read_xlsform(path).questions] == ["wish"]


def test_formulas_are_never_worked_out(tmp_path: Path) -> None:
    survey: Rows = [
        [*HEADER, "required"],
        ["text", '=LOWER("WISH")', "Önskan?", "=TRUE()"],
        ["text", "more", "=1/0", None],
    ]
    path = form(tmp_path, survey)
    assert problems(path) == [f"survey!B2: {FORMULA}", f"survey!C3: {FORMULA}"]


def test_merged_cells_are_told_where_they_begin(tmp_path: Path) -> None:
    path = form(tmp_path, [[*HEADER, "relevant"], [*ASKED, None], ["text", "more", "Mer?", "${wish} != ''"]])
    book = load_workbook(path)
    book["survey"].merge_cells("D3:D4")
    book["survey"].merge_cells("A99:B100")
    book.save(path)
    assert problems(path) == ["survey!D3: cells are merged here; give each its own words"]


def test_a_merge_of_a_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    path = form(tmp_path, [HEADER, ASKED])
    with ZipFile(path) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = _with_part(path, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", merged))
    assert problems(path) == ["survey!A1: cells are merged here; give each its own words"]


def test_sheets_without_a_header_are_told(tmp_path: Path) -> None:
    told = problems(save(tmp_path, {"survey": [], "choices": [[None], ["yes_no"]], "settings": SETTINGS}))
    assert told == [f"{sheet}!A1: the sheet has no header in its first row" for sheet in ("survey", "choices")]


def test_sheets_that_are_not_needed_may_be_empty(tmp_path: Path) -> None:
    """extra_sheet_names.xlsx of pyxform's examples."""
    path = save(tmp_path, {"survey": [HEADER, ASKED], "choices": [], "settings": []})
    assert [question.name for question in read_xlsform(path).questions] == ["wish"]


def test_a_header_without_rows_asks_nothing(tmp_path: Path) -> None:
    assert problems(form(tmp_path, [HEADER])) == ["survey!C1: at least one question is needed"]


def test_sheets_and_headers_are_found_whatever_their_case(tmp_path: Path) -> None:
    survey = [["Type", " NAME ", "Label::Swedish (sv)"], ASKED]
    path = save(tmp_path, {"Notes": [["hello"]], "SURVEY": survey, "Choices ": CHOICES, "Settings": SETTINGS})
    assert [question.name for question in read_xlsform(path).questions] == ["wish"]


def _with_part(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one of its parts replaced."""
    with ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with ZipFile(path, "w") as file:
        for name, each in {**parts, part: content}.items():
            file.writestr(name, each)
    return path
