"""Words of the content in the reader's language, and dates as they are written there."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from babel import Locale
from babel.dates import format_date, format_datetime

from localization.catalogue import SOURCE

_A_MONDAY = date(2024, 1, 1)


def in_language(text: Mapping[str, str], language: str) -> str:
    """The text in that language, else in Swedish, else in the first it is written in."""
    return text.get(language) or text.get(SOURCE) or next(iter(text.values()), "")


def listed(labels: Iterable[str], language: str) -> str:
    """The labels with commas between, as the language writes them."""
    comma = "، " if Locale.parse(language).text_direction == "rtl" else ", "
    return comma.join(labels)


def written_date(day: date, language: str) -> str:
    """The day as "23 november 2026"."""
    return format_date(day, format="long", locale=language)


def written_moment(local: datetime, language: str) -> str:
    """The day and the time of day as "23 nov. 2026 07:30"."""
    return format_datetime(local, format="d MMM y HH:mm", tzinfo=None, locale=language)


def written_days(first: date, last: date, language: str) -> str:
    """From one day to another, as "3 november 2026" or "3 november 2026 – 9 november 2026"."""
    start = written_date(first, language)
    return start if first == last else f"{start} – {written_date(last, language)}"


def weekday_name(day: date, language: str) -> str:
    """The day's weekday, as "måndag"."""
    return format_date(day, format="EEEE", locale=language)


def short_date(day: date, language: str) -> str:
    """The day as "23/11"."""
    return format_date(day, format="d/M", locale=language)


def weekday_short(weekday: int, language: str) -> str:
    """The weekday (0 is Monday) in a few letters, as "mån"."""
    return format_date(_A_MONDAY + timedelta(days=weekday), format="EEE", locale=language)
