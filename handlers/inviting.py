"""Inviting colleagues, and coming onto the staff through an invitation's link."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from handlers.desk import Desk, Event
from handlers.inviting_view import (
    invitation_letter,
    invited_letter,
    no_name_letter,
    offer_letter,
    settled_letter,
    which_name_letter,
    which_organisation_letter,
    which_role_letter,
)
from handlers.last import unknown_button
from handlers.listening import heard
from handlers.resting import alert
from handlers.staff import deny, gone
from handlers.staff_filters import AwaitedName, InvitationLink
from handlers.staff_taps import Act, StaffTap
from handlers.staff_view import denied_text
from handlers.turning_away import GONE, OWN, turn_away, turned_away
from localization.catalogue import Words
from people.invitation import Invitation
from people.inviting import Begun, Invited, NotInvited
from people.joining import Unanswered
from people.organisation import Organisation
from people.person import Visit
from people.staff import Right, Role
from people.staffing import Denial


async def begin(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Step by step: a role, then an organisation, then the name is waited for."""
    role, _, organisation = about.partition(":")
    if (role and role not in list(Role)) or (organisation and organisation not in list(Organisation)):
        await unknown_button(query, visit, desk)
    elif role and organisation:
        await _ask_name(query, visit, desk, Role(role), Organisation(organisation))
    else:
        await _ask_post(query, visit, desk, role)


async def _ask_post(query: CallbackQuery, visit: Visit, desk: Desk, role: str) -> None:
    member = await desk.staffing.admitted(visit, Right.MANAGE)
    if isinstance(member, Denial):
        await deny(query, visit, desk, member)
        return
    words = await desk.words(visit)
    letter = which_organisation_letter(Role(role), words) if role else which_role_letter(words)
    await desk.cards.put(query, visit, letter)


async def _ask_name(query: CallbackQuery, visit: Visit, desk: Desk, role: Role, organisation: Organisation) -> None:
    begun = await desk.inviting.begin(visit, role, organisation)
    words = await desk.words(visit)
    if isinstance(begun, Denial):
        await deny(query, visit, desk, begun)
    elif begun is Begun.BUSY:
        await alert(query, desk.bot, words("staff.invite.busy"))
    else:
        await desk.cards.put(query, visit, which_name_letter(role, organisation, words))


async def name(message: Message, visit: Visit, text: str, desk: Desk) -> None:
    """The name typed: the link, this once. Words that ask for help are met with help and are no name."""
    if await heard(message, visit, text, desk):
        return
    invited = await desk.inviting.invite(visit, text)
    words = await desk.words(visit)
    match invited:
        case Invited():
            username = (await desk.bot.me()).username or ""
            letter = invited_letter(invited, username, desk.local_now().tzinfo, words)
        case NotInvited.NO_NAME:
            letter = no_name_letter(words)
        case NotInvited.GONE:
            letter = Letter(words("staff.gone"))
        case Denial():
            letter = Letter(denied_text(invited, words))
    await desk.show(message, visit, letter)


async def follow_link(message: Message, visit: Visit, token: str, desk: Desk) -> None:
    """What a link offers. Of a link that offers nothing it is not said why."""
    await _offer(message, visit, token, desk, join=False)


async def join(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Yes, that is me."""
    await _offer(query, visit, about, desk, join=True)


async def _offer(event: Event, visit: Visit, token: str, desk: Desk, *, join: bool) -> None:
    invitation = await (desk.joining.open if join else desk.joining.look)(visit, token)
    if invitation is None and not await turned_away(event, visit, desk, GONE):
        return
    words = await desk.words(visit)
    letter = offer_letter(invitation, token, words) if invitation else Letter(words("staff.link"))
    await desk.put(event, visit, letter)


async def invitation(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """One invitation, as an administrator sees it."""
    await _show(query, visit, desk, await desk.joining.find(visit, about), invitation_letter)


async def confirm(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """It was the one invited: the role holds."""
    await _answer(query, visit, about, desk, yes=True)


async def refuse(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """It was somebody else."""
    await _answer(query, visit, about, desk, yes=False)


async def _answer(query: CallbackQuery, visit: Visit, reference: str, desk: Desk, *, yes: bool) -> None:
    answered = await desk.joining.answer(visit, reference, yes=yes)
    match answered:
        case Denial():
            await deny(query, visit, desk, answered)
        case Unanswered.GONE:
            await gone(query, visit, desk)
        case Unanswered.OWN:
            await turn_away(query, visit, desk, "staff.own", OWN)
        case _:
            await desk.cards.put(query, visit, settled_letter(answered, await desk.words(visit)))


async def take_back(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """A link made worthless."""
    await _show(query, visit, desk, await desk.joining.take_back(visit, about), settled_letter)


async def _show(
    query: CallbackQuery,
    visit: Visit,
    desk: Desk,
    found: Invitation | Denial | None,
    letter: Callable[[Invitation, Words], Letter],
) -> None:
    if isinstance(found, Denial):
        await deny(query, visit, desk, found)
    elif found is None:
        await gone(query, visit, desk)
    else:
        await desk.cards.put(query, visit, letter(found, await desk.words(visit)))


def router() -> Router:
    """The links of invitations and the buttons under them, asked before the command they come with."""
    routes = Router(name="inviting")
    routes.message.register(follow_link, InvitationLink())
    for handler, act in (
        (begin, Act.INVITE),
        (join, Act.JOIN),
        (invitation, Act.INVITATION),
        (confirm, Act.YES),
        (refuse, Act.NO),
        (take_back, Act.TAKE_BACK),
    ):
        routes.callback_query.register(handler, StaffTap(act))
    return routes


def text_router() -> Router:
    """Names, asked before the text is taken as an answer."""
    routes = Router(name="inviting text")
    routes.message.register(name, AwaitedName())
    return routes
