"""Fifteen years of a process that looks at the clock, is restarted and breaks down, told from due time to due time."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIRST, LAST = date(2026, 1, 1), date(2040, 12, 31)
BREAKS_DOWN, RESTARTS = 0.005, 0.1
LONGEST_DOWN = timedelta(days=30)
_MINUTE = timedelta(minutes=1)

Expected = tuple[datetime, date]
"""When a period falls due, and its local day."""


class Decider(Protocol):
    """What a process asks at each tick. It is started anew by making another one."""

    def __call__(self, now: datetime, ran: dict[str, datetime], /) -> str | None:
        """The period to run now, if any."""
        ...


@dataclass
class Faults:
    """What went wrong, by the local day of the period, and how much went right."""

    skipped: list[date] = field(default_factory=list)
    doubled: list[date] = field(default_factory=list)
    early: list[date] = field(default_factory=list)
    runs: int = 0
    merged: int = 0

    @property
    def any(self) -> bool:
        return bool(self.skipped or self.doubled or self.early)


@cache
def every_day() -> tuple[date, ...]:
    return tuple(FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1))


@cache
def clock_changes() -> frozenset[date]:
    """The days on which a clock on the wall is put back or on."""

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time(12), STOCKHOLM).utcoffset()

    return frozenset(day for day in every_day() if offset(day) != offset(day - timedelta(days=1)))


def first_minute_that_shows(day: date, at: time) -> datetime:
    """By looking at the clock on the wall every minute, from the evening before."""
    moment = datetime.combine(day, time(0), UTC) - timedelta(hours=3)
    while True:
        local = moment.astimezone(STOCKHOLM)
        if (local.date(), local.time()) >= (day, at):
            return moment
        moment += _MINUTE


def expected(days: Sequence[date], at: time) -> list[Expected]:
    """When the wall clock first shows that time, on each of the days."""
    changes = clock_changes()
    return [(first_minute_that_shows(day, at) if day in changes else _ordinary(day, at), day) for day in days]


def _ordinary(day: date, at: time) -> datetime:
    return datetime.combine(day, at, STOCKHOLM).astimezone(UTC)


def live(periods: Sequence[Expected], key: Callable[[date], str], start: Callable[[], Decider], seed: int) -> Faults:
    """Let a process live through the periods: every 30 s it ticks, now and then it is restarted or down for long."""
    randomness = random.Random(seed)
    faults, ran, decide = Faults(), dict[str, datetime](), start()
    newest = 0
    for now, restarted in _ticks(periods, randomness):
        decide = start() if restarted else decide
        while newest + 1 < len(periods) and periods[newest + 1][0] <= now:
            newest += 1
            faults.merged += key(periods[newest - 1][1]) not in ran
        day = periods[newest][1]
        period = decide(now, ran)
        if period is not None:
            faults.runs += 1
            if period in ran:
                faults.doubled.append(day)
            elif period != key(day):
                faults.early.append(day)
            ran[period] = now
        if key(day) not in ran:
            faults.skipped.append(day)
            ran[key(day)] = now
    return faults


def _ticks(periods: Sequence[Expected], randomness: random.Random) -> Iterator[tuple[datetime, bool]]:
    """The ticks that matter: the first after each due time, and around clock changes those before and long after.

    With each, whether the process was started anew before it.
    """
    changes, up_from, was_down = clock_changes(), periods[0][0], False
    for moment, day in periods:
        if randomness.random() < BREAKS_DOWN and moment < periods[-1][0] - LONGEST_DOWN:
            up_from = max(up_from, moment + randomness.uniform(-0.01, 1) * LONGEST_DOWN)
        ticks = [moment + timedelta(seconds=randomness.randrange(30))]
        if any(day + timedelta(days=ahead) in changes for ahead in (-1, 0, 1)):
            ticks = [moment - timedelta(seconds=1), moment, *ticks, moment + timedelta(minutes=61)]
        if was_down and up_from < moment - timedelta(minutes=1):
            ticks = [up_from, *ticks]
        for tick in ticks:
            if tick < up_from:
                was_down = True
            else:
                yield tick, was_down or randomness.random() < RESTARTS
                was_down = False
