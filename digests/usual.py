"""Whether so many new answers are many for a day like this. Only figures that were told are compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from statistics import median

FEWEST_WEEKS, MOST_WEEKS = 3, 8
"""So many earlier days of the same weekday are needed to call anything usual, and so many weeks back they are taken."""
_DEVIATIONS = 2


class Amount(StrEnum):
    """How many there are, beside the usual. TOO_EARLY: too few weeks to say."""

    MORE = "more"
    FEWER = "fewer"
    ABOUT = "about"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual on that weekday (None: too early to say), and how this day is beside it."""

    amount: Amount
    median: int | None = None


TOO_EARLY = Usual(Amount.TOO_EARLY)


def usual(new: int, day: date, told: Mapping[str, int], held_back: int) -> Usual:
    """Compare what is new with what was told as new on the same weekday of earlier weeks (by ISO date).

    What the guard may have held back on either day, and what chance does to a number of that size, is no difference.
    """
    days = (day - timedelta(weeks=week) for week in range(1, MOST_WEEKS + 1))
    earlier = [told[each.isoformat()] for each in days if each.isoformat() in told]
    if len(earlier) < FEWEST_WEEKS:
        return TOO_EARLY
    middle = median(earlier)
    slack = held_back + _DEVIATIONS * sqrt(middle)
    if abs(new - middle) <= slack:
        return Usual(Amount.ABOUT, round(middle))
    return Usual(Amount.MORE if new > middle else Amount.FEWER, round(middle))


def with_day(told: Mapping[str, int], day: date, new: int) -> dict[str, int]:
    """What is remembered after that day. Days that will not be looked at again are forgotten."""
    oldest = (day - timedelta(weeks=MOST_WEEKS)).isoformat()
    return {each: count for each, count in told.items() if each >= oldest} | {day.isoformat(): new}
