"""Who may do what with dialogues: forged buttons, and roles taken back in the middle."""

import pytest

from handlers.field_buttons import Work, pack_work
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.meeting import hire_field_worker, hold, revoke
from tests.integration.handlers.staff.town_hall import done, hire

REVOKED = "Din roll är tillbakatagen, så det här kan du inte göra längre."


@pytest.fixture
async def karin(maria: Person, karin: Person) -> Person:
    """Karin works in the field."""
    return await hire_field_worker(maria, karin)


class TestRights:
    async def test_forged_buttons_do_nothing(self, hall: House, karin: Person, stranger: Person, maria: Person) -> None:
        await hold(karin)
        await stranger.send("/help")
        before = hall.rows("SELECT * FROM dialogues"), done(hall)
        for work in Work:
            for about in (("1",), ("1", "0" * 12), ("2026-11-24",), ("sv",), ()):
                await stranger.press(pack_work(work, *about))
                if work is not Work.LIST:
                    await maria.press(pack_work(work, *about))
        assert (hall.rows("SELECT * FROM dialogues"), done(hall)) == before
        assert hall.count("kiosks") == hall.count("sessions") == hall.count("drafts") == 0

    async def test_a_role_taken_back_in_the_middle_ends_the_writing(
        self, hall: House, karin: Person, maria: Person
    ) -> None:
        await karin.send("/staff")
        await karin.tap_each(("Dialoger", "Ny dialog"))
        await karin.send("Stadsparken")
        await karin.send("2026-11-24")
        await revoke(maria)
        await karin.send("elever")
        await karin.press(pack_work(Work.CREATE))
        assert karin.on_top == REVOKED
        assert hall.count("dialogues") == 0

    async def test_who_may_not_hold_dialogues_sees_no_questions(
        self, hall: House, karin: Person, maria: Person
    ) -> None:
        await hold(karin)
        await maria.press(pack_work(Work.PANEL, 1))
        assert "Frågor till panelen" not in maria.text
        bo = Person(hall, 7_000_000_009)
        await hire(maria, bo, "Redaktör")
        await bo.press(pack_work(Work.ONE, 1))
        assert "Stadsparken" not in bo.text
