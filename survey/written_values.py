"""Reads the numbers and days of a definition."""

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from localization.source import Value
from survey.form import MOST_DECIMALS, MOST_DIGITS, TODAY

_NUMBER = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DECIMALS}}})?")
_WHOLE = f"a whole number of at most {MOST_DIGITS} digits is expected here"
_ANY = f"a number of at most {MOST_DIGITS} digits and {MOST_DECIMALS} decimals is expected here"
_DAY_OR_TODAY = "a day is expected here, as 2020-05-27, or today"


def read_number(value: Value, *, whole: bool = False) -> Decimal | None:
    """A number; None where there is none."""
    if not value.present:
        return None
    expected = _WHOLE if whole else _ANY
    written = value.written(("int",) if whole else ("int", "float"), expected)
    if _NUMBER.fullmatch(written):
        return Decimal(written)
    value.problem(expected)
    return None


def read_day(value: Value) -> date | None:
    """A day; None where there is none."""
    day = value.date()
    return day if day != date.min else None


def read_day_or_today(value: Value) -> date | Literal["today"] | None:
    """A day, or the word for the day of the answer; None where there is none."""
    if not value.present:
        return None
    written = value.written(("timestamp", "str"), _DAY_OR_TODAY)
    if written == TODAY:
        return TODAY
    try:
        return date.fromisoformat(written)
    except ValueError:
        value.problem(_DAY_OR_TODAY)
        return None


def plain_number(number: Decimal) -> str:
    """The number without an exponent and without zeros at the end: `20`, `1.5`."""
    return f"{number.normalize():f}"
