"""Whom each button of the staff is for: said here once more and otherwise than in the product.

The buttons are taken from the routes themselves, so that a new one cannot be forgotten here.
"""

import typing
from collections.abc import Iterator, Mapping

from aiogram import Dispatcher
from aiogram.dispatcher.event.handler import HandlerObject

from handlers import recording_taps as u
from handlers.desk import Desk
from handlers.field_buttons import Work, pack_work
from handlers.field_taps import WorkTap
from handlers.routes import build_dispatcher
from handlers.staff_taps import Act, StaffTap, pack_staff
from people.organisation import Organisation
from people.staff import Right, Role

ANYBODY, NEWCOMER, DIALOGUES = "any member", "whoever has the link", "who holds dialogues or sees figures"

NOBODY_ELSE = "0" * 16
ASKS_FOR: Mapping[str, Right | str] = {
    pack_staff(Act.MENU): ANYBODY,
    pack_staff(Act.ROLE): ANYBODY,
    pack_staff(Act.ORGANISATION, "police"): ANYBODY,
    pack_staff(Act.COLLEAGUES): Right.MANAGE,
    pack_staff(Act.COLLEAGUE, 99): Right.MANAGE,
    pack_staff(Act.REVOKE, 99): Right.MANAGE,
    pack_staff(Act.INVITE): Right.MANAGE,
    pack_staff(Act.INVITATION, NOBODY_ELSE): Right.MANAGE,
    pack_staff(Act.TAKE_BACK, NOBODY_ELSE): Right.MANAGE,
    pack_staff(Act.JOIN, "x"): NEWCOMER,
    pack_staff(Act.YES, NOBODY_ELSE): Right.MANAGE,
    pack_staff(Act.NO, NOBODY_ELSE): Right.MANAGE,
    pack_staff(Act.AUDIT): Right.MANAGE,
    pack_staff(Act.READ): Right.READ,
    pack_staff(Act.NARROW): Right.READ,
    pack_staff(Act.TEXT, "x"): Right.READ,
    pack_staff(Act.TAG, "x", "+0"): Right.READ,
    pack_staff(Act.SEEN, "x", 1): Right.READ,
    pack_staff(Act.SEEN_ALL): Right.READ,
    pack_staff(Act.HOW_TO_READ): Right.READ,
    pack_staff(Act.EXPORT): Right.EXPORT,
    pack_staff(Act.TAKE_OUT, "csv", "week"): Right.EXPORT,
    pack_staff(Act.EXPORT_YES, "x"): Right.EXPORT,
    pack_staff(Act.EXPORT_NO, "x"): Right.EXPORT,
    pack_staff(Act.BROADCASTS): Right.FIGURES,
    pack_staff(Act.BROADCAST, "followers.0-1700:2026-W48"): Right.FIGURES,
    pack_staff(Act.MORNING): Right.FIGURES,
    pack_staff(Act.TAKE, 99): Right.FIGURES,
    pack_staff(Act.LATER, 99): Right.FIGURES,
    pack_staff(Act.NOTHING, 99): Right.FIGURES,
    u.pack(u.NEW): Right.RECORD,
    u.pack(u.DIALOGUES): Right.RECORD,
    u.pack(u.ANEW, 1, "revise"): Right.RECORD,
    u.pack(u.GO_ON): Right.RECORD,
    u.pack(u.LATER): Right.RECORD,
    u.pack(u.CHOOSE, 1, "status", "done"): Right.RECORD,
    u.pack(u.EDIT, 1, "status"): Right.RECORD,
    u.pack(u.KEEP, 1): Right.RECORD,
    u.pack(u.BACK, 1): Right.RECORD,
    u.pack(u.SHOW, 1, "en"): Right.RECORD,
    u.pack(u.CANCEL, 1): Right.RECORD,
    u.pack(u.CANCEL_NOW, 1): Right.RECORD,
    u.pack(u.SUBMIT, "x"): Right.RECORD,
    u.pack(u.USE): Right.RECORD,
    u.pack(u.REVISE, 99): Right.RECORD,
    u.pack(u.CORRECT, 99): Right.RECORD,
    u.pack(u.WAITING): Right.SIGN,
    u.pack(u.LOOK, 99): Right.SIGN,
    u.pack(u.SIGN, 99, "x"): Right.SIGN,
    u.pack(u.ASK, 99, "x"): Right.SIGN,
    u.pack(u.NOT_ASK, 99): Right.SIGN,
    u.pack(u.WITHDRAW, 99): Right.SIGN,
    u.pack(u.WITHDRAW_NOW, 99): Right.SIGN,
    u.pack(u.PUBLISHED): Right.SIGN,
    pack_work(Work.LIST): DIALOGUES,
    pack_work(Work.NEW): Right.DIALOGUE,
    pack_work(Work.DAY, "2026-11-24"): Right.DIALOGUE,
    pack_work(Work.CREATE): Right.DIALOGUE,
    pack_work(Work.ONE, 99): Right.DIALOGUE,
    pack_work(Work.CODE, 99): Right.DIALOGUE,
    pack_work(Work.END, 99): Right.DIALOGUE,
    pack_work(Work.END_NOW, 99): Right.DIALOGUE,
    pack_work(Work.PANEL, 99): Right.DIALOGUE,
    pack_work(Work.ANSWER, 99): Right.DIALOGUE,
    pack_work(Work.SEND, 99, "x"): Right.DIALOGUE,
    pack_work(Work.SHEET): Right.DIALOGUE,
    pack_work(Work.SHEET_IN, "sv"): Right.DIALOGUE,
    pack_work(Work.SHEET_DROP): Right.DIALOGUE,
    pack_work(Work.KIOSK): Right.DIALOGUE,
    pack_work(Work.KIOSK_OPEN): Right.DIALOGUE,
}
"""Each button about what is not there, and the right that it asks for. The lent telephone comes last: it takes all."""

