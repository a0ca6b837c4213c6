from dataclasses import replace
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from survey.dates import read_day, read_day_near
from survey.events import Rejection, TapOutdated
from survey.questionnaire import Constraint, Kind, Question
from tests.unit.survey.asking import LANGUAGES, answered, give, rejected, tap
from tests.unit.survey.respondent import TODAY

DAY = Question("q", Kind.DATE, {"sv": "När hände det?"}, constraint=Constraint(date(2020, 1, 1), "today"))


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-11-24", "24/11 2026", "24/11/2026", "24.11.2026", "24 november 2026", "24 NOV 2026", "24 nov. 2026"),
        *("November 24, 2026", "24:e november 2026", "24. marraskuuta 2026", "24 marraskuu 2026", "٢٤ نوفمبر ٢٠٢٦"),
        *("24 листопада 2026 р.", "24 листопад 2026", "Noofeembar 24, 2026", "۲۴ نوامبر ۲۰۲۶", " 2026-11-24\n"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed, LANGUAGES) == TODAY


@pytest.mark.parametrize(
    "typed",
    [
        *("", "i går", "24/11", "24 november", "november 2026", "24/11 26", "2026-02-30", "0000-00-00", "11/24/2026"),
        *("2026-11-24T10:00", "24 brumaire 2026", "jag blev rånad 24 gånger i november 2026", "9" * 4096, "1-" * 2000),
    ],
)
def test_what_is_no_day_or_only_half_of_one_is_none(typed: str) -> None:
    assert read_day(typed, LANGUAGES) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("24 november", date(2026, 11, 24)), ("1/2", date(2027, 2, 1)), ("28 dec", date(2026, 12, 28))),
        *(("10 augusti", date(2026, 8, 10)), ("24 november 2025", date(2025, 11, 24)), ("i går", None), ("24", None)),
        ("29 februari", None),
    ],
)
def test_a_year_that_is_left_out_is_the_one_that_makes_the_day_nearest(typed: str, meant: date | None) -> None:
    assert read_day_near(typed, LANGUAGES, TODAY) == meant


def test_at_new_year_a_day_of_the_old_year_is_meant() -> None:
    assert read_day_near("28 december", LANGUAGES, date(2027, 1, 3)) == date(2026, 12, 28)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(LANGUAGES))
def test_every_day_is_read_as_its_own_language_writes_it(day: date, language: str) -> None:
    assert read_day(format_date(day, "long", locale=language), LANGUAGES) == day


def test_a_month_is_read_in_the_languages_of_the_questionnaire_only() -> None:
    assert read_day("24 листопада 2026", ["sv", "en"]) is None


def test_a_day_is_an_answer_within_its_bounds_and_today_is_the_day_it_is_given() -> None:
    assert answered(DAY, "24/11 2026").options == answered(DAY, tap("2026-11-24")).options == ("2026-11-24",)
    assert rejected(DAY, "25/11 2026") == rejected(DAY, tap("2026-11-25")) == (Rejection.TOO_LATE, "2026-11-24")
    assert rejected(DAY, "31/12 2019") == (Rejection.TOO_EARLY, "2020-01-01")
    assert rejected(DAY, "i går") == (Rejection.NOT_A_DATE, "")


def test_a_year_of_another_calendar_is_too_early_even_where_nothing_is_said() -> None:
    assert rejected(replace(DAY, constraint=Constraint()), "1405-09-03") == (Rejection.TOO_EARLY, "1900-01-01")


@pytest.mark.parametrize("option", ["", "2026-02-30", "soon"])
def test_a_button_without_a_day_is_out_of_date(option: str) -> None:
    assert give(DAY, tap(option)).events == (TapOutdated(same=False),)
