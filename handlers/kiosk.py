"""A telephone that goes round: one person after the other answers, and none of them sees anything of the others.

Everything in a chat that is a kiosk comes here first, but the buttons of the survey itself.
"""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from fieldwork.kiosk_host import Full, NotOpened
from handlers import menu, said
from handlers.bursts import Bursts
from handlers.callbacks import Menu, pack_menu, read_keep
from handlers.desk import Desk, Event
from handlers.field_buttons import Step, Work, read_kiosk
from handlers.field_taps import WorkTap
from handlers.filters import is_own
from handlers.kiosk_screen import give_back, start_over
from handlers.kiosk_taps import AtKiosk
from handlers.kiosk_view import (
    full_text,
    intro_letter,
    opened_letter,
    press_done_letter,
    stop_letter,
    waiting_letter,
)
from handlers.listening import heard, keep
from handlers.resting import alert, rest
from handlers.said import Word
from handlers.sheets import own_survey
from handlers.sheets_view import busy_letter
from handlers.staff import deny
from handlers.survey import write_answer
from handlers.traces import traced
from handlers.turning_away import is_for_staff, turn_away
from people.kiosk import Kiosk, Stage
from people.person import Visit
from people.staff import Right
from people.staffing import Denial


async def introduce(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """What a kiosk does, before it is opened."""
    member = await desk.staffing.admitted(visit, Right.DIALOGUE)
    if isinstance(member, Denial):
        await deny(query, visit, desk, member)
        return
    await desk.cards.put(query, visit, intro_letter(await desk.words(visit), desk.field.kiosks.per_hour))


async def open_kiosk(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """The chat is a kiosk from now on; its closing word is shown this once."""
    words = await desk.words(visit)
    opened = await desk.field.kiosks.open(visit, words("kiosk.word"))
    if isinstance(opened, Denial):
        await deny(query, visit, desk, opened)
    elif opened is NotOpened.BUSY:
        await desk.cards.put(query, visit, busy_letter(words, "kiosk.busy", *own_survey(words)))
    else:
        pressed = [query.message.message_id] if query.message else []
        with traced() as sent:
            await desk.cards.put(query, visit, opened_letter(opened, words))
        await desk.field.kiosks.seen(visit.person, [*pressed, *sent])


async def pressed(query: CallbackQuery, visit: Visit, kiosk: Kiosk, desk: Desk, bursts: Bursts) -> None:
    """A button: the kiosk's own, help, or one that leads nowhere from here."""
    if not await desk.field.kiosks.may_host(visit):
        await rest(query)
        await give_back(visit.person, desk, "kiosk.revoked")
        return
    with traced() as sent:
        await _press(query, visit, kiosk, desk, bursts)
    await desk.field.kiosks.seen(visit.person, sent)


async def written(message: Message, visit: Visit, kiosk: Kiosk, desk: Desk, bursts: Bursts) -> None:
    """Words: the closing word, an answer, or nothing that a kiosk knows."""
    number = message.message_id
    if message.text and await give_back(visit.person, desk, "kiosk.closed", number, written=message.text):
        return
    if not await desk.field.kiosks.may_host(visit):
        await give_back(visit.person, desk, "kiosk.revoked", number)
        return
    with traced() as sent:
        await _write(message, visit, kiosk, desk, bursts)
    await desk.field.kiosks.seen(visit.person, [number, *sent])


async def edited(message: Message, visit: Visit, kiosk: Kiosk, desk: Desk) -> None:
    """An earlier message was changed: only help is listened for."""
    with traced() as sent:
        if message.text:
            await heard(message, visit, message.text, desk)
    await desk.field.kiosks.seen(visit.person, sent)


async def _press(query: CallbackQuery, visit: Visit, kiosk: Kiosk, desk: Desk, bursts: Bursts) -> None:
    data = query.data or ""
    step, about = read_kiosk(data)
    answering = kiosk.stage is Stage.ANSWERING
    if step is Step.LANGUAGE and about in desk.catalogues.languages:
        bursts.end(visit.person)
        await _choose(query, visit, about, desk)
    elif step is Step.STOP and answering:
        await desk.cards.put(query, visit, stop_letter(await desk.words(visit)))
    elif step in (Step.START, Step.DONE, Step.STOP_NOW) and answering is (step is Step.STOP_NOW):
        await rest(query)
        bursts.end(visit.person)
        cleared = await desk.field.kiosks.clear(visit.person, erase=answering)
        if cleared:
            await start_over(desk, cleared)
    elif data == pack_menu(Menu.HELP):
        await menu.help_lines(query, visit, desk)
    elif data == pack_menu(Menu.SURVEY):
        await rest(query)
        await _show(query, visit, kiosk, desk)
    elif question := read_keep(data):
        await keep(query, visit, question, desk)
    elif is_for_staff(data):
        await turn_away(query, visit, desk, "kiosk.only_survey", "kiosk")
    else:
        await alert(query, desk.bot, (await desk.words(visit))("kiosk.only_survey"))


async def _choose(query: CallbackQuery, visit: Visit, language: str, desk: Desk) -> None:
    """The next person answers, in their language."""
    turn = await desk.field.kiosks.choose(visit, language)
    if isinstance(turn, Full):
        words = desk.catalogues.words(language)
        await alert(query, desk.bot, full_text(turn.until, desk.local_now().tzinfo, words))
    elif isinstance(turn, Denial):
        await deny(query, visit, desk, turn)
    else:
        await desk.cards.answer(query, visit, turn)


async def _write(message: Message, visit: Visit, kiosk: Kiosk, desk: Desk, bursts: Bursts) -> None:
    text = message.text if is_own(message) else None
    word = said.said_word(desk.catalogues, text or "")
    if word is Word.HELP or text == "/help":
        await menu.help_lines(message, visit, desk)
    elif not text:
        if not (message.caption and await heard(message, visit, message.caption, desk)):
            await _show(message, visit, kiosk, desk)
    elif kiosk.stage is Stage.ANSWERING and not text.startswith("/"):
        await _answer(message, visit, text, word, kiosk, desk, bursts)
    elif not await heard(message, visit, text, desk):
        await _show(message, visit, kiosk, desk)


async def _answer(
    message: Message, visit: Visit, text: str, word: Word | None, kiosk: Kiosk, desk: Desk, bursts: Bursts
) -> None:
    """Words of somebody who is answering: an answer, a word that means a button, or one that would lead out."""
    turn = await desk.surveys.look(visit)
    if word is None or said.names_option(turn, text):
        await write_answer(message, visit, text, desk, bursts)
        return
    bursts.end(visit.person)
    if word in said.ACTIONS:
        await said.press(visit, desk, turn, said.ACTIONS[word])
    elif word in (Word.STOP, Word.FORGET, Word.PAUSE):
        await desk.show(message, visit, stop_letter(await desk.words(visit)))
    else:
        await _show(message, visit, kiosk, desk)


async def _show(event: Event, visit: Visit, kiosk: Kiosk, desk: Desk) -> None:
    """What the kiosk shows now, below what is there."""
    words = await desk.words(visit)
    letter: Letter | None = None
    if kiosk.stage is Stage.WAITING:
        letter = waiting_letter(words, desk.catalogues)
    elif kiosk.stage is Stage.TOLD:
        letter = press_done_letter(words)
    if letter:
        await desk.show(event, visit, letter)
        return
    await desk.cards.send(visit.person, visit.chat, await desk.surveys.look(visit))


def router() -> Router:
    """Asked before everything else: in a kiosk there is nothing else."""
    routes = Router(name="kiosk")
    routes.callback_query.register(pressed, AtKiosk())
    routes.message.register(written, AtKiosk())
    routes.edited_message.register(edited, AtKiosk())
    return routes


def opening_router() -> Router:
    """The way into a kiosk, for staff."""
    routes = Router(name="opening a kiosk")
    routes.callback_query.register(introduce, WorkTap(Work.KIOSK))
    routes.callback_query.register(open_kiosk, WorkTap(Work.KIOSK_OPEN))
    return routes
