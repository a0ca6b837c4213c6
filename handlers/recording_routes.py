"""The routes of recording and signing: each press has somebody who answers it."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.awaited_hours import AwaitedHours
from handlers.bursts import Bursts
from handlers.desk import Desk
from handlers.recording_taps import Pressed, Tap
from people.person import Visit

Pressing = Callable[[CallbackQuery, Visit, Pressed, Desk], Awaitable[None]]


def press_router(name: str, pressing: Mapping[str, Pressing]) -> Router:
    """Each press by its name, answered. Whoever presses has seen what was asked before, so it waits for no words."""

    async def tap(
        query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk, bursts: Bursts, hours: AwaitedHours
    ) -> None:
        bursts.end(visit.person)
        hours.end(visit.person)
        await pressing[pressed.press](query, visit, pressed, desk)

    routes = Router(name=name)
    routes.callback_query.register(tap, Tap(frozenset(pressing)))
    return routes
