"""What is held about a chat, and what its person may decide about it, as letters."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from babel.dates import format_datetime

from delivery.message import Button, Letter
from delivery.plain_text import plain
from delivery.ports import HeldMessage
from digests.everything_held import Held
from digests.ports import Rhythm, Subscription
from handlers.callbacks import Menu, pack_menu
from handlers.own_data_taps import DROP
from handlers.receipt_view import ROOM, answer_lines, letters
from handlers.screens import help_row
from handlers.staff_view import post
from localization.catalogue import Words
from localization.labels import written_date
from survey.own_responses import Dropped
from survey.ports import ResponseStatus
from survey.questionnaire import Questionnaire
from survey.session import Stage

_QUOTE = 160
"""Characters of a waiting message; the file has the whole of it."""


def my_data_letters(
    held: Held, questionnaire: Questionnaire | None, zone: tzinfo | None, words: Words, language: str
) -> Sequence[Letter]:
    """Everything held, in words, and a button for each thing that can be taken back.

    `language` is the name of the language the person reads.
    """
    if held.is_nothing:
        return (Letter(words("mydata.nothing"), (help_row(words),)),)
    facts = [f"• {fact}" for fact in _facts(held, zone, words, language)]
    blocks = [
        "\n".join((words("mydata.title"), *facts)),
        *answer_lines(questionnaire, held.answers, words),
        *(_waiting(each, zone, words) for each in held.messages if each.letter and each.due),
        *_consents(held, words),
        words("mydata.answers"),
    ]
    return letters(blocks, _buttons(held, words), ROOM)


def dropped_letter(dropped: Dropped, words: Words) -> Letter:
    """The open survey was left, or there was none."""
    return Letter(words(f"mydata.drop.{dropped}"), (help_row(words),))


def _facts(held: Held, zone: tzinfo | None, words: Words, language: str) -> Iterator[str]:
    if held.person:
        yield words("mydata.chat", chat=held.person.chat, language=language)
        if not held.person.reachable:
            yield words("mydata.unreachable")
    if held.session:
        yield words(f"mydata.survey.{_survey(held)}")
        if held.session.remind_at:
            yield words("mydata.reminder", moment=_moment(held.session.remind_at, zone, words))
    if held.subscription:
        yield _following(held.subscription, words)
    if held.staff:
        yield words("mydata.staff", **post(held.staff, words))
    yield from _in_the_field(held, words)
    if waiting := sum(1 for each in held.messages if each.letter):
        yield words.plural("mydata.waiting", waiting)
    if settled := sum(1 for each in held.messages if not each.letter):
        yield words.plural("mydata.sent", settled)
    for _ in held.marks:
        yield words("mydata.mark")
    if len(held.updates) > 1:
        yield words.plural("mydata.updates", len(held.updates))


def _following(follows: Subscription, words: Words) -> str:
    since = written_date(follows.since, words.language)
    if follows.rhythm is not Rhythm.WEEKLY:
        return words("mydata.follows", date=since, rhythm=words(f"digest.rhythm.{follows.rhythm}"))
    time = f"{follows.hour:02}:{follows.minute:02}"
    return words("mydata.following", date=since, weekday=words(f"weekday.{follows.weekday}"), time=time)


def _in_the_field(held: Held, words: Words) -> Iterator[str]:
    for guest in held.dialogues:
        if guest.wants_answer:
            yield words("mydata.dialogue")
        if guest.asking:
            yield words("mydata.asking")
    if held.kiosk:
        yield words("mydata.kiosk")


def _waiting(message: HeldMessage, zone: tzinfo | None, words: Words) -> str:
    text = plain(message.letter.text) if message.letter else ""
    quoted = text if len(text) <= _QUOTE else f"{text[:_QUOTE]}…"
    moment = _moment(message.due, zone, words) if message.due else ""
    return words("mydata.message", topic=words(f"topic.{message.topic}"), moment=moment, text=quoted)


def _consents(held: Held, words: Words) -> Sequence[str]:
    """What the person has said yes to, and how each yes is taken back."""
    given = {
        "mydata.consent.survey": _can_drop(held),
        "mydata.consent.reminder": bool(held.session and held.session.remind_at),
        "mydata.consent.following": held.subscription is not None,
        "mydata.consent.dialogue": any(guest.wants_answer for guest in held.dialogues),
        "mydata.consent.chat": held.person is not None,
    }
    lines = [f"• {words(key)}" for key, applies in given.items() if applies]
    return ["\n".join((words("mydata.consents"), *lines))] if lines else []


def _buttons(held: Held, words: Words) -> tuple[tuple[Button, ...], ...]:
    offered = (
        (_can_drop(held), "button.drop_open", DROP),
        (
            held.session is not None and held.session.remind_at is not None,
            "button.no_reminder",
            pack_menu(Menu.NO_REMINDER),
        ),
        (held.subscription is not None, "button.stop", pack_menu(Menu.STOP)),
        (held.person is not None, "button.forget", pack_menu(Menu.FORGET)),
    )
    rows = ((Button(words(key), data),) for applies, key, data in offered if applies)
    return (*rows, help_row(words))


def _survey(held: Held) -> str:
    """Open, submitted (its link not yet cut, or it is being changed), expired, or none."""
    if held.session is None:
        return "none"
    if held.session.position.stage is Stage.EXPIRED:
        return "expired"
    return "submitted" if held.response and held.response.status is ResponseStatus.SUBMITTED else "open"


def _can_drop(held: Held) -> bool:
    return _survey(held) == "open"


def _moment(moment: datetime, zone: tzinfo | None, words: Words) -> str:
    return format_datetime(moment.astimezone(zone), format="d MMMM HH:mm", locale=words.language)
