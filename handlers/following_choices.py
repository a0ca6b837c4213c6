"""What a choice on the card changes of what somebody follows: pure, and nothing for a choice that is none."""

from collections.abc import Sequence
from datetime import time
from enum import Enum

from digests.following import Changes
from digests.period import PeriodError, QuietHours, parse_quiet_hours
from digests.ports import Rhythm, Subscription
from handlers.following_taps import Step
from handlers.written_hours import read_hour, read_span

PLACE, NONE = "place", "none"
"""Values of buttons: the place's quiet hours, no quiet hours."""

_ALWAYS = QuietHours(time(0), time(0))
_DAYS = 7


class NoChoice(Enum):
    """Why there is nothing to change."""

    OUTDATED = "outdated"
    LAST_ONE = "last one"


def chosen(following: Subscription, names: Sequence[str]) -> tuple[str, ...]:
    """Which of the promise's commitments are followed, in its order; all where those chosen have left it."""
    some = tuple(name for name in names if name in following.commitments)
    return some or tuple(names)


def changes(step: Step, value: str, following: Subscription, names: Sequence[str]) -> Changes | NoChoice:
    """What a button changes; `names` are the promise's commitments."""
    match step:
        case Step.PAUSE | Step.RESUME:
            return {"paused": step is Step.PAUSE}
        case Step.WHAT:
            return _what(value, chosen(following, names), names)
        case Step.QUIET:
            return _quiet(value)
    return _when(step, value) or NoChoice.OUTDATED


def written(step: Step, text: str) -> Changes | None:
    """What typed words change, where a time of day or a quiet time is waited for; None where they are none."""
    if step is Step.QUIET:
        span = read_span(text)
        return {"quiet": span} if span else None
    hour = read_hour(text)
    return {"hour": hour.hour, "minute": hour.minute} if hour else None


def _when(step: Step, value: str) -> Changes | None:
    match step:
        case Step.OFTEN if value in list(Rhythm):
            return {"rhythm": Rhythm(value)}
        case Step.DAY if value.isascii() and value.isdigit() and int(value) < _DAYS:
            return {"weekday": int(value)}
        case Step.HOUR:
            return written(step, value)
    return None


def _what(value: str, before: tuple[str, ...], names: Sequence[str]) -> Changes | NoChoice:
    if value not in names:
        return NoChoice.OUTDATED
    if before == (value,):
        return NoChoice.LAST_ONE
    after = tuple(name for name in names if (name in before) != (name == value))
    return {"commitments": () if len(after) == len(names) else after}


def _quiet(value: str) -> Changes | NoChoice:
    if value == PLACE:
        return {"quiet": None}
    if value == NONE:
        return {"quiet": _ALWAYS}
    try:
        return {"quiet": parse_quiet_hours(value)}
    except PeriodError:
        return NoChoice.OUTDATED
