"""Which texts somebody wants to see, as a few letters that fit on a button, and as days that somebody types."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from survey.reading.content import ReadingContent
from survey.reading.ports import Wanted

_PARTS = 6
_ALL, _UNREAD = "a", "u"
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)


def pack_wanted(wanted: Wanted, content: ReadingContent) -> str:
    """At most 28 letters: areas and questions by their place in the content, days as yymmdd."""
    return ".".join(
        (
            str(_place(wanted.area, [each.name for each in content.areas])),
            wanted.language,
            str(_place(wanted.question, [each.name for each in content.questions])),
            f"{wanted.first:%y%m%d}" if wanted.first else "",
            f"{wanted.last:%y%m%d}" if wanted.last else "",
            _UNREAD if wanted.unread else _ALL,
        )
    )


def read_wanted(packed: str, content: ReadingContent) -> Wanted:
    """What a button carries; what is not known any more, or never was, stands for all."""
    parts = packed.split(".")
    if len(parts) != _PARTS:
        return Wanted()
    area, language, question, first, last, state = parts
    return Wanted(
        area=_named(area, [each.name for each in content.areas]),
        language=language if language in content.languages else "",
        question=_named(question, [each.name for each in content.questions]),
        first=_short_day(first),
        last=_short_day(last),
        unread=state != _ALL,
    )


def read_days(text: str, wanted: Wanted) -> Wanted | None:
    """The same with the days that somebody typed: one, which is then the first, or two. None where they are none."""
    found = [_day(*match) for match in _DAY.findall(text)]
    rest = _DAY.sub("", text).strip(" -–,.")
    days = [day for day in found if day]
    if rest or not days or len(days) != len(found) or len(days) > len(("first", "last")):
        return None
    first, last = days[0], days[1] if len(days) > 1 else None
    return None if last and last < first else replace(wanted, first=first, last=last)


def _place(name: str, names: Sequence[str]) -> int:
    return names.index(name) + 1 if name in names else 0


def _named(place: str, names: Sequence[str]) -> str:
    at = int(place) if place.isascii() and place.isdigit() and len(place) <= len("999") else 0
    return names[at - 1] if 0 < at <= len(names) else ""


def _short_day(written: str) -> date | None:
    digits = written.isascii() and written.isdigit() and len(written) == len("yymmdd")
    return _day(f"20{written[:2]}", written[2:4], written[4:]) if digits else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
