import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.period import (
    Daily,
    Fortnightly,
    Hourly,
    Monthly,
    PeriodError,
    QuietHours,
    Schedule,
    Weekly,
    due,
    first_moment,
    parse_daily,
    parse_quiet_hours,
    parse_weekly,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MINUTE = timedelta(minutes=1)
FIRST, LAST = date(2026, 1, 1), date(2040, 12, 31)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


def _clock_changes() -> list[datetime]:
    found, moment = [], datetime(2026, 1, 1, tzinfo=UTC)
    while moment.date() < LAST:
        if moment.astimezone(STOCKHOLM).utcoffset() != (moment + timedelta(days=1)).astimezone(STOCKHOLM).utcoffset():
            found.append(moment)
        moment += timedelta(days=1)
    return found


CHANGES = _clock_changes()


def _interesting_days() -> list[date]:
    """Around the clock changes and the turns of the year, where calendars go wrong."""
    turns = [date(year, 12, 31) for year in range(2025, 2041)]
    middles = [change.date() for change in CHANGES] + turns
    days = {middle + timedelta(days=ahead) for middle in middles for ahead in range(-2, 4)}
    return sorted(day for day in days if FIRST <= day <= LAST)


def _first_minute_that_shows(day: date, at: time) -> datetime:
    """By looking at the clock on the wall every minute, from the evening before."""
    moment = datetime.combine(day, time(0), UTC) - timedelta(hours=3)
    while True:
        local = moment.astimezone(STOCKHOLM)
        if (local.date(), local.time()) >= (day, at):
            return moment
        moment += MINUTE


def _ticks(schedule: Daily | Weekly, randomness: random.Random) -> Iterator[datetime]:
    """Fifteen years of looking at the clock: closely around interesting due times, seldom and at random in between."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for day in INTERESTING:
        at = first_moment(day, time(schedule.hour, schedule.minute), STOCKHOLM)
        while at - moment > 0.9 * schedule.length:
            most = min((at - moment) / schedule.length, 30)
            moment += schedule.length * randomness.uniform(0.1, most)
            yield moment
        for tick in (at - timedelta(seconds=20), at, at + timedelta(seconds=10), at + timedelta(minutes=61)):
            if tick > moment:
                moment = tick
                yield moment


INTERESTING = _interesting_days()


def test_the_interesting_days_hold_every_clock_change_of_fifteen_years() -> None:
    assert len(CHANGES) == 30


@pytest.mark.parametrize("weekday", [None, 0, 6], ids=["daily", "mondays", "sundays"])
@pytest.mark.parametrize("hour", range(24))
def test_over_fifteen_years_every_period_comes_exactly_once_and_never_before_its_time(
    hour: int, weekday: int | None
) -> None:
    randomness = random.Random(hour)
    for minute in (0, 15, 30, 45):
        schedule = Daily(hour, minute) if weekday is None else Weekly(weekday, hour, minute)
        ran: set[str] = set()
        last_day, previous = date.min, datetime.min.replace(tzinfo=UTC)
        for now in _ticks(schedule, randomness):
            found = due(schedule, now, STOCKHOLM)
            if found.period not in ran:
                # It had not come at the tick before, and none between was missed but by sleeping through it.
                assert previous < found.moment <= now
                assert last_day < found.day
                assert found.day - last_day == schedule.length or now - previous > 0.9 * schedule.length
                ran.add(found.period)
                last_day = found.day
            previous = now
        assert len(ran) > 180 if weekday is None else len(ran) > 90


def test_each_due_time_is_the_first_minute_the_wall_clock_shows_it() -> None:
    for change in CHANGES[:4]:
        for ahead in (0, 1):
            day = change.date() + timedelta(days=ahead)
            for at in QUARTERS[:20]:
                assert first_moment(day, at, STOCKHOLM) == _first_minute_that_shows(day, at)


@pytest.mark.parametrize(
    ("now", "period", "moment"),
    [
        ("2026-11-23 07:29", "2026-11-22", "2026-11-22 07:30"),
        ("2026-11-23 07:30", "2026-11-23", "2026-11-23 07:30"),
        ("2027-01-01 00:10", "2026-12-31", "2026-12-31 07:30"),
    ],
)
def test_the_morning_report_is_due_from_its_time_on(now: str, period: str, moment: str) -> None:
    found = due(Daily(7, 30), _at(now), STOCKHOLM)
    assert (found.period, found.moment) == (period, _at(moment))


@pytest.mark.parametrize(
    ("now", "period"),
    [
        ("2026-11-23 16:59", "2026-W47"),
        ("2026-11-23 17:00", "2026-W48"),
        ("2026-11-29 23:59", "2026-W48"),
        ("2027-01-03 12:00", "2026-W53"),
    ],
)
def test_a_weekly_digest_is_due_once_a_week_of_the_calendar(now: str, period: str) -> None:
    assert due(Weekly(0, 17, 0), _at(now), STOCKHOLM).period == period


@pytest.mark.parametrize(
    ("schedule", "now", "period", "moment"),
    [
        (Fortnightly(0, 17, 0), "2026-12-28 17:00", "2026-W53", "2026-12-28 17:00"),
        (Fortnightly(0, 17, 0), "2027-01-11 16:59", "2026-W53", "2026-12-28 17:00"),
        (Fortnightly(0, 17, 0), "2027-01-11 17:00", "2027-W02", "2027-01-11 17:00"),
        (Fortnightly(6, 17, 0), "2027-01-03 17:00", "2026-W53", "2027-01-03 17:00"),
        (Monthly(0, 17, 0), "2026-11-02 16:59", "2026-10", "2026-10-05 17:00"),
        (Monthly(0, 17, 0), "2026-11-02 17:00", "2026-11", "2026-11-02 17:00"),
        (Monthly(4, 9, 0), "2027-01-01 08:00", "2026-12", "2026-12-04 09:00"),
        (Monthly(4, 9, 0), "2027-01-01 09:00", "2027-01", "2027-01-01 09:00"),
        (Hourly((7, 8, 20)), "2026-11-23 08:59", "2026-11-23T08", "2026-11-23 08:00"),
        (Hourly((7, 8, 20)), "2026-11-23 06:59", "2026-11-22T20", "2026-11-22 20:00"),
    ],
)
def test_the_other_rhythms_are_due_when_the_calendar_says_so(
    schedule: Schedule, now: str, period: str, moment: str
) -> None:
    found = due(schedule, _at(now), STOCKHOLM)
    assert (found.period, found.moment) == (period, _at(moment))


@pytest.mark.parametrize(
    ("quiet", "hours"),
    [
        ("21:00-07:00", tuple(range(7, 21))),
        ("22:30-06:30", tuple(range(7, 23))),
        ("00:00-00:00", tuple(range(24))),
        ("00:00-23:59", (23,)),
    ],
)
def test_at_once_is_on_the_hours_outside_the_quiet_ones(quiet: str, hours: tuple[int, ...]) -> None:
    assert parse_quiet_hours(quiet).whole_hours_outside() == hours


def test_a_time_the_clock_skips_comes_the_moment_it_is_skipped() -> None:
    assert first_moment(date(2026, 3, 29), time(2, 30), STOCKHOLM) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_time_the_clock_shows_twice_comes_the_first_time() -> None:
    assert first_moment(date(2026, 10, 25), time(2, 30), STOCKHOLM) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_the_calendar_skipped_does_not_stop_the_digests() -> None:
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011 there
    found = due(Daily(7, 30), datetime(2011, 12, 30, 18, 0, tzinfo=UTC), apia)
    assert found.period == "2011-12-31"


def test_more_than_a_quarter_of_an_hour_after_its_time_it_is_late() -> None:
    found = due(Daily(7, 30), _at("2026-11-23 08:00"), STOCKHOLM)
    assert not found.late(_at("2026-11-23 07:45"))
    assert found.late(_at("2026-11-23 07:46"))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2040, 12, 31)), st.times(), st.times())  # noqa: DTZ001 - UTC below
def test_nothing_unasked_for_goes_out_in_the_quiet_hours(moment: datetime, start: time, end: time) -> None:
    quiet = QuietHours(start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    now = moment.replace(tzinfo=UTC)
    allowed = quiet.next_allowed(now, STOCKHOLM)
    assert now <= allowed <= now + timedelta(hours=26)
    assert quiet.next_allowed(allowed, STOCKHOLM) == allowed


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ("2026-11-23 20:59", "2026-11-23 20:59"),
        ("2026-11-23 21:00", "2026-11-24 07:00"),
        ("2026-11-24 00:00", "2026-11-24 07:00"),
        ("2026-11-24 06:59", "2026-11-24 07:00"),
        ("2026-11-24 07:00", "2026-11-24 07:00"),
        ("2026-03-28 22:00", "2026-03-29 07:00"),
    ],
)
def test_what_comes_at_night_waits_for_the_morning(now: str, allowed: str) -> None:
    quiet = parse_quiet_hours("21:00-07:00")
    assert quiet.next_allowed(_at(now), STOCKHOLM) == _at(allowed)


def test_what_an_operator_writes_is_read() -> None:
    assert parse_daily("07:30") == Daily(7, 30)
    assert parse_weekly(" Mon 17:00 ") == Weekly(0, 17, 0)
    assert parse_quiet_hours("21:00 - 07:00") == QuietHours(time(21), time(7))
    assert parse_quiet_hours("00:00-00:00").next_allowed(_at("2026-11-23 03:00"), STOCKHOLM) == _at("2026-11-23 03:00")


@pytest.mark.parametrize("text", ["", "7", "24:00", "07:60", "07.30", "morning", "07:30:00", "-1:00", "٠٧:٣٠"])
def test_what_is_no_time_of_day_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(PeriodError, match="is no time of day: write hours and minutes, as 07:30"):
        parse_daily(text)


@pytest.mark.parametrize("text", ["", "mon", "17:00", "måndag 17:00", "mon17:00"])
def test_what_is_no_weekly_time_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(PeriodError, match="as mon 17:00"):
        parse_weekly(text)


def test_what_are_no_quiet_hours_is_told_in_a_sentence() -> None:
    with pytest.raises(PeriodError, match="as 21:00-07:00"):
        parse_quiet_hours("21:00")
