"""Days as people write them, the day before the month, in any of the questionnaire's languages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from babel import Locale

from survey.folding import fold

_LONGEST = 60
_MOST_WORDS = 5
_YEAR_DIGITS = 4


def read_day(text: str, languages: Sequence[str]) -> date | None:
    """The day a text names: `2026-11-24`, `24/11 2026`, `24.11.2026`, `24 november 2026`; None where it names none."""
    words = fold(text).split() if len(text) <= _LONGEST else []
    numbers = [word for word in words if word.isdecimal()]
    if len(words) > _MOST_WORDS or not words:
        return None
    match numbers:
        case [year, month, day] if len(words) == len(numbers) and len(year) == _YEAR_DIGITS:
            return _day(year, month, day)
        case [day, month, year] if len(words) == len(numbers):
            return _day(year, month, day)
        case [day, year]:
            months = _months(" ".join(word for word in words if not word.isdecimal()), languages)
            return _day(year, str(months[0]), day) if len(months) == 1 else None
    return None


def read_day_near(text: str, languages: Sequence[str], today: date) -> date | None:
    """The same, and without a year (`24 november`, `24/11`) the one of these days that is nearest to `today`."""
    years = (today.year + step for step in (-1, 0, 1))
    named = read_day(text, languages)
    days = [named] if named else [read_day(f"{text} {year}", languages) for year in years]
    return min(filter(None, days), key=lambda day: abs(day - today), default=None)


def _day(year: str, month: str, day: str) -> date | None:
    if len(year) != _YEAR_DIGITS:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _months(words: str, languages: Sequence[str]) -> list[int]:
    """The months that the words, or one of them, are a name of in these languages."""
    found: set[int] = set()
    for language in languages:
        names = _month_names(language)
        found.update(names[each] for each in (words, *words.split()) if each in names)
    return sorted(found)


@cache
def _month_names(language: str) -> Mapping[str, int]:
    return dict(_names(Locale.parse(language)))


def _names(locale: Locale) -> Iterator[tuple[str, int]]:
    """Long and short, as they stand in a date and alone: many languages inflect them."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context][width].items():
                yield fold(name), month
