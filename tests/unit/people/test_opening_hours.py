from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.errors import UnclearHours
from people.opening_hours import Hours, describe_hours, open_at, read_hours

MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 - opening hours are local clock times
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

days = st.integers(0, 6)
minutes = st.integers(0, 24 * 60 - 1)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def at(day: int, time: str) -> datetime:
    hour, minute = map(int, time.split(":"))
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def social_services() -> Hours:
    return read_hours("mon-thu 17:00-23:00, fri 17:00-02:00, sat 16:00-02:00, sun 16:00-23:00")


@pytest.mark.parametrize(
    ("day", "time", "answers"),
    [
        (0, "16:59", False),
        (0, "17:00", True),
        (3, "22:59", True),
        (3, "23:00", False),
        (4, "23:30", True),
        (5, "01:59", True),
        (5, "02:00", False),
        (6, "01:00", True),
        (6, "02:00", False),
        (6, "16:00", True),
        (0, "01:00", False),
    ],
)
def test_the_social_services_line_answers_when_it_says_so(day: int, time: str, answers: bool) -> None:
    assert open_at(social_services(), at(day, time)) is answers


def test_a_sunday_night_runs_on_into_monday() -> None:
    assert open_at(read_hours("sun 22:00-06:00"), at(0, "05:59"))
    assert not open_at(read_hours("sun 22:00-06:00"), at(0, "06:00"))


def test_midnight_can_be_written_as_the_end_of_a_day() -> None:
    assert open_at(read_hours("fri 17:00-24:00"), at(4, "23:59"))
    assert not open_at(read_hours("fri 17:00-24:00"), at(5, "00:00"))


@given(st.datetimes())
def test_a_line_that_is_always_open_is_open_at_every_moment(moment: datetime) -> None:
    assert open_at(read_hours("always"), moment)
    assert open_at(read_hours("mon-sun 00:00-24:00"), moment)


@given(days, minutes, minutes, st.integers(0, 7 * 24 * 60 - 1))
def test_a_day_is_open_from_its_start_until_just_before_its_end(day: int, start: int, end: int, offset: int) -> None:
    if start == end:
        return
    hours = read_hours(f"{DAYS[day]} {clock(start)}-{clock(end)}")
    length = end - start if end > start else end - start + 24 * 60
    moment = MONDAY + timedelta(days=day, minutes=start + offset)
    assert open_at(hours, moment) is (offset < length)


@given(days, days, st.integers(0, 23 * 60))
def test_a_range_of_days_is_each_of_its_days(first: int, last: int, start: int) -> None:
    hours = read_hours(f"{DAYS[first]}-{DAYS[last]} {clock(start)}-{clock(start + 30)}")
    opened = {day for day in range(7) if open_at(hours, MONDAY + timedelta(days=day, minutes=start + 10))}
    assert opened == {(first + step) % 7 for step in range((last - first) % 7 + 1)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "always, mon 08:00-17:00",
        "mon 08:00-17:00,",
        "17:00-23:00",
        "måndag 17:00-23:00",
        "mo 17:00-23:00",
        "abc 17:00-23:00",
        "mon 17-23",
        "mon 17:60-23:00",
        "mon 25:00-26:00",
        "mon 24:00-02:00",
        "mon 24:01-02:00",
        "mon 08:00-08:00",
        "mon 8:00-17:00",
        "mon 17:00–23:00",
    ],
)
def test_hours_that_can_be_misunderstood_are_refused(text: str) -> None:
    with pytest.raises(UnclearHours):
        read_hours(text)


def test_hours_are_told_in_the_readers_language() -> None:
    swedish = "mån–tors 17:00–23:00, fre 17:00–02:00, lör 16:00–02:00, sön 16:00–23:00"
    assert describe_hours(social_services(), "sv") == swedish
    assert describe_hours(read_hours("fri 17:00-24:00"), "en") == "Fri 17:00–24:00"
    assert describe_hours(read_hours("always"), "sv") == "mån–sön 00:00–24:00"


def test_days_with_the_same_hours_are_told_together_but_not_across_a_gap() -> None:
    hours = read_hours("mon-tue 09:00-17:00, thu 09:00-17:00")
    assert describe_hours(hours, "en") == "Mon–Tue 09:00–17:00, Thu 09:00–17:00"
