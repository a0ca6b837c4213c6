"""When a digest is due: by the calendar and the wall clock of the place, on nights when the clock changes too.

Nothing here remembers or waits. Whoever asks compares the key of the newest period with what already ran, so that a
restart, a stopped clock or a second process can neither skip a digest nor send it twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

LATE_AFTER = timedelta(minutes=15)
"""A digest that goes out later than this after its time says so."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MINUTE = timedelta(minutes=1)


_FIRST_MONDAY = date(2024, 1, 1)
"""Fortnights are counted from here and not from the turn of the year, so that none is ever one or three weeks long."""


class PeriodError(ValueError):
    """A time of day, a rhythm or quiet hours cannot be read."""


@dataclass(frozen=True, slots=True)
class Hourly:
    """On the hour, at these local hours of the day (0 to 23, ascending, at least one)."""

    length: ClassVar[timedelta] = timedelta(hours=1)
    hours: tuple[int, ...]


EVERY_DAY = tuple(range(7))
"""The weekdays; 0 is Monday."""


@dataclass(frozen=True, slots=True)
class Daily:
    """Every day at a local time, or on some weekdays (ascending; 0 is Monday). With none of them, never."""

    length: ClassVar[timedelta] = timedelta(days=1)
    hour: int
    minute: int
    weekdays: tuple[int, ...] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class Weekly:
    """Once a week; `weekday` 0 is Monday."""

    length: ClassVar[timedelta] = timedelta(weeks=1)
    weekday: int
    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Fortnightly:
    """Every other week; `weekday` 0 is Monday."""

    length: ClassVar[timedelta] = timedelta(weeks=2)
    weekday: int
    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Monthly:
    """On the first such weekday of every month; 0 is Monday."""

    length: ClassVar[timedelta] = timedelta(days=31)
    weekday: int
    hour: int
    minute: int


Schedule = Hourly | Daily | Weekly | Fortnightly | Monthly


@dataclass(frozen=True, slots=True)
class Due:
    """A period whose time has come: its key, its local day, and when it fell due (UTC).

    Keys: "2026-11-23T17" (an hour), "2026-11-23", "2026-W48" (a week, or the first of two), "2026-11".
    """

    period: str
    day: date
    moment: datetime

    def late(self, now: datetime) -> bool:
        """Whether so much time has gone that the reader should know."""
        return now - self.moment > LATE_AFTER


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local hours in which nothing unasked-for goes out, over midnight or not. Two equal times: none."""

    start: time
    end: time

    def __str__(self) -> str:
        """As `parse_quiet_hours` reads them."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def next_allowed(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The moment itself, or (UTC) the end of the quiet hours it falls into."""
        local = moment.astimezone(zone)
        if not self._contain(local.time()):
            return moment
        ends_tomorrow = self.start > self.end and local.time() >= self.start
        return first_moment(local.date() + timedelta(days=ends_tomorrow), self.end, zone)

    def whole_hours_outside(self) -> tuple[int, ...]:
        """The hours of the day at whose beginning something may go out; where there is none, the one they end in."""
        return tuple(hour for hour in range(24) if not self._contain(time(hour))) or (self.end.hour,)

    def _contain(self, local: time) -> bool:
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


def due(schedule: Schedule, now: datetime, zone: ZoneInfo) -> Due:
    """The newest period of the schedule whose time has passed; older ones that were missed are part of it."""
    today = now.astimezone(zone).date()
    dues = (
        Due(_key(schedule, day, at), day, first_moment(day, at, zone)) for day, at in _newest_first(schedule, today)
    )
    return next(each for each in dues if each.moment <= now)


def _newest_first(schedule: Schedule, today: date) -> Iterator[tuple[date, time]]:
    """The schedule's local times from tomorrow's back over the last one that has surely passed.

    Tomorrow's too: a time that the clock skips over midnight passes today.
    """
    if isinstance(schedule, Hourly):
        days = (today + timedelta(days=ahead) for ahead in (1, 0, -1, -2))
        return ((day, time(hour)) for day in days for hour in reversed(schedule.hours))
    at = time(schedule.hour, schedule.minute)
    return ((day, at) for day in _days(schedule, today))


def _days(schedule: Daily | Weekly | Fortnightly | Monthly, today: date) -> Iterator[date]:
    match schedule:
        case Daily(weekdays=weekdays):
            days = (today + timedelta(days=ahead) for ahead in range(1, -10, -1))
            return (day for day in days if day.weekday() in weekdays)
        case Weekly(weekday):
            return (_monday(today) + timedelta(days=weekday, weeks=ahead) for ahead in (1, 0, -1, -2))
        case Fortnightly(weekday):
            into = (_monday(today) - _FIRST_MONDAY) % Fortnightly.length
            return (_monday(today) - into + timedelta(days=weekday, weeks=ahead) for ahead in (2, 0, -2, -4))
        case Monthly(weekday):
            return (_first(weekday, today.year, today.month + ahead) for ahead in (1, 0, -1, -2))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first(weekday: int, year: int, month: int) -> date:
    """The first such weekday of a month; months are counted on past the turn of the year, both ways."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def first_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When (UTC) the clock on the wall first shows that time, or would have.

    A repeated hour counts the first time round. A time the clock skips counts as the moment it skipped.
    """
    local = datetime.combine(day, at, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    # In a gap the earlier offset (fold 0) names a moment after the change, the later one (fold 1) one before it.
    before, after = local.replace(fold=1).astimezone(UTC), moment
    offset = after.astimezone(zone).utcoffset()
    while after - before > _MINUTE:
        middle = before + ((after - before) // _MINUTE // 2) * _MINUTE
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def parse_daily(text: str) -> Daily:
    """Read "07:30".

    Raises:
        PeriodError: it is no time of day.
    """
    at = _time(text)
    return Daily(at.hour, at.minute)


def parse_weekly(text: str) -> Weekly:
    """Read "mon 17:00".

    Raises:
        PeriodError: it is no weekday and time.
    """
    weekday, _, at = text.strip().lower().partition(" ")
    if weekday not in _WEEKDAYS or not at:
        raise PeriodError(f'"{text}" is no weekly time: write one of {", ".join(_WEEKDAYS)} and a time, as mon 17:00')
    when = _time(at)
    return Weekly(_WEEKDAYS.index(weekday), when.hour, when.minute)


def parse_quiet_hours(text: str) -> QuietHours:
    """Read "21:00-07:00".

    Raises:
        PeriodError: it is not two times of day.
    """
    start, dash, end = text.partition("-")
    if not dash:
        raise PeriodError(f'"{text}" are no quiet hours: write two times of day, as 21:00-07:00')
    return QuietHours(_time(start), _time(end))


def _time(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise PeriodError(f'"{text.strip()}" is no time of day: write hours and minutes, as 07:30')
    return time(int(found[1]), int(found[2]))


def _key(schedule: Schedule, day: date, at: time) -> str:
    match schedule:
        case Hourly():
            return f"{day.isoformat()}T{at.hour:02}"
        case Daily():
            return day.isoformat()
        case Weekly() | Fortnightly():
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        case Monthly():
            return f"{day.year}-{day.month:02}"
