from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.events import Rejection, TapOutdated
from survey.numbers import on_scale, read_number, written
from survey.questionnaire import Constraint, Kind, Question, Scale
from tests.unit.survey.asking import answered, give, rejected, tap

WHOLE = Question("q", Kind.INTEGER, {"sv": "Hur många år?"}, constraint=Constraint(Decimal(0), Decimal(120)))
ANY_WHOLE = replace(WHOLE, constraint=Constraint())
ANY = Question("q", Kind.DECIMAL, {"sv": "Hur långt?"})
SCALE = Question("q", Kind.RANGE, {"sv": "Hur tryggt?"}, scale=Scale(Decimal(0), Decimal(10)))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("12", "12"), (" 12 ", "12"), ("12.", "12"), ("012", "12"), ("+12", "12"), ("12,0", "12"), ("-0", "0")),
        *(("١٢", "12"), ("۱۲", "12"), ("１２", "12"), ("\u200f12\u200f", "12"), ("−5", "-5"), ("-5", "-5")),
        *(("1,5", "1.5"), ("1.50", "1.5"), ("٣٫٥", "3.5"), ("1 000", "1000"), ("1\u00a0000", "1000")),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: str) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "tolv",
            "12 år",
            "1e5",
            "1E5",
            "NaN",
            "Infinity",
            "-inf",
            "0x10",
            "1_000",
            "²",
            "½",
            "1..5",
            "1,5,5",
            "+-5",
        ),
        *("1,000", "12 3", "--5", "1.1234567", "0" * 4096 + "x", "1 " * 2000),
    ],
)
def test_what_is_no_number_or_could_be_two_is_none(typed: str) -> None:
    assert read_number(typed) is None


@given(st.decimals(-10_000, 10_000, places=3))
def test_every_number_that_can_be_written_is_read_back(number: Decimal) -> None:
    assert read_number(written(number)) == written(number)


def test_an_integer_is_whole_and_within_its_bounds() -> None:
    assert answered(WHOLE, "12").options == ("12",)
    assert rejected(WHOLE, "12,5") == (Rejection.NOT_WHOLE, "")
    assert rejected(WHOLE, "-1") == (Rejection.TOO_LITTLE, "0")
    assert rejected(WHOLE, "121") == (Rejection.TOO_MUCH, "120")
    assert rejected(WHOLE, "tolv") == (Rejection.NOT_A_NUMBER, "")


@pytest.mark.parametrize("huge", [str(2**70), "9" * 4096, "0701234567"])
def test_a_number_too_big_for_any_question_is_turned_away_at_once(huge: str) -> None:
    assert rejected(ANY_WHOLE, huge) == (Rejection.TOO_MUCH, "9999")
    assert rejected(ANY, f"-{huge}") == (Rejection.TOO_LITTLE, "-9999")
    assert rejected(SCALE, huge) == (Rejection.NOT_ON_SCALE, "0–10")


def test_a_decimal_may_have_decimals() -> None:
    assert answered(ANY, "1,5").options == ("1.5",)
    assert answered(ANY, "9999").options == ("9999",)


def test_a_number_has_no_button() -> None:
    assert give(WHOLE, tap("12")).events == (TapOutdated(same=False),)


def test_a_range_takes_the_numbers_of_its_scale_tapped_or_typed() -> None:
    assert answered(SCALE, tap("10")).options == answered(SCALE, "10").options == ("10",)
    assert rejected(SCALE, "2,5") == (Rejection.NOT_ON_SCALE, "0–10")
    assert rejected(SCALE, "bra") == (Rejection.NOT_A_NUMBER, "")
    assert give(SCALE, tap("11")).events == give(SCALE, tap("0010")).events == (TapOutdated(same=False),)


def test_a_scale_has_both_its_ends() -> None:
    assert on_scale(Scale(Decimal(-1), Decimal(1), Decimal("0.5"))) == ("-1", "-0.5", "0", "0.5", "1")
    assert on_scale(Scale(Decimal("1.0"), Decimal("2.0"))) == ("1", "2")
    assert on_scale(None) == ()
