"""Saying why somebody may not do what they pressed or wrote, and what they can do instead."""

from aiogram.types import CallbackQuery

from handlers.desk import Desk, Event
from handlers.staff_view import DENIED, menu_letter
from handlers.turning_away import turn_away, turned_away
from people.person import Visit
from people.staff import Right
from people.staffing import Denial
from promises.signing import Refusal


async def refuse(event: Event, visit: Visit, desk: Desk, refusal: Refusal, right: Right) -> None:
    """One sentence. Who never was on the staff learns no more than from any old button."""
    if refusal in (Refusal.LOST_RIGHT, Refusal.NO_ORGANISATION):
        member = await desk.staffing.admitted(visit, right if refusal is Refusal.LOST_RIGHT else None)
        if isinstance(member, Denial):
            await turn_away(event, visit, desk, DENIED[member], member)
            return
        if member.organisation is None:
            await outdated(event, visit, desk, refusal)
            await desk.put(event, visit, menu_letter(member, await desk.words(visit)))
            return
    why = refusal.name.lower()
    await turn_away(event, visit, desk, f"signing.refusal.{why}", why)


async def outdated(event: Event, visit: Visit, desk: Desk, refusal: Refusal) -> None:
    """Write down that a button was of what is not so any more; what it is about is shown as it is now."""
    if isinstance(event, CallbackQuery):
        await turned_away(event, visit, desk, refusal.name.lower())


async def nothing_begun(event: Event, visit: Visit, desk: Desk) -> None:
    """There is no draft of theirs; to whoever could have none, only that they may not."""
    member = await desk.staffing.admitted(visit, Right.RECORD)
    await refuse(
        event, visit, desk, Refusal.LOST_RIGHT if isinstance(member, Denial) else Refusal.NO_DRAFT, Right.RECORD
    )
