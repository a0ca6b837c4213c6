"""The screens the card of following opens, one for each thing that can be changed: nothing decided."""

from collections.abc import Callable, Sequence
from datetime import time

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.ports import Rhythm
from handlers.following_choices import NONE, PLACE
from handlers.following_taps import Step, pack_card
from handlers.following_view import Followed, Row, as_read, clock, help_rows, row
from localization.labels import in_language

HOURS = (7, 8, 12, 15, 16, 17, 18, 19, 20)
"""Hours to choose from with a button. Any other is typed."""
SPANS = ("20:00-08:00", "21:00-08:00", "22:00-07:00", "23:00-09:00")
"""Quiet times to choose from with a button."""

TYPED = (Step.HOUR, Step.QUIET)
"""Screens on which words can be typed instead."""

Screen = tuple[str, tuple[Row, ...]]


def step_letter(step: Step, followed: Followed, notice: str = "") -> Letter:
    """The screen a step opens, with something to be said first."""
    ask, rows = _SCREENS[step](followed)
    text = "\n\n".join((notice, ask)) if notice else ask
    back = row(followed.words, (Step.CARD, "follow.button.back"))
    return Letter(text, (*rows, back, *help_rows(followed.words, shared=followed.shared)))


def _what_screen(followed: Followed) -> Screen:
    """Each part with its whole title in the text, for a phone may cut it short on the button."""
    words = followed.words
    titles = {
        each.name: words("pulse.commitment", number=number, title=in_language(each.title, words.language))
        for number, each in enumerate(followed.promise.commitments, 1)
    }
    rows = tuple(
        (_choice(followed, title, Step.WHAT, name, ticked=name in followed.chosen),) for name, title in titles.items()
    )
    return "\n".join((words("follow.ask.what"), "", *titles.values())), rows


def _often_screen(followed: Followed) -> Screen:
    words, now = followed.words, followed.subscription.rhythm
    rows = tuple(
        (_choice(followed, words(f"follow.often.{each}"), Step.OFTEN, each, ticked=each is now),) for each in Rhythm
    )
    return words("follow.ask.often"), rows


def _day_screen(followed: Followed) -> Screen:
    words, now = followed.words, followed.subscription.weekday
    days = [_choice(followed, words(f"weekday.{day}"), Step.DAY, str(day), ticked=day == now) for day in range(7)]
    return words("follow.ask.day"), _rows(followed, days, 2)


def _hour_screen(followed: Followed) -> Screen:
    now = time(*followed.subscription.timing[2:])
    hours = [
        _choice(followed, clock(time(hour)), Step.HOUR, f"{hour:02}00", ticked=time(hour) == now) for hour in HOURS
    ]
    return _typed_too(followed, "follow.ask.hour"), _rows(followed, hours, 3)


def _quiet_screen(followed: Followed) -> Screen:
    words, own, place = followed.words, followed.subscription.quiet, followed.place
    none = own is not None and own.start == own.end
    usual = words("follow.quiet.place", start=clock(place.start), end=clock(place.end))
    spans = [_choice(followed, span, Step.QUIET, span, ticked=str(own) == span) for span in SPANS]
    rows = (
        (_choice(followed, usual, Step.QUIET, PLACE, ticked=own is None),),
        *_rows(followed, spans, 2),
        (_choice(followed, words("follow.quiet.none"), Step.QUIET, NONE, ticked=none),),
    )
    return _typed_too(followed, "follow.ask.quiet"), rows


def _language_screen(followed: Followed) -> Screen:
    catalogues, now = followed.catalogues, followed.words.language
    rows = tuple(
        (_choice(followed, catalogues.own_name(code), Step.LANGUAGE, code, ticked=code == now),)
        for code in catalogues.languages
    )
    return followed.words("language.choose"), rows


_SCREENS: dict[Step, Callable[[Followed], Screen]] = {
    Step.WHAT: _what_screen,
    Step.OFTEN: _often_screen,
    Step.DAY: _day_screen,
    Step.HOUR: _hour_screen,
    Step.QUIET: _quiet_screen,
    Step.LANGUAGE: _language_screen,
}


def _typed_too(followed: Followed, key: str) -> str:
    """The question; what can be typed is said where typed words reach the bot."""
    ask = followed.words(key)
    return ask if followed.shared else f"{ask}\n{followed.words(f'{key}.typed')}"


def _choice(followed: Followed, label: str, step: Step, value: str, *, ticked: bool) -> Button:
    """Something to choose, by words in Telegram's HTML; what holds now is ticked."""
    shown = plain(label)
    return Button(plain(followed.words("survey.ticked", option=shown)) if ticked else shown, pack_card(step, value))


def _rows(followed: Followed, buttons: Sequence[Button], wide: int) -> tuple[Row, ...]:
    rows = [tuple(buttons[first : first + wide]) for first in range(0, len(buttons), wide)]
    return tuple(as_read(followed.words, each) for each in rows)
