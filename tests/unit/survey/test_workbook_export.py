"""The Excel workbook as another program reads it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey import workbook_export
from survey.codebook import codebook, json_schema
from survey.export import columns
from survey.export_files import Form, schema_path, write_export
from survey.ports import Response, ResponseId, ResponseStatus
from survey.session import Answer, AnswerStatus
from survey.workbook_export import TooManyRowsError, write_xlsx
from survey.workbook_sheet import TooLongError
from tests.cell_texts import as_written, long_texts, texts, unescaped
from tests.unit.survey.walk import EVENING, TOWN

SENT = Response(
    ResponseId("r1"), ResponseStatus.SUBMITTED, "town", 1, "first", "sv", "chat", date(2026, 11, 23), date(2026, 11, 24)
)
WISH = columns((TOWN,)).index("wish") + 1


def read(path: Path) -> list[dict[str, object]]:
    [header, *rows] = openpyxl.load_workbook(path)["responses"].values
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_each_kind_of_answer_has_its_type(tmp_path: Path) -> None:
    answers = {
        "years": Answer(options=("17",)),
        "distance": Answer(options=("-1.5",)),
        "last_out": Answer(options=("2026-11-24",)),
        "first_of_all": Answer(options=("buses", "light")),
    }
    assert write_xlsx(tmp_path / "a.xlsx", (EVENING,), [(SENT, answers)]) == 1
    [row] = read(tmp_path / "a.xlsx")
    assert (row["years"], row["distance"], row["first_of_all"], row["version"]) == (17, -1.5, "buses light", 1)
    assert row["last_out"] == row["submitted_on"] == datetime(2026, 11, 24)  # noqa: DTZ001 - as openpyxl reads a day
    assert tuple(row) == columns((EVENING,))


def test_what_was_declined_is_a_word_even_where_numbers_stand(tmp_path: Path) -> None:
    declined = {"years": Answer(AnswerStatus.PREFER_NOT), "last_out": Answer(AnswerStatus.PREFER_NOT)}
    write_xlsx(tmp_path / "a.xlsx", (EVENING,), [(SENT, declined)])
    [row] = read(tmp_path / "a.xlsx")
    assert (row["years"], row["last_out"]) == ("prefer_not", "prefer_not")


@given(st.integers(0, 10**6))
@settings(max_examples=5)
def test_texts_of_all_kinds_come_back_and_none_is_a_formula(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("texts") / "a.xlsx"
    written = [*islice(texts(seed), 400), *islice(long_texts(seed), 3)]
    write_xlsx(path, (TOWN,), answered(*written))
    cells = [cell for row in openpyxl.load_workbook(path)["responses"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}
    assert {cell.data_type for cell in cells if cell.column == WISH and cell.value} <= {"s", "inlineStr"}
    for row, text in zip(read(path), written, strict=True):
        assert as_written(unescaped(str(row["wish"]))) == text


def answered(*words: str) -> list[tuple[Response, dict[str, Answer]]]:
    return [(replace(SENT, id=ResponseId(f"r{at}")), {"wish": Answer(text=text)}) for at, text in enumerate(words)]


def test_words_that_look_like_the_files_own_marks_do_not_break_it(tmp_path: Path) -> None:
    words = ["<r>&</r>", "<r><t>a</t></r>", "_x0041_x0042_", "_x0041\x01", "_x005F_", "</t></is></c>"]
    write_xlsx(tmp_path / "a.xlsx", (TOWN,), answered(*words))
    assert [unescaped(str(row["wish"])) for row in read(tmp_path / "a.xlsx")] == words


def test_a_text_that_a_cell_cannot_hold_is_not_cut(tmp_path: Path) -> None:
    with pytest.raises(TooLongError):
        write_export(tmp_path / "a.xlsx", Form.XLSX, (TOWN,), answered("😀" * 16_384))
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_has_are_not_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_export, "MOST_ROWS", 2)
    assert write_export(tmp_path / "a.xlsx", Form.XLSX, (TOWN,), answered("a", "b")) == 2
    with pytest.raises(TooManyRowsError):
        write_export(tmp_path / "b.xlsx", Form.XLSX, (TOWN,), answered("a", "b", "c"))
    assert not (tmp_path / "b.xlsx").exists()


def test_a_day_that_excel_counts_otherwise_is_written_out(tmp_path: Path) -> None:
    days = ("1899-12-30", "1900-02-28", "1900-03-01")
    rows = [(SENT, {"last_out": Answer(options=(day,))}) for day in days]
    write_xlsx(tmp_path / "a.xlsx", (EVENING,), rows)
    found = [row["last_out"] for row in read(tmp_path / "a.xlsx")]
    assert found == ["1899-12-30", "1900-02-28", datetime(1900, 3, 1)]  # noqa: DTZ001 - as openpyxl reads a day


def test_the_codebook_says_how_words_are_made_safe(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", (TOWN,), [])
    said = {str(row[3]): str(row[4]) for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["codebook"].values}
    assert "Ta bort ett '" in said["'"]


def test_the_codebook_explains_every_column_and_option() -> None:
    entries = list(codebook((TOWN,), "sv"))
    assert list(dict.fromkeys(each.column for each in entries)) == list(columns((TOWN,)))
    [school] = [each for each in TOWN.questions if each.name == "school"]
    values = {each.value for each in entries if each.column == "school" and each.value}
    assert values == {choice.name for choice in school.choices} | ({"prefer_not"} if school.prefer_not else set())


@pytest.mark.parametrize("form", Form)
def test_a_file_is_its_owners_alone_and_nothing_is_left_beside_it(tmp_path: Path, form: Form) -> None:
    path = tmp_path / f"a.{form}"
    assert write_export(path, form, (TOWN,), [(SENT, {})]) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    beside = {schema_path(path)} if form is Form.JSON else set()
    assert set(tmp_path.iterdir()) == {path} | beside


@pytest.mark.parametrize("form", Form)
def test_a_file_that_cannot_be_finished_leaves_the_earlier_one(tmp_path: Path, form: Form) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text("earlier", encoding="utf-8")

    def breaks_off() -> Iterator[tuple[Response, dict[str, Answer]]]:
        yield SENT, {}
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - that very one
        write_export(path, form, (TOWN,), breaks_off())
    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_the_schema_is_one_and_an_unknown_option_breaks_it() -> None:
    schema = json_schema((TOWN,), "sv")
    jsonschema.Draft202012Validator.check_schema(schema)
    row = dict.fromkeys(columns((TOWN,)), "")
    jsonschema.validate([row], schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([row | {"safe": "perhaps"}], schema)
