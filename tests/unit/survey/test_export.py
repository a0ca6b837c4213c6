import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from survey.export import columns, table, write_csv, write_json
from survey.ports import Response, ResponseId, ResponseStatus
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer, AnswerStatus
from tests.cell_texts import as_written, texts
from tests.unit.survey.walk import EVENING, TOWN

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

ABOUT = ("response_id", "status", "survey", "version", "round", "language", "channel", "started_on", "submitted_on")
OPEN = Response(ResponseId("r1"), ResponseStatus.PARTIAL, "town", 1, "first", "sv", "chat", date(2026, 11, 23))
SUBMITTED = replace(OPEN, status=ResponseStatus.SUBMITTED, submitted_on=date(2026, 11, 24), receipt="secret mark")


def cells(answers: Mapping[str, Answer], response: Response = SUBMITTED) -> dict[str, str]:
    [row] = table((TOWN,), [(response, answers)])
    return row


def as_csv(answers: Mapping[str, Answer]) -> list[list[str]]:
    file = io.StringIO(newline="")
    assert write_csv(file, (TOWN,), [(SUBMITTED, answers)]) == 1
    return list(csv.reader(io.StringIO(file.getvalue(), newline="")))


def test_every_question_has_its_columns_in_the_order_of_asking_and_notes_have_none() -> None:
    assert columns((TOWN,)) == (
        *ABOUT,
        *("age", "school", "school__other", "school__language", "school_why", "school_why__language"),
        *("places", "places__other", "places__language", "wish", "wish__language", "safe"),
    )


def test_a_later_version_adds_its_questions_and_loses_no_column_of_the_earlier() -> None:
    added = Question("light", Kind.TEXT, {"sv": "Ljus?"})
    later = replace(TOWN, version=2, questions=(*TOWN.questions[:-1], added))
    assert columns((later, TOWN)) == (*columns((later,)), "safe")
    [row] = table((later, TOWN), [(SUBMITTED, {"safe": Answer(options=("unsafe",))})])
    assert (row["safe"], row["light"]) == ("unsafe", "")


def test_options_are_names_and_words_stand_beside_them_with_their_language() -> None:
    row = cells(
        {
            "places": Answer(options=("park", "other_place"), text="Gångtunneln", language="sv"),
            "wish": Answer(text="More light", language="en"),
        }
    )
    assert (row["places"], row["places__other"], row["places__language"]) == ("park other_place", "Gångtunneln", "sv")
    assert (row["wish"], row["wish__language"]) == ("More light", "en")


def test_declining_is_an_answer_and_skipping_is_none() -> None:
    row = cells({"places": Answer(AnswerStatus.PREFER_NOT), "wish": Answer(AnswerStatus.SKIPPED)})
    assert (row["places"], row["wish"], row["age"]) == ("prefer_not", "", "")


def test_what_is_not_known_of_a_text_is_left_empty() -> None:
    assert cells({"wish": Answer(text="?")})["wish__language"] == ""


def test_an_unfinished_response_says_so() -> None:
    row = cells({}, OPEN)
    assert (row["status"], row["started_on"], row["submitted_on"]) == ("partial", "2026-11-23", "")


def test_neither_the_receipt_nor_a_time_of_day_is_in_it() -> None:
    assert "secret mark" not in str(cells({}))
    assert cells({})["submitted_on"] == "2026-11-24"


def test_an_answer_to_a_question_no_version_has_is_left_out() -> None:
    assert "gone" not in cells({"gone": Answer(text="x")})


def test_csv_has_a_header_and_a_line_a_response() -> None:
    [header, row] = as_csv({"safe": Answer(options=("safe",))})
    assert tuple(header) == columns((TOWN,))
    assert dict(zip(header, row, strict=True))["safe"] == "safe"


def test_numbers_days_places_and_ranks_are_as_they_were_given() -> None:
    answers = {
        "years": Answer(options=("17",)),
        "distance": Answer(options=("-1.5",)),
        "last_out": Answer(options=("2026-11-24",)),
        "where_out": Answer(options=("60.63 16.78",)),
        "first_of_all": Answer(options=("buses", "light", "adults")),
    }
    file = io.StringIO(newline="")
    write_csv(file, (EVENING,), [(SUBMITTED, answers)])
    [header, row] = csv.reader(io.StringIO(file.getvalue(), newline=""))
    found = dict(zip(header, row, strict=True))
    assert {name: found[name] for name in answers} == {
        "years": "17",
        "distance": "-1.5",
        "last_out": "2026-11-24",
        "where_out": "60.63 16.78",
        "first_of_all": "buses light adults",
    }


