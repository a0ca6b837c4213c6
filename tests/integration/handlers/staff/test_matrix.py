"""Every button of the staff × every role, none, and one taken back × each organisation and area."""

from dataclasses import replace

import pytest

from digests.ports import Decision, MatterKind
from handlers import recording_taps, turning_away
from handlers.field_buttons import Work
from handlers.staff_taps import Act, pack_staff
from people.organisation import Organisation
from people.staff import RIGHTS, Right, Role, StaffMember
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers.house import START, House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff import rights
from tests.integration.handlers.staff.library import answered
from tests.integration.handlers.staff.posts import appoint, revoke
from tests.integration.handlers.staff.rights import ANYBODY, ASKS_FOR, NEWCOMER, may
from tests.integration.handlers.staff.town_hall import turned_away
from tests.standing import changed, everything

AREAS = {"every area": (), "one area": ("north",)}
DENIED = "Det här ingår inte i din roll."
ONLY_A_PART = (
    "Du har bara hand om en del av kommunen. En fil gäller hela, så be en kollega som har hand om alla områden."
)
REVOKED = "Din roll är tillbakatagen, så det här kan du inte göra längre."
UNKNOWN = "Den knappen gäller inte längre. Skriv /survey för att fortsätta."


def beginning(data: str) -> str:
    return ":".join(data.split(":")[:2])


def test_every_button_of_the_staff_is_in_the_matrix() -> None:
    assert {beginning(data) for data in ASKS_FOR} == set(rights.routed())
    assert {pack_staff(act) for act in Act} <= set(rights.routed())
    assert {each.removeprefix("u:") for each in rights.routed() if each.startswith("u:")} == recording_taps.ALL
    assert {f"w:{work}" for work in Work} <= set(rights.routed())


def test_every_route_for_buttons_and_messages_is_known_to_be_the_staffs_or_everybodys() -> None:
    for_buttons = rights.RESIDENTS_TAPS | rights.ASKED_OF_ALL | rights.STAFF_TAPS
    assert rights.filters(rights.callbacks()) == for_buttons
    assert rights.filters(rights.messages()) == rights.RESIDENTS_MESSAGES | rights.STAFF_MESSAGES


def test_every_button_says_whether_it_is_about_an_area() -> None:
    assert set(Act) == rights.OF_AN_AREA | rights.OF_NO_AREA
    assert not rights.OF_AN_AREA & rights.OF_NO_AREA


def test_every_right_is_asked_for_by_some_button() -> None:
    assert {right for right in ASKS_FOR.values() if isinstance(right, Right)} == set(Right)


@pytest.mark.parametrize("data", ASKS_FOR)
def test_what_is_written_down_of_a_button_is_which_one_and_nothing_it_carried(data: str) -> None:
    assert turning_away.is_watched(data)
    assert turning_away.named(data) == f"button {beginning(data)}"
    assert turning_away.named(f"{data[:2]}anything at all") == f"button {data[:2]}?"


async def refused(somebody: Person, data: str, sentence: str) -> None:
    """One sentence, one line in the audit trail, and nothing else is otherwise than before."""
    house = somebody.house
    house.clock.forward(seconds=3)
    menu, screens, said = somebody.screens[0], len(somebody.screens), len(somebody.chat.shown_on_top)
    before, noted = everything(house.file), (house.count("audit"), turned_away(house))
    await somebody.press(data, menu)
    assert somebody.chat.shown_on_top[said:] == [sentence], data
    assert len(somebody.screens) == screens, data
    assert changed(before, everything(house.file)) == [], data
    assert (house.count("audit"), turned_away(house)) == (noted[0] + 1, noted[1] + 1), data


@pytest.mark.parametrize("areas", AREAS)
@pytest.mark.parametrize("organisation", Organisation)
@pytest.mark.parametrize("role", Role)
async def test_each_button_is_for_its_roles_alone_and_for_nobody_once_revoked(
    hall: House, role: Role, organisation: Organisation, areas: str
) -> None:
    await answered(hall, ["Mer ljus.", "", "", "", ""])
    somebody = await appoint(hall, role, organisation, AREAS[areas])
    menu = somebody.screen
    for data, right in ASKS_FOR.items():
        if not may(role, organisation, right):
            await refused(somebody, data, DENIED)
            continue
        hall.clock.forward(seconds=3)
        said, noted = len(somebody.chat.shown_on_top), turned_away(hall)
        await somebody.press(data, menu)
        assert DENIED not in somebody.chat.shown_on_top[said:], data
        assert len(somebody.chat.shown_on_top) <= said + 1, data
        assert turned_away(hall) <= noted + 1, data
    assert hall.app.handling.quarantined == 0


@pytest.mark.parametrize("organisation", Organisation)
@pytest.mark.parametrize("role", Role)
async def test_no_button_is_for_anybody_whose_role_was_taken_back(
    hall: House, role: Role, organisation: Organisation
) -> None:
    somebody = await appoint(hall, role, organisation)
    await revoke(hall, somebody)
    for data, right in ASKS_FOR.items():
        if right != NEWCOMER:
            await refused(somebody, data, REVOKED)


