"""The audit trail as an administrator reads it in the chat."""

import pytest

from handlers.staff_taps import Act, pack_staff
from people.audit import Deed
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.town_hall import hire, invite
from tests.shipped import CATALOGUES

AUDIT = "Vad personalen gjort"


async def test_it_says_who_what_and_when_newest_first(maria: Person, karin: Person) -> None:
    await hire(maria, karin)
    await maria.send("/staff")
    await maria.tap(AUDIT)
    assert maria.text.startswith("Vad personalen gjort\nNyast först.")
    newest, *_ = maria.text.split("\n\n")[1:]
    assert newest.startswith("4. 23 nov. 2026 13:")
    assert "Kollega 1 släppte in en kollega (invitation " in newest
    assert "Någon utan roll sa ja till en inbjudan" in maria.text
    assert "Karin" not in maria.text


async def test_a_page_at_a_time(maria: Person) -> None:
    for number in range(20):
        await invite(maria, name=f"Kollega nummer {number:02}")
    await maria.send("/staff")
    await maria.tap(AUDIT)
    seen = []
    while True:
        seen += [block.partition(".")[0] for block in maria.text.split("\n\n")[1:]]
        if "›" not in maria.screen.buttons:
            break
        await maria.tap("›")
    assert seen == [str(number) for number in range(21, 0, -1)]
    await maria.tap_each(("‹", "‹"))
    assert maria.text.split("\n\n")[1].startswith("21. ")


async def test_what_strangers_tried_hides_nothing_and_is_shown_when_asked_for(
    hall: House, maria: Person, stranger: Person
) -> None:
    await stranger.send("/start")
    for _ in range(20):
        hall.clock.forward(seconds=3)
        await stranger.press("t:revoke:1")
    await maria.send("/staff")
    await maria.tap(AUDIT)
    assert [block.partition(".")[0] for block in maria.text.split("\n\n")[1:]] == ["1"]
    await maria.tap("Visa även andras försök")
    assert "21. " in maria.text
    assert "Någon utan roll fick nej på en knapp eller en länk (button t:revoke, stranger)" in maria.text
    await maria.tap_each(("›", "›"))
    assert [block.partition(".")[0] for block in maria.text.split("\n\n")[1:]] == ["5", "4", "3", "2", "1"]
    await maria.tap("‹")
    assert maria.text.split("\n\n")[1].startswith("13. ")
    await maria.tap("Visa bara personalen")
    assert "t:revoke" not in maria.text


@pytest.mark.parametrize("about", ["", "0", "99999", "-1", "x", "9" * 30])
async def test_a_made_up_page_is_the_newest(maria: Person, about: str) -> None:
    await maria.send("/staff")
    await maria.press(pack_staff(Act.AUDIT, about))
    assert maria.text.split("\n\n")[1].startswith("1. ")


async def test_reading_it_changes_nothing(hall: House, maria: Person) -> None:
    await maria.send("/staff")
    before = hall.rows("SELECT * FROM audit")
    await maria.tap(AUDIT)
    assert hall.rows("SELECT * FROM audit") == before


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_deed_has_words(language: str) -> None:
    words = CATALOGUES.words(language)
    assert all(words(f"audit.deed.{deed}") for deed in Deed)