def test_json_is_one_object_a_response_under_the_same_names() -> None:
    file = io.StringIO()
    assert write_json(file, (TOWN,), [(OPEN, {}), (SUBMITTED, {"wish": Answer(text='Mer "ljus"\n=1+1')})]) == 2
    [first, second] = json.loads(file.getvalue())
    assert tuple(first) == columns((TOWN,))
    assert second["wish"] == 'Mer "ljus"\n=1+1'


def test_no_responses_are_an_empty_table() -> None:
    file = io.StringIO()
    assert write_json(file, (TOWN,), []) == 0
    assert json.loads(file.getvalue()) == []
    assert write_csv(io.StringIO(), (TOWN,), []) == 0


some_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
hostile = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", " ", "  ", "'", "''"]),
    st.sampled_from([*STARTS_A_FORMULA, '"', ";"]),
    some_text,
)


@given(some_text | hostile)
def test_no_cell_begins_a_formula_and_every_text_comes_back(text: str) -> None:
    [header, row] = as_csv({"wish": Answer(text=text), "places": Answer(options=("other_place",), text=text)})
    found = dict(zip(header, row, strict=True))
    for column in ("wish", "places__other"):
        assert as_written(found[column]) == text
        assert not found[column].lstrip(" ").startswith(STARTS_A_FORMULA)


@given(st.integers(0, 10**6))
def test_every_text_comes_back_from_csv_and_json(seed: int) -> None:
    written = [(SUBMITTED, {"wish": Answer(text=text)}) for text in islice(texts(seed), 500)]
    as_json, file = io.StringIO(newline=""), io.StringIO(newline="")
    write_json(as_json, (TOWN,), written)
    write_csv(file, (TOWN,), written)
    sent = [answers["wish"].text for _, answers in written]
    assert [row["wish"] for row in json.loads(as_json.getvalue())] == sent
    rows = csv.DictReader(io.StringIO(file.getvalue(), newline=""))
    assert [as_written(row["wish"]) for row in rows] == sent


def test_two_texts_never_become_the_same_cell() -> None:
    cells = [as_csv({"wish": Answer(text=text)})[1] for text in ("=1", "'=1", "''=1", "a;=1", "a;'=1")]
    assert len(set(map(tuple, cells))) == len(cells)


def test_words_are_quoted_and_numbers_and_days_are_not() -> None:
    file = io.StringIO(newline="")
    numbers = {"years": Answer(options=("17",)), "last_out": Answer(options=("2026-11-24",))}
    write_csv(file, (EVENING, TOWN), [(SUBMITTED, {**numbers, "wish": Answer(text="007")})])
    row = file.getvalue().splitlines()[1]
    assert row.startswith('"r1","submitted","town",1,"first","sv","resident",2026-11-23,2026-11-24,')
    assert ",17," in row
    assert ',"007",' in row


@given(st.lists(some_text | hostile, max_size=4))
def test_no_cell_begins_a_formula_where_excel_parts_cells_at_semicolons(parts: list[str]) -> None:
    [_, row] = as_csv({"wish": Answer(text=";".join(parts))})
    for cell in re.split("[;\t\r\n]", ",".join(row)):
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(st.sampled_from(STARTS_A_FORMULA), some_text)
def test_what_looks_like_a_formula_is_marked_as_text(start: str, rest: str) -> None:
    [header, row] = as_csv({"wish": Answer(text=start + rest)})
    assert dict(zip(header, row, strict=True))["wish"].startswith(f"'{start}")


def test_a_harmless_text_is_not_touched(sandviken: Questionnaire) -> None:
    file = io.StringIO(newline="")
    write_csv(file, (sandviken,), [(SUBMITTED, {"wish": Answer(text="Mer ljus, tack - och 'lugn' = ro")})])
    assert "\"Mer ljus, tack - och 'lugn' = ro\"" in file.getvalue()
