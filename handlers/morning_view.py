"""The screen on which a member of staff chooses when the morning digest comes."""

from delivery.message import Button, Letter
from digests.morning import Hours
from handlers.staff_taps import Act, pack_staff
from handlers.staff_view import back, row
from localization.catalogue import Words
from localization.labels import listed, weekday_short

HOURS = ((6, 0), (6, 30), (7, 0), (7, 30), (8, 0), (9, 0), (12, 0), (15, 0))
"""Times offered; others may be in the settings."""
TIME, DAY, EVERYBODY = "at", "day", "default"
"""What a button of the screen is about, before a colon and what was chosen."""
WITH, WITHOUT = "+", "-"
"""What becomes of a weekday, after its number: a button pressed twice does no more than once."""

_IN_A_ROW = 4
_Row = tuple[Button, ...]


def hours_letter(hours: Hours, words: Words) -> Letter:
    """When the digest comes, and what can be changed of it."""
    choice, language = hours.choice, words.language
    at = f"{choice.hour:02}:{choice.minute:02}"
    days = listed((weekday_short(day, language) for day in choice.weekdays), language)
    key = "morning.hours" if len(choice.weekdays) < 7 else "morning.hours.every_day"  # noqa: PLR2004 - days of a week
    text = words(key, time=at, days=days) if choice.weekdays else words("morning.hours.never")
    return Letter(text, (*_times(hours), *_days(hours, words), *_others(hours, words), back(words)))


def _times(hours: Hours) -> list[_Row]:
    now = (hours.choice.hour, hours.choice.minute)
    buttons = [
        Button(
            _ticked(f"{hour:02}:{minute:02}", on=(hour, minute) == now and bool(hours.choice.weekdays)),
            _about(TIME, f"{hour:02}{minute:02}"),
        )
        for hour, minute in HOURS
    ]
    return [tuple(buttons[at : at + _IN_A_ROW]) for at in range(0, len(buttons), _IN_A_ROW)]


def _days(hours: Hours, words: Words) -> list[_Row]:
    buttons = [
        Button(
            _ticked(weekday_short(day, words.language), on=day in hours.choice.weekdays),
            _about(DAY, f"{day}{WITHOUT if day in hours.choice.weekdays else WITH}"),
        )
        for day in range(7)
    ]
    return [tuple(buttons[:_IN_A_ROW]), tuple(buttons[_IN_A_ROW:])]


def _others(hours: Hours, words: Words) -> list[_Row]:
    return [row(words, "button.morning.default", Act.MORNING, EVERYBODY)] if hours.own else []


def _about(what: str, chosen: object) -> str:
    return pack_staff(Act.MORNING, what, chosen)


def _ticked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label
