"""When somebody answers, as local clock times that repeat every week."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from babel import Locale

from people.errors import UnclearHours

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOUR = 60
_DAY = 24 * _HOUR
_WEEK = 7 * _DAY
_FORM = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? (\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Opening:
    """Open for so many minutes from a minute of the week, Monday 00:00 local time being minute 0."""

    start: int
    minutes: int

    def covers(self, minute: int) -> bool:
        """Whether that minute of the week lies in it; Sunday night runs on into Monday."""
        return (minute - self.start) % _WEEK < self.minutes


Hours = tuple[Opening, ...]
ALWAYS: Hours = tuple(Opening(day * _DAY, _DAY) for day in range(len(_DAYS)))


def open_at(hours: Hours, local: datetime) -> bool:
    """Whether somebody answers at that local time. Public holidays are not known here."""
    minute = local.weekday() * _DAY + local.hour * _HOUR + local.minute
    return any(opening.covers(minute) for opening in hours)


def read_hours(text: str) -> Hours:
    """The hours written as `always`, or as `mon-thu 17:00-23:00, fri 17:00-02:00`.

    An end before its start is on the next day, and 24:00 is midnight.

    Raises:
        UnclearHours: it is not written so.
    """
    if text.strip() == "always":
        return ALWAYS
    return tuple(opening for part in text.split(",") for opening in _openings(part.strip()))


def _openings(text: str) -> Hours:
    form = _FORM.fullmatch(text)
    if form is None:
        raise UnclearHours(f'"{text}" is not written like "mon-thu 17:00-23:00"')
    first, last = _day(form[1]), _day(form[2] or form[1])
    start, end = _minute(form[3], form[4]), _minute(form[5], form[6])
    if start in (_DAY, end):
        raise UnclearHours(f'"{text}" says no time between its start and its end')
    days = range(first, last + 1 if last >= first else last + 1 + len(_DAYS))
    return tuple(Opening(day % len(_DAYS) * _DAY + start, (end - start) % _DAY or _DAY) for day in days)


def describe_hours(hours: Hours, language: str) -> str:
    """The hours as people of that language read them, such as `mån–tors 17:00–23:00, fre 17:00–02:00`."""
    names = Locale.parse(language).days["stand-alone"]["abbreviated"]
    in_order = enumerate(sorted(hours, key=lambda opening: opening.start))
    runs = [
        [opening for _, opening in run]
        for _, run in groupby(in_order, key=lambda each: (each[1].start - each[0] * _DAY, each[1].minutes))
    ]
    return ", ".join(f"{_days(run, names)} {_times(run[0])}" for run in runs)


def _days(run: list[Opening], names: Mapping[int, str]) -> str:
    first, last = (names[opening.start // _DAY] for opening in (run[0], run[-1]))
    return first if len(run) == 1 else f"{first}–{last}"


def _times(opening: Opening) -> str:
    start = opening.start % _DAY
    return f"{_clock(start)}–{_clock((start + opening.minutes - 1) % _DAY + 1)}"


def _clock(minute: int) -> str:
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def _day(name: str) -> int:
    if name not in _DAYS:
        raise UnclearHours(f'"{name}" is none of {", ".join(_DAYS)}')
    return _DAYS.index(name)


def _minute(hours: str, minutes: str) -> int:
    minute = int(hours) * _HOUR + int(minutes)
    if int(minutes) >= _HOUR or minute > _DAY:
        raise UnclearHours(f'"{hours}:{minutes}" is no time of day')
    return minute
