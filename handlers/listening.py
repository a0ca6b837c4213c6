"""Before anything else is done with what somebody wrote: does it read as if they need help?

Help comes first. It needs neither the store nor the masking, and a failure of either does not keep it from being shown.
"""

import asyncio

import structlog
from aiogram import Router
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.types import CallbackQuery, Message, ReplyParameters

from delivery.message import Letter
from delivery.telegram import markup
from handlers.callbacks import KeepTap
from handlers.desk import Desk
from handlers.help_view import concern_letter, unsure_letter
from handlers.patience import patience
from handlers.resting import alert, rest
from handlers.survey_view import saved_notice
from people.concern.category import Category
from people.person import Visit
from people.ports import StoreTrouble

log = structlog.get_logger(__name__)

_PAUSES = (0.3, 1.0)
"""Seconds before help is sent again. That it may then come twice is better than not at all."""


async def heard(message: Message, visit: Visit, text: str, desk: Desk) -> bool:
    """Whether the words were met with help. Then they are not an answer, and nothing of them is kept."""
    try:
        category = desk.concerns.notice(text)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person may need help
        log.error("what was written could not be looked at", trouble=type(error).__name__)
        words = await desk.words_for_help(visit)
        await _reply(message, visit, desk, unsure_letter(words, desk.help_lines, desk.local_now()))
        return True
    if category is None:
        return False
    # Side by side: a store that hangs is waited for once, or help would come too late.
    open_text = _open_text(visit, desk) if message.text and not category.is_tip else _nothing()
    words, keep = await asyncio.gather(desk.words_for_help(visit), open_text)
    await _reply(message, visit, desk, concern_letter(category, words, desk.help_lines, desk.local_now(), keep))
    await _note(visit, desk, category)
    return True


async def keep(query: CallbackQuery, visit: Visit, question: str, desk: Desk) -> None:
    """The person wants the words they were met with help for to be their answer after all.

    We have not kept them: Telegram hands them back with the button, as the message that was replied to.
    """
    words = await desk.words(visit)
    written = query.message.reply_to_message if isinstance(query.message, Message) else None
    if written is None or not written.text:
        await alert(query, desk.bot, words("concern.gone"))
        return
    category = desk.concerns.notice(written.text)
    if (category and category.is_tip) or not question or question != await _open_text(visit, desk):
        await alert(query, desk.bot, words("last.button"))
        return
    await rest(query)
    turn = await desk.surveys.write(visit, written.text)
    await desk.cards.answer_text(visit, turn, saved_notice(turn, words))


async def _reply(message: Message, visit: Visit, desk: Desk, letter: Letter) -> None:
    to = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
    for pause in _PAUSES:
        try:
            await desk.bot.send_message(visit.chat, letter.text, reply_markup=markup(letter), reply_parameters=to)
        except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
            log.warning("help did not go out and is sent again", trouble=type(error).__name__)
            await desk.pause(pause)
        else:
            return
    await desk.bot.send_message(visit.chat, letter.text, reply_markup=markup(letter), reply_parameters=to)


async def _note(visit: Visit, desk: Desk, category: Category) -> None:
    try:
        await desk.help_record.note(visit, category)
    except StoreTrouble as error:
        log.error("help was shown and could not be counted", trouble=type(error).__name__)


async def _nothing() -> str:
    """No free text to which the words could still be the answer."""
    return ""


async def _open_text(visit: Visit, desk: Desk) -> str:
    """The free text now open, by the name of its question; nothing where none is, or the store does not answer."""
    try:
        async with patience():
            return (await desk.surveys.look(visit)).awaits_text
    except (StoreTrouble, TimeoutError):
        return ""


def router() -> Router:
    """The button that keeps the words after all."""
    routes = Router(name="listening")
    routes.callback_query.register(keep, KeepTap())
    return routes
