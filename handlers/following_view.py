"""The card of what somebody follows: words and buttons, nothing decided."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from delivery.message import Button, Letter
from delivery.plain_text import plain
from digests.period import QuietHours
from digests.ports import Rhythm, Subscription
from handlers.following_choices import chosen
from handlers.following_taps import Step, pack_card
from handlers.screens import help_row
from localization.catalogue import Catalogues, Words
from localization.labels import in_language
from promises.promise import Promise

Row = tuple[Button, ...]

_UTC = ZoneInfo("UTC")
_ANY_DAY = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed, and how it is shown: `place` are the place's quiet hours, `shared` says it is no one person."""

    subscription: Subscription
    promise: Promise
    place: QuietHours
    shared: bool
    words: Words
    catalogues: Catalogues

    @property
    def names(self) -> tuple[str, ...]:
        """The promise's commitments."""
        return tuple(each.name for each in self.promise.commitments)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The commitments followed."""
        return chosen(self.subscription, self.names)

    @property
    def kept(self) -> tuple[str, ...]:
        """The commitments named in the subscription, without those that have left the promise since."""
        return tuple(name for name in self.subscription.commitments if name in self.names)

    @property
    def quiet(self) -> QuietHours:
        """The quiet hours that hold."""
        return self.subscription.quiet or self.place

    @property
    def has_hour(self) -> bool:
        """Whether day and hour mean anything."""
        return self.subscription.rhythm is not Rhythm.INSTANT


def card_letter(followed: Followed) -> Letter:
    """The card: what is followed, when a letter comes, and a button for each thing that can be changed."""
    words, following = followed.words, followed.subscription
    lines = [
        words("follow.title.shared" if followed.shared else "follow.title"),
        words("follow.paused") if following.paused else _when(followed),
        _what(followed),
        *([] if following.paused else _quiet(followed)),
    ]
    day_and_hour = ((Step.DAY, "follow.button.day"), (Step.HOUR, "follow.button.hour"))
    pause = (Step.RESUME, "follow.button.resume") if following.paused else (Step.PAUSE, "follow.button.pause")
    return Letter(
        "\n".join(lines),
        (
            row(words, (Step.WHAT, "follow.button.what"), (Step.OFTEN, "follow.button.often")),
            *((row(words, *day_and_hour),) if followed.has_hour else ()),
            row(words, (Step.QUIET, "follow.button.quiet"), (Step.LANGUAGE, "follow.button.language")),
            row(words, pause, (Step.STOP, "button.stop")),
            *help_rows(words, shared=followed.shared),
        ),
    )


def stopped_letter(words: Words, *, was_following: bool, shared: bool = False) -> Letter:
    """No longer following (or never was)."""
    key = "follow.stopped" if was_following else "follow.was_not"
    again = row(words, (Step.FOLLOW, "button.follow"))
    return Letter(words(f"{key}.shared" if shared else key), (again, *help_rows(words, shared=shared)))


def help_rows(words: Words, *, shared: bool) -> tuple[tuple[Button, ...], ...]:
    """The way to help, in somebody's own chat: a group is not where to ask for it."""
    return () if shared else (help_row(words),)


def _when(followed: Followed) -> str:
    following, words = followed.subscription, followed.words
    weekday = words(f"weekday.{following.weekday}")
    return words(f"follow.when.{following.rhythm}", weekday=weekday, time=clock(time(*following.timing[2:])))


def _what(followed: Followed) -> str:
    words = followed.words
    if followed.chosen == followed.names:
        return words("follow.what.all")
    titles = [
        words("follow.what.part", title=in_language(each.title, words.language))
        for each in followed.promise.commitments
        if each.name in followed.chosen
    ]
    return "\n".join((words("follow.what.some"), *titles))


def _quiet(followed: Followed) -> list[str]:
    quiet, words = followed.quiet, followed.words
    if quiet.start == quiet.end:
        return []
    lines = [words("follow.quiet", start=clock(quiet.start), end=clock(quiet.end))]
    if followed.has_hour and _waits(quiet, time(*followed.subscription.timing[2:])):
        lines.append(words("follow.quiet.waits", time=clock(quiet.end)))
    return lines


def _waits(quiet: QuietHours, at: time) -> bool:
    moment = datetime.combine(_ANY_DAY, at, _UTC)
    return quiet.next_allowed(moment, _UTC) != moment


def clock(at: time) -> str:
    """A time of day as it is shown."""
    return f"{at:%H:%M}"


def row(words: Words, *buttons: tuple[Step, str]) -> Row:
    """Buttons beside each other, by what they do and what they say."""
    return as_read(words, tuple(Button(plain(words(key)), pack_card(step)) for step, key in buttons))


def as_read(words: Words, buttons: Row) -> Row:
    """Buttons of one row in reading order: Telegram itself always lays them out from the left."""
    return buttons[::-1] if words.right_to_left else buttons
