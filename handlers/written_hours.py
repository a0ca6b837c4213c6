"""Times of day as people write them: "18:30", "kl 18", "٦:٣٠", "6 pm"."""

import re
import unicodedata
from datetime import time

from digests.period import QuietHours

LONGEST = 40
"""Characters; what is longer is no time of day."""

_NOON = 12
_AFTERNOON = frozenset("peم")
"""First letters of p.m., em and مساءً."""
_HOUR = re.compile(
    r"""(?:[^\W\d_]+\.?\ *)?          # one word before it: kl, klockan, at
        (\d{1,2})(?:[:.٫\ h]?(\d{2}))?
        \ *(?:h|([apfe])\.?\ ?m\.?|([صم])\w*)?""",
    re.VERBOSE,
)
_BETWEEN = re.compile(r" *[-–—] *| +[^\W\d_]+ +(?=\d)")


def read_hour(text: str) -> time | None:
    """The time of day that a text is; None where it is none, or could be meant in two ways."""
    found = _HOUR.fullmatch(_plain(text)) if len(text) <= LONGEST else None
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or found[4]
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half in _AFTERNOON else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def read_span(text: str) -> QuietHours | None:
    """The two times of day that a text names, as in "22-7" or "22:00 till 07:00"; None where it does not."""
    if len(text) > LONGEST:
        return None
    parts = _BETWEEN.split(_plain(text))
    hours = [read_hour(part) for part in parts]
    match hours:
        case [time() as start, time() as end] if start != end:
            return QuietHours(start, end)
    return None


def _plain(text: str) -> str:
    """Digits of any script as ours, spaces of any width as one, no invisible marks."""
    return " ".join("".join(map(_ours, text.casefold())).split())


def _ours(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
