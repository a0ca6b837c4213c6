"""Every button of the staff × every role × each organisation and area: allowed, or refused in one sentence.

The buttons are taken from the routes themselves, so that a new one cannot be forgotten here.
"""

import typing
from collections.abc import Iterator
from dataclasses import replace

import pytest
from aiogram import Dispatcher

from handlers import recording_taps
from handlers.desk import Desk
from handlers.field_buttons import Work, pack_work
from handlers.routes import build_dispatcher
from handlers.staff_taps import Act, StaffTap, pack_staff
from people.organisation import Organisation
from people.person import ChatId
from people.person import Person as StoredPerson
from people.staff import RIGHTS, Right, Role, StaffMember
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers.house import START, House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.library import answered

ANYBODY, NEWCOMER, DIALOGUES = "any member", "whoever has the link", "who holds dialogues or sees figures"
ASKS_FOR: dict[str, Right | str] = {
    pack_staff(Act.MENU): ANYBODY,
    pack_staff(Act.ROLE): ANYBODY,
    pack_staff(Act.ORGANISATION, "police"): ANYBODY,
    pack_staff(Act.COLLEAGUES): Right.MANAGE,
    pack_staff(Act.COLLEAGUE, 1): Right.MANAGE,
    pack_staff(Act.REVOKE, 99): Right.MANAGE,
    pack_staff(Act.INVITE): Right.MANAGE,
    pack_staff(Act.INVITATION, "0" * 16): Right.MANAGE,
    pack_staff(Act.TAKE_BACK, "0" * 16): Right.MANAGE,
    pack_staff(Act.JOIN, "x"): NEWCOMER,
    pack_staff(Act.YES, "0" * 16): Right.MANAGE,
    pack_staff(Act.NO, "0" * 16): Right.MANAGE,
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
    pack_staff(Act.BROADCASTS): Right.FIGURES,
    pack_staff(Act.MORNING): Right.FIGURES,
    pack_staff(Act.TAKE, 1): Right.FIGURES,
    pack_staff(Act.LATER, 1): Right.FIGURES,
    pack_staff(Act.NOTHING, 1): Right.FIGURES,
    recording_taps.pack(recording_taps.NEW): Right.RECORD,
    recording_taps.pack(recording_taps.WAITING): Right.SIGN,
    recording_taps.pack(recording_taps.PUBLISHED): Right.RECORD,
    pack_work(Work.LIST): DIALOGUES,
    pack_work(Work.KIOSK): Right.DIALOGUE,
    pack_work(Work.SHEET): Right.DIALOGUE,
}
AREAS = {"every area": (), "one area": ("north",)}
DENIED = "Det här ingår inte i din roll."
REVOKED = "Din roll är tillbakatagen, så det här kan du inte göra längre."
UNKNOWN = "Den knappen"


def routed(dispatcher: Dispatcher) -> Iterator[str]:
    """What each button of the staff that has a route begins with."""
    for router in dispatcher.chain_tail:
        for handler in router.callback_query.handlers:
            for each in handler.filters or []:
                if isinstance(each.callback, StaffTap):
                    yield pack_staff(each.callback.act)
                if isinstance(each.callback, recording_taps.Tap):
                    yield from map(recording_taps.pack, each.callback.presses)


ROUTED = sorted(routed(build_dispatcher(typing.cast("Desk", object()))))
BUTTONS = {
    data: right for data, right in ASKS_FOR.items() if data.split(":")[:2] in [each.split(":") for each in ROUTED]
}


def test_every_button_of_the_staff_is_in_the_matrix() -> None:
    known = {":".join(data.split(":")[:2]) for data in ASKS_FOR}
    assert [each for each in ROUTED if each.startswith("t:") and each not in known] == []
    assert {pack_staff(act) for act in Act} <= set(ROUTED)


def test_every_right_is_asked_for_by_some_button_or_message() -> None:
    assert {right for right in ASKS_FOR.values() if isinstance(right, Right)} == set(Right)


