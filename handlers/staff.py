"""The staff's menu, and the staff itself: who is on it, and whose role is taken back."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from handlers.callbacks import read_number
from handlers.desk import Desk
from handlers.last import unknown_button, unknown_command
from handlers.staff_filters import StaffCommand
from handlers.staff_taps import Act, StaffTap
from handlers.staff_view import (
    DENIED,
    colleague_letter,
    colleagues_letter,
    menu_letter,
    revoked_letter,
    role_letter,
)
from handlers.turning_away import GONE, STANDS, turn_away, turned_away
from people.organisation import Organisation
from people.person import Visit
from people.staff import StaffMember
from people.staffing import Denial


async def menu(message: Message, visit: Visit, desk: Desk) -> None:
    """/staff: what the member may do. To everybody else it is a command we do not have."""
    member = await desk.staffing.meet(visit)
    if member is None:
        await unknown_command(message, visit, desk)
        return
    await desk.show(message, visit, await _menu_letter(visit, desk, member))


async def back_to_menu(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """The menu in the place of what it had opened."""
    member = await desk.staffing.admitted(visit)
    if isinstance(member, Denial):
        await deny(query, visit, desk, member)
        return
    await desk.cards.put(query, visit, await _menu_letter(visit, desk, member))


async def own_role(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """What the member's role includes."""
    member = await desk.staffing.admitted(visit)
    if isinstance(member, Denial):
        await deny(query, visit, desk, member)
        return
    await desk.cards.put(query, visit, role_letter(member, await desk.words(visit), desk.staffing.register.opened))


async def choose_organisation(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Whom a first administrator works for."""
    if about not in list(Organisation):
        await unknown_button(query, visit, desk)
        return
    chosen = await desk.staffing.choose_organisation(visit, Organisation(about))
    if isinstance(chosen, Denial):
        await deny(query, visit, desk, chosen)
        return
    member, is_new = chosen
    if not is_new:
        await turned_away(query, visit, desk, STANDS)
    await desk.cards.put(query, visit, menu_letter(member, await desk.words(visit), desk.staffing.register.opened))


async def colleagues(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """A page of the staff."""
    found = await desk.staffing.colleagues(visit)
    if isinstance(found, Denial):
        await deny(query, visit, desk, found)
        return
    page = read_number(about)
    await desk.cards.put(query, visit, colleagues_letter(found, page, await desk.words(visit)))


async def colleague(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """One colleague, whose role may be taken back."""
    found = await desk.staffing.colleagues(visit)
    if isinstance(found, Denial):
        await deny(query, visit, desk, found)
        return
    member = next((each for each in found.members if each.number == read_number(about)), None)
    if member is None or member == found.looking:
        await gone(query, visit, desk)
        return
    await desk.cards.put(query, visit, colleague_letter(member, await desk.words(visit)))


async def revoke(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """The role taken back, from this moment on."""
    revoked = await desk.staffing.revoke(visit, read_number(about))
    if isinstance(revoked, Denial):
        await deny(query, visit, desk, revoked)
        return
    if revoked is None:
        await gone(query, visit, desk)
        return
    in_settings = desk.staffing.named_in_settings(revoked)
    await desk.cards.put(query, visit, revoked_letter(revoked, await desk.words(visit), in_settings=in_settings))


async def deny(query: CallbackQuery, visit: Visit, desk: Desk, denial: Denial) -> None:
    """Say in one sentence that this is not for them to do."""
    await turn_away(query, visit, desk, DENIED[denial], denial)


async def gone(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """What the button was about is settled."""
    await turn_away(query, visit, desk, "staff.gone", GONE)


async def _menu_letter(visit: Visit, desk: Desk, member: StaffMember) -> Letter:
    """The menu. What was being written is put aside: words written now are meant for nothing that was asked before."""
    await desk.inviting.stop(visit)
    await desk.field.writing.stop(visit)
    draft = await desk.recording.put_aside(visit)
    return menu_letter(member, await desk.words(visit), desk.staffing.register.opened, draft=draft)


def router() -> Router:
    """The staff's routes."""
    routes = Router(name="staff")
    routes.message.register(menu, StaffCommand())
    for handler, act in (
        (back_to_menu, Act.MENU),
        (own_role, Act.ROLE),
        (choose_organisation, Act.ORGANISATION),
        (colleagues, Act.COLLEAGUES),
        (colleague, Act.COLLEAGUE),
        (revoke, Act.REVOKE),
    ):
        routes.callback_query.register(handler, StaffTap(act))
    return routes
