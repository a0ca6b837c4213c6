"""Holding dialogues, for staff: making one, its code, its end, its panel's questions, and its answer."""

import asyncio

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from delivery.message import Letter
from fieldwork.dialogue import LONGEST_FIELD, Dialogue, deep_link
from fieldwork.field_draft import FieldDraft, Step
from fieldwork.holding import Looked
from fieldwork.writing import NotWritten, Refused, Written
from handlers.callbacks import read_number
from handlers.desk import Desk, Event
from handlers.dialogue import question
from handlers.field_buttons import Work
from handlers.field_taps import Awaited, AwaitedFieldWords, WorkTap
from handlers.holding_view import (
    answer_preview,
    dialogue_letter,
    draft_letter,
    end_letter,
    overview_letter,
    panel_letters,
    refused_letter,
)
from handlers.listening import heard
from handlers.qr import qr_png
from handlers.resting import alert, rest
from handlers.sheets_view import SHEET_STEPS, sheet_letter
from handlers.staff import deny
from handlers.staff_view import DENIED
from handlers.turning_away import STANDS, UNKNOWN, turn_away, turned_away
from people.person import Visit
from people.staffing import Denial


async def dialogues(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Every dialogue; what was begun to be written is thrown away."""
    overview = await desk.field.holding.overview(visit)
    if isinstance(overview, Denial):
        await deny(query, visit, desk, overview)
        return
    await desk.field.writing.stop(visit)
    await desk.cards.put(query, visit, overview_letter(overview, await desk.words(visit)))


async def new(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """A new dialogue: where?"""
    await written(query, visit, desk, await desk.field.writing.begin(visit))


async def day(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """The day, by a button."""
    came = await desk.field.writing.choose_day(visit, about)
    if isinstance(came, Refused):
        await turned_away(query, visit, desk, UNKNOWN)
    await written(query, visit, desk, came)


async def words_of(message: Message, visit: Visit, text: str, awaited: Awaited, desk: Desk) -> None:
    """Words that were waited for. Those of staff that ask for help are met with help like everybody's."""
    if awaited is Awaited.QUESTION:
        await question(message, visit, text, desk)
    elif not await heard(message, visit, text, desk):
        await written(message, visit, desk, await desk.field.writing.write(visit, text))


async def create(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """The dialogue is made, and its code is shown."""
    made = await desk.field.writing.create(visit)
    if not isinstance(made, Dialogue):
        await _not(query, visit, desk, made)
        return
    await one(query, visit, str(made.number), desk)
    await _send_code(visit, made, desk)


async def one(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """One dialogue."""
    looked = await _look(query, visit, about, desk)
    if looked:
        letter = dialogue_letter(looked, desk.local_now().date(), await desk.words(visit))
        await desk.cards.put(query, visit, letter)


async def code(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """The code as a picture and as a link."""
    looked = await _look(query, visit, about, desk)
    if looked:
        await rest(query)
        await _send_code(visit, looked.dialogue, desk)


async def end(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Asked once before it is over."""
    looked = await _look(query, visit, about, desk)
    if looked:
        await desk.cards.put(query, visit, end_letter(looked.dialogue.number, await desk.words(visit)))


async def end_now(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """It is over."""
    ended = await desk.field.holding.end(visit, read_number(about))
    if isinstance(ended, Looked):
        if ended.stood:
            await turned_away(query, visit, desk, STANDS)
        letter = dialogue_letter(ended, desk.local_now().date(), await desk.words(visit))
        await desk.cards.put(query, visit, letter)
        return
    await _not(query, visit, desk, ended)


async def panel(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """The questions to the panel."""
    looked = await _look(query, visit, about, desk)
    if looked:
        await desk.show(query, visit, *panel_letters(looked, await desk.words(visit)))


async def answer(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """What was said and decided is waited for."""
    await written(query, visit, desk, await desk.field.writing.begin_answer(visit, read_number(about)))


async def send(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """It is sent to those who wanted to know."""
    number, _, seen = about.partition(":")
    sent = await desk.field.holding.send_answer(visit, read_number(number), seen)
    if isinstance(sent, (NotWritten, Denial)):
        await _not(query, visit, desk, sent)
        return
    await desk.cards.put(query, visit, Letter((await desk.words(visit))("dialogues.sent")))


async def written(event: Event, visit: Visit, desk: Desk, came: Written) -> None:
    """Show what came of a step: what is asked for next, why it cannot stand, or that nobody asked."""
    words, today = await desk.words(visit), desk.local_now().date()
    match came:
        case FieldDraft(step=Step.ANSWER_PREVIEW):
            shown = await desk.field.holding.previewed(visit, words.language)
            letter = answer_preview(*shown, came.dialogue, words) if shown else Letter(words("dialogues.not.gone"))
        case FieldDraft() if came.step in SHEET_STEPS:
            letter = sheet_letter(came, today, words, desk.catalogues)
        case FieldDraft():
            letter = draft_letter(came, today, words)
        case Refused() if came.draft.step in SHEET_STEPS:
            letter = refused_letter(came, sheet_letter(came.draft, today, words, desk.catalogues), today, words)
        case Refused():
            letter = refused_letter(came, draft_letter(came.draft, today, words), today, words)
        case _:
            await _not(event, visit, desk, came)
            return
    await desk.put(event, visit, letter)


async def _look(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> Looked | None:
    """The dialogue, or None where it was said why there is none to see."""
    looked = await desk.field.holding.look(visit, read_number(about))
    if isinstance(looked, Looked):
        return looked
    await _not(query, visit, desk, looked)
    return None


async def _not(event: Event, visit: Visit, desk: Desk, why: NotWritten | Denial) -> None:
    if isinstance(event, CallbackQuery) and why is NotWritten.BUSY:
        await alert(event, desk.bot, (await desk.words(visit))(f"dialogues.not.{why}"))
        return
    key = DENIED[why] if isinstance(why, Denial) else f"dialogues.not.{why}"
    await turn_away(event, visit, desk, key, why, most=LONGEST_FIELD)


async def _send_code(visit: Visit, found: Dialogue, desk: Desk) -> None:
    link = deep_link((await desk.bot.me()).username or "", found.code)
    picture = await asyncio.to_thread(qr_png, link)
    words = await desk.words(visit)
    file = BufferedInputFile(picture, f"dialog-{found.code}.png")
    await desk.bot.send_photo(visit.chat, file, caption=words("dialogues.code", link=link, place=found.place))


def router() -> Router:
    """The buttons of staff that hold dialogues."""
    routes = Router(name="holding")
    for handler, work in (
        (dialogues, Work.LIST),
        (new, Work.NEW),
        (day, Work.DAY),
        (create, Work.CREATE),
        (one, Work.ONE),
        (code, Work.CODE),
        (end, Work.END),
        (end_now, Work.END_NOW),
        (panel, Work.PANEL),
        (answer, Work.ANSWER),
        (send, Work.SEND),
    ):
        routes.callback_query.register(handler, WorkTap(work))
    return routes


def text_router() -> Router:
    """Words that are waited for, asked before the text is taken as an answer."""
    routes = Router(name="fieldwork text")
    routes.message.register(words_of, AwaitedFieldWords())
    return routes
