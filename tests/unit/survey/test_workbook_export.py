"""The Excel workbook as another program reads it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random

import jsonschema
import openpyxl
import pytest

from survey.codebook import codebook, json_schema
from survey.export import columns, no_formula
from survey.export_files import Form, schema_path, write_export
from survey.ports import Response, ResponseId, ResponseStatus
from survey.session import Answer, AnswerStatus
from survey.workbook_export import write_xlsx
from tests.unit.survey.walk import EVENING, TOWN

SENT = Response(
    ResponseId("r1"), ResponseStatus.SUBMITTED, "town", 1, "first", "sv", "chat", date(2026, 11, 23), date(2026, 11, 24)
)
LETTERS = "aåöÅ =+-@'\";\t\n<>&_x0041_ሰላምالسلام👩‍👩‍👧\x01\x0b"


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


def test_texts_of_all_kinds_come_back_and_none_is_a_formula(tmp_path: Path) -> None:
    random = Random(7)
    texts = ["=1+1", "+46 70", "-", "@SUM(A1)", "http://a.b", "007", "1e5", "_x0041_", *LETTERS]
    texts += ["".join(random.choices(LETTERS, k=random.randrange(1, 30))) for _ in range(2000)]
    rows = [
        (replace(SENT, id=ResponseId(f"r{number}")), {"wish": Answer(text=text)}) for number, text in enumerate(texts)
    ]
    write_xlsx(tmp_path / "a.xlsx", (TOWN,), rows)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["responses"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "inlineStr", "n", "d"}
    for row, text in zip(read(tmp_path / "a.xlsx"), texts, strict=True):
        assert plain(str(row["wish"])) == plain(no_formula(text))


def plain(text: str) -> str:
    """Without what a workbook cannot hold or writes as an escape that openpyxl hands on as it stands."""
    for escaped, letter in (("_x0001_", ""), ("_x000B_", ""), ("_x005F_", "_"), ("\x01", ""), ("\x0b", "")):
        text = text.replace(escaped, letter)
    return text


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
