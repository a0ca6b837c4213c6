"""Numbers as people write them: digits of any script, a comma or a point, never an exponent."""

import re
import unicodedata
from decimal import Decimal

from survey.questionnaire import Scale

_POINTS = frozenset(".,٫．，")
_MINUSES = frozenset("-−–﹣－")
_GAP = re.compile("(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_WRITTEN = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?")
_FINEST = 6
"""Decimals that an answer can have."""


def read_number(text: str) -> str | None:
    """The number a text is, as answers keep it: `42`, `-1.5`. None where it is none, or can be read in two ways.

    However long it is, it costs no arithmetic.
    """
    plain = _GAP.sub("", "".join(map(_plain, text)).strip().rstrip(".!"))
    found = _WRITTEN.fullmatch(plain)
    if not found:
        return None
    whole, decimals = found[2].lstrip("0") or "0", found[3] or ""
    if decimals == "000":
        return None  # "1,000" is one to some and a thousand to others
    decimals = decimals.rstrip("0")
    if len(decimals) > _FINEST:
        return None
    number = f"{whole}.{decimals}" if decimals else whole
    return f"-{number}" if found[1] == "-" and number != "0" else number


def written(number: Decimal) -> str:
    """A number as answers keep it."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def on_scale(scale: Scale | None) -> tuple[str, ...]:
    """The numbers of a range, as answers keep them, from its start to its end."""
    if scale is None:
        return ()
    steps = int((scale.end - scale.start) / scale.step)
    return tuple(written(scale.start + at * scale.step) for at in range(steps + 1))


def _plain(character: str) -> str:
    if character in _POINTS:
        return "."
    if character in _MINUSES:
        return "-"
    if unicodedata.category(character) == "Cf":
        return ""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