OF_AN_AREA = {
    *(Act.READ, Act.TEXT, Act.TAG, Act.SEEN, Act.SEEN_ALL, Act.TAKE_OUT, Act.EXPORT_YES, Act.EXPORT_NO),
    *(Act.TAKE, Act.LATER, Act.NOTHING),
}
"""The buttons about something that lies in an area, or holds all of them."""
OF_NO_AREA = {
    *(Act.MENU, Act.ROLE, Act.ORGANISATION, Act.COLLEAGUES, Act.COLLEAGUE, Act.REVOKE, Act.INVITE, Act.INVITATION),
    *(Act.TAKE_BACK, Act.JOIN, Act.YES, Act.NO, Act.AUDIT, Act.NARROW, Act.HOW_TO_READ, Act.EXPORT, Act.BROADCASTS),
    *(Act.BROADCAST, Act.MORNING),
}
"""What belongs to the whole municipality. So do progress (`u:`) and dialogues (`w:`)."""

RESIDENTS_TAPS = {
    *("SurveyTap", "MenuTap", "LanguageTap", "EraseTap", "KeepTap", "ChangeTap", "DropTap", "GoTap", "HistoryTap"),
    *("PictureTap", "OnCard", "UnderDigest"),
}
"""Buttons for everybody."""
ASKED_OF_ALL = {"AtKiosk", "NoMember"}
"""What looks at every button before its own route does."""
STAFF_TAPS = {"StaffTap", "Tap", "WorkTap"}

RESIDENTS_MESSAGES = {
    *("AtKiosk", "Command", "CommandStart", "DialogueLink", "OwnText", "SaidWord", "SharedPlace", "Forwarded"),
    *("UnknownCommand", "AwaitedHour", "_InvertFilter"),
}
STAFF_MESSAGES = {
    "StaffCommand",
    "InvitationLink",
    "AwaitedName",
    "AwaitedDay",
    "AwaitedFieldWords",
    "AwaitedWords",
    "WordsTooLate",
}
"""The command of the staff, the link onto it, and the words that are waited for from it."""


def may(role: Role, organisation: Organisation, right: Right | str) -> bool:
    """By what each role is there for."""
    if not isinstance(right, Right):  # of dialogues: a field worker holds them, everybody else sees figures
        return True
    if right in (Right.READ, Right.EXPORT):
        return role is Role.ANALYST and organisation is Organisation.MUNICIPALITY
    if right is Right.MANAGE:
        return role is Role.ADMINISTRATOR
    if right is Right.DIALOGUE:
        return role is Role.FIELD_WORKER
    if right is Right.FIGURES:
        return role is not Role.FIELD_WORKER
    return role in (Role.ADMINISTRATOR, Role.EDITOR)


DISPATCHER = build_dispatcher(typing.cast("Desk", object()))


def callbacks() -> Iterator[HandlerObject]:
    return (each for router in DISPATCHER.chain_tail for each in router.callback_query.handlers)


def messages() -> Iterator[HandlerObject]:
    return (each for router in DISPATCHER.chain_tail for each in router.message.handlers)


def filters(handlers: Iterator[HandlerObject]) -> set[str]:
    """The names of the classes by which they are found."""
    return {type(each.callback).__name__ for handler in handlers for each in handler.filters or []}


def routed(dispatcher: Dispatcher = DISPATCHER) -> Iterator[str]:
    """What each button of the staff that has a route begins with."""
    for router in dispatcher.chain_tail:
        for handler in router.callback_query.handlers:
            for each in handler.filters or []:
                match each.callback:
                    case StaffTap(act=act):
                        yield pack_staff(act)
                    case WorkTap(work=work):
                        yield pack_work(work)
                    case u.Tap(presses=presses):
                        yield from map(u.pack, presses)