async def test_no_button_is_for_anybody_without_a_role(hall: House, stranger: Person) -> None:
    await stranger.send("/start")
    for data, right in ASKS_FOR.items():
        if right != NEWCOMER:
            await refused(stranger, data, UNKNOWN)


async def test_who_has_not_said_whom_they_work_for_records_and_signs_nothing(hall: House) -> None:
    maria = Person(hall, 7_000_000_001)
    await maria.send("/staff")
    before = everything(hall.file)
    for number, data in enumerate((each for each in ASKS_FOR if each.startswith("u:")), 1):
        hall.clock.forward(seconds=3)
        await maria.press(data)
        assert turned_away(hall) == number, data
    assert changed(before, everything(hall.file)) == []


@pytest.mark.parametrize("organisation", Organisation)
@pytest.mark.parametrize("role", Role)
async def test_the_menu_shows_exactly_what_its_buttons_would_let_them_do(
    hall: House, role: Role, organisation: Organisation
) -> None:
    somebody = await appoint(hall, role, organisation)
    shown = set(somebody.screen.buttons.values())
    assert all(may(role, organisation, ASKS_FOR[data]) for data in shown)
    for data, right in ASKS_FOR.items():
        if data in _ON_THE_MENU and right not in (ANYBODY, NEWCOMER):
            assert (data in shown) is may(role, organisation, right), data


_ON_THE_MENU = {
    *map(pack_staff, (Act.READ, Act.EXPORT, Act.MORNING, Act.BROADCASTS, Act.COLLEAGUES, Act.INVITE, Act.AUDIT)),
    *map(recording_taps.pack, (recording_taps.NEW, recording_taps.WAITING, recording_taps.PUBLISHED)),
    *(f"w:{work}" for work in (Work.LIST, Work.KIOSK, Work.SHEET)),
}


class TestAreas:
    """Something of an area, met by who is there for it and by who is there for another one."""

    @pytest.fixture
    async def filled(self, hall: House) -> House:
        await answered(hall, ["Mer ljus.", "Fler bussar.", "En plats.", "", ""], area="centre")
        await answered(hall, ["Förr."] * 5, area="north")
        await hall.app.services.reading.gather()

        def open_matter(work: UnitOfWork) -> None:
            work.matters.open(MatterKind.UNHEARD, "area/centre", START)

        await hall.database._database.write(open_matter)
        return hall

    def reference(self, hall: House) -> str:
        """A text from the centre."""
        question = "SELECT reference FROM readings JOIN answers USING (response) WHERE options = ? ORDER BY 1"
        return str(hall.rows(question, '["centre"]')[0]["reference"])

    async def test_texts_matters_and_files_of_another_area_are_out_of_reach(self, filled: House) -> None:
        of_north = await appoint(filled, Role.ANALYST, Organisation.MUNICIPALITY, ("north",))
        reference = self.reference(filled)
        gone = "Det här är redan klart, eller gäller inte längre. Skriv /staff för att börja om."
        for data in (
            pack_staff(Act.TEXT, reference, "1.....a", 0),
            pack_staff(Act.TAG, reference, "+0", "1.....a", 0),
            pack_staff(Act.SEEN, reference, 1, "1.....a", 0),
            pack_staff(Act.SEEN_ALL, "1.....a", 0, "0" * 8),
            *(pack_staff(act, 1, "staff:2026-11-23") for act in (Act.TAKE, Act.LATER, Act.NOTHING)),
        ):
            await refused(of_north, data, gone)
        for data in (pack_staff(Act.TAKE_OUT, "csv", "week"), *map(pack_staff, (Act.EXPORT_YES, Act.EXPORT_NO))):
            await refused(of_north, data, ONLY_A_PART)
        await of_north.press(pack_staff(Act.READ, "1.....a"))
        assert "Mer ljus." not in of_north.text
        assert "Förr." in of_north.text

    async def test_those_of_ones_own_are_not(self, filled: House) -> None:
        of_centre = await appoint(filled, Role.ANALYST, Organisation.MUNICIPALITY, ("centre",))
        await of_centre.press(pack_staff(Act.TEXT, self.reference(filled), "1.....a", 0))
        assert any(text in of_centre.text for text in ("Mer ljus.", "Fler bussar.", "En plats."))
        await of_centre.press(pack_staff(Act.TAKE, 1, "staff:2026-11-23"))
        assert filled.rows("SELECT decision FROM matters") == [{"decision": Decision.TAKEN.value}]
        assert turned_away(filled) == 0


async def test_a_decision_opens_reading_to_the_police_and_no_export(hall: House) -> None:
    register = hall.app.services.staffing.register
    assert not register.opened
    police = StaffMember(1, hall.app.services.keys.person(1), "Bo", Role.ANALYST, Organisation.POLICE, (), START.date())
    opened = replace(register, opened=frozenset({Right.READ}))
    assert not register.lets(police, Right.READ)
    assert opened.lets(police, Right.READ)
    assert not opened.lets(police, Right.EXPORT)
    assert Right.READ not in RIGHTS[Role.EDITOR]
