"""Leaving the survey for now, and being reminded of it: once, and only by who said yes."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks import Menu, MenuTap
from handlers.desk import Desk, Event
from handlers.resting import rest
from handlers.survey_view import paused_letter, will_not_remind_letter, will_remind_letter
from people.person import Visit


async def pause(event: Event, visit: Visit, desk: Desk) -> None:
    """Leave for now; everything stays where it is."""
    turn = await desk.surveys.look(visit)
    if turn.unfinished:
        await desk.show(event, visit, paused_letter(turn, desk.catalogues.words(turn.language)))
        return
    if isinstance(event, CallbackQuery):
        await rest(event)
    await desk.cards.send(visit.person, visit.chat, turn)


async def remind(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Yes, once. Where there is nothing left to be reminded of, that is shown instead."""
    turn = await desk.surveys.remind(visit, yes=True)
    if turn.remind_at:
        await desk.cards.put(query, visit, will_remind_letter(desk.catalogues.words(turn.language)))
        return
    await rest(query)
    await desk.cards.send(visit.person, visit.chat, turn)


async def do_not_remind(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """No, or not after all."""
    turn = await desk.surveys.remind(visit, yes=False)
    await desk.cards.put(query, visit, will_not_remind_letter(turn, desk.catalogues.words(turn.language)))


def router() -> Router:
    """The routes of pausing."""
    routes = Router(name="pause")
    routes.callback_query.register(pause, MenuTap(Menu.PAUSE))
    routes.callback_query.register(remind, MenuTap(Menu.REMIND))
    routes.callback_query.register(do_not_remind, MenuTap(Menu.NO_REMINDER))
    return routes
