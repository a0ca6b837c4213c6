"""How digests on their way go: for the staff, in one message that keeps itself up to date."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.broadcasts_view import broadcast_letter, broadcasts_letter
from handlers.desk import Desk
from handlers.staff import deny, gone
from handlers.staff_taps import Act, StaffTap
from people.person import Visit
from people.staffing import Denial


async def broadcasts(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """The newest digests to choose from."""
    found = await desk.broadcasts.latest(visit)
    if isinstance(found, Denial):
        await deny(query, visit, desk, found)
        return
    letter = broadcasts_letter(found, desk.local_now().tzinfo, await desk.words(visit))
    await desk.cards.put(query, visit, letter)


async def broadcast(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """One of them, kept up to date from now on."""
    message = query.message.message_id if query.message else 0
    found = await desk.broadcasts.watch(visit, about, message)
    if isinstance(found, Denial):
        await deny(query, visit, desk, found)
        return
    if found is None:
        await gone(query, visit, desk)
        return
    letter = broadcast_letter(found, desk.local_now().tzinfo, await desk.words(visit))
    await desk.cards.put(query, visit, letter)


def router() -> Router:
    """The routes of what is on its way."""
    routes = Router(name="broadcasts")
    routes.callback_query.register(broadcasts, StaffTap(Act.BROADCASTS))
    routes.callback_query.register(broadcast, StaffTap(Act.BROADCAST))
    return routes
