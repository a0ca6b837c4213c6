"""What nothing else took: each gets one kind sentence, and nothing is lost."""

from aiogram import Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from delivery.message import Letter
from handlers.desk import Desk
from handlers.filters import Forwarded, UnknownCommand
from handlers.resting import alert
from handlers.screens import back_to_survey_row
from people.person import Visit


async def _say(message: Message, visit: Visit, desk: Desk, key: str) -> None:
    words = await desk.words(visit)
    await desk.show(message, visit, Letter(words(key), (back_to_survey_row(words),)))


async def forwarded(message: Message, visit: Visit, desk: Desk) -> None:
    """Somebody else's words are not this person's answer."""
    await _say(message, visit, desk, "last.forwarded")


async def unknown_command(message: Message, visit: Visit, desk: Desk) -> None:
    """A command we do not have."""
    await _say(message, visit, desk, "last.command")


async def not_text(message: Message, visit: Visit, desk: Desk) -> None:
    """A sticker, photo, voice message, place or anything else; it is not opened and not kept."""
    await _say(message, visit, desk, "last.not_text")


async def edited(message: Message, visit: Visit, desk: Desk) -> None:
    """An earlier message was changed; the saved answer is as it was."""
    await _say(message, visit, desk, "last.edited")


async def unknown_button(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """A button that means nothing any more, or never did."""
    words = await desk.words(visit)
    await alert(query, desk.bot, words("last.button"))


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
