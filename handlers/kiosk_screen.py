"""The screen of a telephone that goes round: shown, wiped, and given back to its owner."""

from collections.abc import Sequence

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery

from delivery.message import Letter
from delivery.telegram import markup
from fieldwork.kiosk_host import Cleared
from handlers.desk import Desk
from handlers.kiosk_view import closed_letter, waiting_letter
from handlers.resting import rest
from handlers.traces import traced
from people.person import ChatId, PersonKey, Visit
from survey.turn import Turn

log = structlog.get_logger(__name__)

A_CALL = 100
"""Messages that one call deletes at the most (core.telegram.org/bots/api#deletemessages)."""


async def show_turn(query: CallbackQuery, visit: Visit, turn: Turn, desk: Desk) -> None:
    """What came of a button of the survey. Where its host may not go on, the kiosk is closed."""
    if turn.unhosted:
        await rest(query)
        await give_back(visit.person, desk, "kiosk.revoked")
        return
    with traced() as sent:
        await desk.cards.answer(query, visit, turn)
    await desk.field.kiosks.seen(visit.person, sent)


async def start_over(desk: Desk, cleared: Cleared) -> None:
    """Wipe the screen and show its first picture to whoever comes next."""
    person = cleared.person
    words = desk.catalogues.words(person.language)
    whole = await wipe(desk, person.chat, cleared.messages)
    await desk.field.kiosks.wiped(person.key, cleared.messages)
    letter = waiting_letter(words, desk.catalogues, "" if whole else words("kiosk.not_deleted"))
    with traced() as sent:
        await _send(desk, person.chat, letter)
    await desk.field.kiosks.seen(person.key, sent)


async def give_back(person: PersonKey, desk: Desk, key: str, *also: int, written: str | None = None) -> bool:
    """Close the kiosk, and leave nothing of it in the chat. False where what was `written` does not close it."""
    cleared = await desk.field.kiosks.close(person, written)
    if cleared is None:
        return False
    words = desk.catalogues.words(cleared.person.language)
    whole = await wipe(desk, cleared.person.chat, (*cleared.messages, *also))
    letter = closed_letter(words, key)
    text = letter.text if whole else f"{letter.text}\n\n{words('kiosk.not_deleted')}"
    await _send(desk, cleared.person.chat, Letter(text, letter.buttons))
    return True


async def wipe(desk: Desk, chat: ChatId, messages: Sequence[int]) -> bool:
    """Delete the messages; False where Telegram lets some of them stand. Those that are gone already are no trouble."""
    whole = True
    for at in range(0, len(messages), A_CALL):
        try:
            await desk.bot.delete_messages(chat, list(messages[at : at + A_CALL]))
        except TelegramBadRequest as error:
            log.warning("messages of a kiosk could not be deleted", trouble=type(error).__name__)
            whole = False
    return whole


async def _send(desk: Desk, chat: ChatId, letter: Letter) -> None:
    await desk.bot.send_message(chat, letter.text, reply_markup=markup(letter))
