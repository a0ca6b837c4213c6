"""Entering sheets of paper, for staff."""

from aiogram import Router
from aiogram.types import CallbackQuery

from delivery.message import Button
from fieldwork.sheets import NoSheet
from handlers.bursts import Bursts
from handlers.callbacks import Menu, pack_menu
from handlers.desk import Desk
from handlers.field_buttons import Work
from handlers.field_taps import WorkTap
from handlers.holding import written
from handlers.last import unknown_button
from handlers.own_data_taps import DROP
from handlers.resting import rest
from handlers.sheets_view import busy_letter, next_sheet_letter
from handlers.staff import deny, gone
from localization.catalogue import Words
from people.person import Visit
from people.staffing import Denial


async def begin(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """A sheet: of which day?"""
    await written(query, visit, desk, await desk.field.writing.begin_sheet(visit))


async def begin_in(query: CallbackQuery, visit: Visit, about: str, desk: Desk, bursts: Bursts) -> None:
    """Its language is known: the questions."""
    if about not in desk.catalogues.languages:
        await unknown_button(query, visit, desk)
        return
    turn = await desk.field.sheets.begin(visit, about)
    words = await desk.words(visit)
    match turn:
        case Denial():
            await deny(query, visit, desk, turn)
        case NoSheet.BUSY:
            await desk.cards.put(query, visit, busy_letter(words, "sheet.busy", *own_survey(words)))
        case NoSheet.GONE:
            await gone(query, visit, desk)
        case _:
            bursts.end(visit.person)
            await rest(query)
            await desk.cards.send(visit.person, visit.chat, turn, words("sheet.how"))


async def drop(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Throw the sheet away that is being entered."""
    thrown_away = await desk.field.sheets.throw_away(visit)
    if isinstance(thrown_away, Denial):
        await deny(query, visit, desk, thrown_away)
        return
    if not thrown_away:
        await gone(query, visit, desk)
        return
    await desk.cards.put(query, visit, next_sheet_letter(await desk.words(visit), "sheet.dropped"))


def own_survey(words: Words) -> tuple[Button, Button]:
    """What can be done with a survey of one's own that is in the way."""
    go_on = Button(words("survey.button.continue"), pack_menu(Menu.SURVEY))
    return go_on, Button(words("button.drop_open"), DROP)


def router() -> Router:
    """The buttons."""
    routes = Router(name="sheets")
    for handler, work in ((begin, Work.SHEET), (begin_in, Work.SHEET_IN), (drop, Work.SHEET_DROP)):
        routes.callback_query.register(handler, WorkTap(work))
    return routes
