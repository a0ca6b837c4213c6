"""What nothing else took: each gets one kind sentence, and nothing is opened or kept."""

from dataclasses import replace

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from delivery.message import Letter
from handlers.bursts import Burst, Bursts, Rest
from handlers.desk import Desk
from handlers.filters import Forwarded, UnknownCommand
from handlers.listening import heard
from handlers.resting import alert
from handlers.screens import back_to_survey_row, help_row
from handlers.turning_away import UNKNOWN, is_watched, turn_away
from people.person import Visit

_CANNOT_HEAR = frozenset((ContentType.VOICE, ContentType.VIDEO_NOTE, ContentType.AUDIO))
_CANNOT_SEE = frozenset(
    (
        ContentType.PHOTO,
        ContentType.VIDEO,
        ContentType.ANIMATION,
        ContentType.STICKER,
        ContentType.DOCUMENT,
        ContentType.STORY,
        ContentType.PAID_MEDIA,
        ContentType.LIVE_PHOTO,
    )
)
_OTHER = frozenset(
    (
        ContentType.POLL,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.CHECKLIST,
        ContentType.LOCATION,
        ContentType.VENUE,
        ContentType.RICH_MESSAGE,
        ContentType.UNKNOWN,
    )
)


async def _say(message: Message, visit: Visit, desk: Desk, key: str) -> None:
    words = await desk.words(visit)
    await desk.show(message, visit, Letter(words(key), (back_to_survey_row(words), help_row(words))))


async def forwarded(message: Message, visit: Visit, desk: Desk) -> None:
    """Somebody else's words are not this person's answer."""
    await _say(message, visit, desk, "last.forwarded")


async def unknown_command(message: Message, visit: Visit, desk: Desk) -> None:
    """A command we do not have."""
    await _say(message, visit, desk, "last.command")


async def not_text(message: Message, visit: Visit, desk: Desk, bursts: Bursts) -> None:
    """A sticker, photo, voice message or anything else. An album gets one sentence, what Telegram itself tells none."""
    if message.caption and await heard(message, visit, message.caption, desk):
        return
    key = _sentence(message)
    before = bursts.going_on(visit.person, message.date)
    if not key or (before and before.told):
        return
    after = replace(before, told=True) if before else Burst(Rest.PERHAPS, told=True)
    bursts.note(visit.person, after, max(message.date, desk.local_now()))
    await _say(message, visit, desk, key)


def _sentence(message: Message) -> str:
    if message.caption:
        return "last.caption"
    if message.content_type in _CANNOT_HEAR:
        return "last.voice"
    if message.content_type in _CANNOT_SEE:
        return "last.picture"
    if message.content_type == ContentType.CONTACT:
        return "last.contact"
    return "last.not_text" if message.content_type in _OTHER else ""


async def edited(message: Message, visit: Visit, desk: Desk) -> None:
    """An earlier message was changed. Saved answers are as they were; a place that moves on is not even looked at."""
    if not message.text or await heard(message, visit, message.text, desk):
        return
    turn = await desk.surveys.look(visit)
    answers = turn.session.answers.values() if turn.session and turn.unfinished else ()
    changeable = any(answer.text is not None for answer in answers)
    await _say(message, visit, desk, "last.edited" if changeable else "last.edited_elsewhere")


async def unknown_button(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """A button that means nothing any more, or never did."""
    if is_watched(query.data or ""):
        await turn_away(query, visit, desk, "last.button", UNKNOWN)
    else:
        await alert(query, desk.bot, (await desk.words(visit))("last.button"))


async def membership(change: ChatMemberUpdated, visit: Visit, desk: Desk) -> None:
    """The person blocked the bot, or opened it again."""
    await desk.people.set_reachable(visit, reachable=change.new_chat_member.status == "member")


def router() -> Router:
    """The last routes."""
    routes = Router(name="last")
    routes.message.register(forwarded, Forwarded())
    routes.message.register(unknown_command, UnknownCommand())
    routes.message.register(not_text)
    routes.edited_message.register(edited)
    routes.callback_query.register(unknown_button)
    routes.my_chat_member.register(membership)
    return routes