async def appoint(hall: House, number: int, role: Role, organisation: Organisation, areas: tuple[str, ...]) -> Person:
    key = hall.app.services.keys.person(number)

    def put_in(work: UnitOfWork) -> None:
        work.people.save(StoredPerson(key, ChatId(number), "sv"))
        work.staff.add(StaffMember(0, key, "Bo", role, organisation, areas, START.date()))

    await hall.database._database.write(put_in)
    person = Person(hall, number)
    await person.send("/staff")
    return person


def may(role: Role, organisation: Organisation, right: Right | str) -> bool:
    """Said here once more and otherwise than in the product: by what each role is there for."""
    if not isinstance(right, Right):
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


@pytest.mark.parametrize("areas", AREAS)
@pytest.mark.parametrize("organisation", Organisation)
@pytest.mark.parametrize("role", Role)
async def test_each_button_is_for_its_roles_alone_and_for_nobody_once_revoked(
    hall: House, role: Role, organisation: Organisation, areas: str
) -> None:
    await answered(hall, ["Mer ljus.", "", "", "", ""])
    somebody = await appoint(hall, 7_000_000_090, role, organisation, AREAS[areas])
    menu = somebody.screen
    for data, right in BUTTONS.items():
        before = list(somebody.chat.shown_on_top)
        await somebody.press(data, menu)
        said = somebody.chat.shown_on_top[len(before) :]
        assert (DENIED in said) is not may(role, organisation, right), data
        assert len(said) <= 1, data
    assert hall.app.handling.quarantined == 0

    key = hall.app.services.keys.person(somebody.id)

    def revoke(work: UnitOfWork) -> None:
        member = work.staff.of(key)
        assert member
        work.staff.change(replace(member, until=START.date()))

    await hall.database._database.write(revoke)
    noted = hall.count("audit")
    for data, right in BUTTONS.items():
        if right != NEWCOMER:
            await somebody.press(data, menu)
            assert somebody.on_top == REVOKED, data
    assert hall.count("audit") == noted


@pytest.mark.parametrize("organisation", Organisation)
@pytest.mark.parametrize("role", Role)
async def test_the_menu_shows_exactly_what_its_buttons_would_let_them_do(
    hall: House, role: Role, organisation: Organisation
) -> None:
    somebody = await appoint(hall, 7_000_000_091, role, organisation, ())
    shown = set(somebody.screen.buttons.values())
    for data in shown:
        right = ASKS_FOR[data]
        assert may(role, organisation, right), data
    assert all(
        pack_staff(act) in shown
        for act, right in ((Act.AUDIT, Right.MANAGE), (Act.READ, Right.READ), (Act.EXPORT, Right.EXPORT))
        if may(role, organisation, right)
    )


async def test_a_file_of_everything_is_not_for_who_has_one_area(hall: House) -> None:
    await answered(hall, ["Mer ljus."])
    somebody = await appoint(hall, 7_000_000_092, Role.ANALYST, Organisation.MUNICIPALITY, ("north",))
    await somebody.tap_each(("Ta ut svaren", "CSV, för alla program", "De senaste 7 dagarna"))
    assert somebody.on_top.startswith("Du har bara hand om en del av kommunen.")
    assert somebody.chat.files == {}


async def test_a_decision_opens_reading_to_the_police_and_no_export(hall: House) -> None:
    register = hall.app.services.staffing.register
    assert not register.opened
    police = StaffMember(1, hall.app.services.keys.person(1), "Bo", Role.ANALYST, Organisation.POLICE, (), START.date())
    opened = replace(register, opened=frozenset({Right.READ}))
    assert not register.lets(police, Right.READ)
    assert opened.lets(police, Right.READ)
    assert not opened.lets(police, Right.EXPORT)
    assert Right.READ not in RIGHTS[Role.EDITOR]
