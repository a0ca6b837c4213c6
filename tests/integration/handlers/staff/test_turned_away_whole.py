"""A press that comes to nothing is done once its line is written, and not before: the two are one commit."""

import pytest

from handlers import recording_taps as u
from handlers.field_buttons import Work, pack_work
from handlers.staff_taps import Act, pack_staff
from people.organisation import Organisation
from people.staff import Role
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.posts import appoint
from tests.integration.handlers.staff.rights import ASKS_FOR, NEWCOMER, may
from tests.integration.handlers.staff.town_hall import turned_away

WRITES = 3
"""More than a refused press takes: each of them is lost once, and one is lost that is not there."""


async def is_turned_away_whole(somebody: Person, data: str) -> None:
    """Whichever write the store loses, there is one line and one sentence in the end, and nothing waits."""
    house = somebody.house
    for lost in range(1, WRITES + 1):
        house.clock.forward(seconds=3)
        said, noted, screens = len(somebody.chat.shown_on_top), turned_away(house), len(somebody.screens)
        house.database.fail_when(lambda number, lost=lost: number == lost)  # type: ignore[misc]
        await somebody.press(data, somebody.screens[0])
        assert turned_away(house) == noted + 1, (data, lost)
        assert len(somebody.chat.shown_on_top) + len(somebody.screens) > said + screens, (data, lost)
    house.database.fail_when(lambda _: False)


@pytest.mark.parametrize("role", Role)
async def test_what_is_not_for_a_role_is_written_down_whichever_write_is_lost(hall: House, role: Role) -> None:
    somebody = await appoint(hall, role, Organisation.MUNICIPALITY)
    for data, right in ASKS_FOR.items():
        if right != NEWCOMER and not may(role, Organisation.MUNICIPALITY, right):
            await is_turned_away_whole(somebody, data)


OF_NOTHING = {
    Role.ADMINISTRATOR: (
        *(pack_staff(act, 99) for act in (Act.COLLEAGUE, Act.REVOKE)),
        *(pack_staff(act, "0" * 16) for act in (Act.TAKE_BACK, Act.YES, Act.NO, Act.INVITATION)),
        *(u.pack(press, 1) for press in (u.KEEP, u.BACK, u.CANCEL, u.CANCEL_NOW)),
        *(u.pack(press, 99, "x") for press in (u.SIGN, u.ASK)),
        *(u.pack(press, 99) for press in (u.REVISE, u.CORRECT, u.LOOK, u.WITHDRAW, u.WITHDRAW_NOW)),
        *map(u.pack, (u.LATER, u.SUBMIT, u.DIALOGUES)),
        *(pack_staff(act, 99) for act in (Act.TAKE, Act.LATER, Act.NOTHING)),
    ),
    Role.ANALYST: (
        pack_staff(Act.TEXT, "x"),
        pack_staff(Act.TAG, "x", "+0"),
        pack_staff(Act.SEEN, "x", 1),
        *(pack_staff(act, "x") for act in (Act.EXPORT_YES, Act.EXPORT_NO)),
        pack_staff(Act.BROADCAST, "followers.0-1700:2026-W48"),
    ),
    Role.FIELD_WORKER: (
        *(pack_work(work, 99) for work in (Work.ONE, Work.CODE, Work.END, Work.END_NOW, Work.PANEL, Work.ANSWER)),
        pack_work(Work.DAY, "2026-11-24"),
        pack_work(Work.SEND, 99, "x"),
        *map(pack_work, (Work.CREATE, Work.SHEET_DROP)),
        pack_work(Work.SHEET_IN, "sv"),
    ),
}
"""Buttons that a role may press, about what is not there."""


@pytest.mark.parametrize("role", OF_NOTHING)
async def test_a_button_about_nothing_is_written_down_whichever_write_is_lost(hall: House, role: Role) -> None:
    somebody = await appoint(hall, role, Organisation.MUNICIPALITY)
    for data in OF_NOTHING[role]:
        await is_turned_away_whole(somebody, data)
