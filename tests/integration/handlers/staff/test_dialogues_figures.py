"""What answers at dialogues come to: for staff, and for the update that begins with it."""

import pytest

from handlers.recording_taps import ANEW, DIALOGUES, pack
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import PART
from tests.integration.handlers.staff.meeting import answer, come, hire_field_worker, hold
from tests.integration.handlers.staff.town_hall import turned_away

RECORD = "Skriv en uppdatering om dialogerna"
OTHER_PART = "Motverka handeln med narkotika"
IN_ENGLISH = "Take part in dialogues with residents"


@pytest.fixture
async def karin(maria: Person, karin: Person) -> Person:
    """Karin works in the field."""
    return await hire_field_worker(maria, karin)


async def tick(house: House) -> None:
    await house.app.services.field.follow_up.tick(house.clock())


async def test_few_are_not_shown_and_enough_are(hall: House, karin: Person) -> None:
    code = await hold(karin)
    for number in range(4):
        await answer(await come(hall, number, code))
    await karin.send("/staff")
    await karin.tap("Dialoger")
    await karin.tap("2026-11-23 · Stadsparken")
    assert "För få svar för att visas" in karin.text
    for number in range(4, 6):
        await answer(await come(hall, number, code))
    await karin.tap_each(("Alla dialoger", "2026-11-23 · Stadsparken"))
    assert "Minst 6 har svarat på frågorna." in karin.text
    assert "• Droger: 6" in karin.text


async def test_how_many_answered_does_not_tell_of_those_who_are_too_few(hall: House, karin: Person) -> None:
    code = await hold(karin)
    for number in range(6):
        await answer(await come(hall, number, code))
    other = await come(hall, 6, code)
    await other.tap_each(("Svara på tre frågor", "Nej", "Vill inte svara", "Hoppa över", "Skicka in mina svar"))
    await karin.send("/staff")
    await karin.tap_each(("Dialoger", "2026-11-23 · Stadsparken"))
    assert "Minst 6 har svarat på frågorna." in karin.text
    assert "7" not in karin.text


async def test_the_line_for_an_update_counts_only_what_everybody_may_know(
    hall: House, karin: Person, maria: Person
) -> None:
    first, second = await hold(karin), await hold(karin, "Biblioteket")
    for number in range(11):
        await answer(await come(hall, number, first))
    for number in range(3):
        await answer(await come(hall, 20 + number, second))
    hall.clock.forward(days=1)
    await tick(hall)
    await maria.send("/staff")
    await maria.tap("Dialoger")
    assert "Vi har hållit 2 dialoger. Minst 11 personer har svarat där." in maria.text
    assert "Ny dialog" not in maria.screen.buttons
    assert hall.count("progress_updates") == 0


async def test_what_dialogues_came_to_begins_an_update_which_goes_the_way_of_every_other(
    hall: House, karin: Person, maria: Person
) -> None:
    code = await hold(karin)
    for number in range(11):
        await answer(await come(hall, number, code))
    hall.clock.forward(days=1)
    await tick(hall)
    await maria.send("/language")
    await maria.tap("English")
    await maria.send("/staff")
    await maria.tap_each(("Dialogues", "Write an update about the dialogues"))
    assert "already written" in maria.text
    assert IN_ENGLISH in maria.text
    await maria.tap_each(("In progress", "It cannot be said"))
    assert "Where can people read more?" in maria.text
    await maria.tap_each(("No link: our own knowledge", "Go on", "Only in Swedish"))
    assert "Vi har hållit 1 dialog. Minst 11 personer har svarat där." in maria.text
    assert hall.count("proposals") == 0
    await maria.tap("Submit")
    assert (hall.count("proposals"), hall.count("progress_updates")) == (1, 0)


async def test_an_update_half_written_is_not_lost_to_what_dialogues_came_to(
    hall: House, karin: Person, maria: Person
) -> None:
    await hold(karin)
    hall.clock.forward(days=1)
    await tick(hall)
    await maria.send("/staff")
    await maria.tap_each(("Skriv hur det går", OTHER_PART))
    await maria.send("/staff")
    await maria.tap_each(("Dialoger", RECORD))
    assert "Du har redan börjat på något:" in maria.text
    assert OTHER_PART in maria.text
    throw_away, kept = maria.screen.data("Kasta det och börja om"), hall.rows("SELECT * FROM drafts")
    hall.clock.forward(minutes=1)
    await maria.tap("Kasta det och börja om")
    assert "redan inskriven" in maria.text
    assert hall.rows("SELECT * FROM drafts") != kept

    await maria.tap_each(("Pågår", "Det går inte att säga"))
    kept = hall.rows("SELECT * FROM drafts")
    await maria.press(throw_away)
    assert "Du har redan börjat på något:" in maria.text
    assert PART in maria.text
    assert hall.rows("SELECT * FROM drafts") == kept


async def test_where_no_dialogue_was_held_the_button_says_so_and_begins_nothing(hall: House, maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap("Dialoger")
    assert RECORD not in maria.screen.buttons
    before = turned_away(hall)
    for forged in (pack(DIALOGUES), pack(ANEW, 0, DIALOGUES, 1)):
        await maria.press(forged)
        assert maria.on_top == "Det är inte aktuellt längre. Öppna dialogen igen med /staff."
    assert (hall.count("drafts"), turned_away(hall)) == (0, before + 2)


async def test_who_may_not_record_is_not_offered_to(hall: House, karin: Person, maria: Person) -> None:
    await hold(karin)
    hall.clock.forward(days=1)
    await tick(hall)
    await karin.send("/staff")
    await karin.tap("Dialoger")
    assert "Vi har hållit 1 dialog." in karin.text
    assert RECORD not in karin.screen.buttons
    before = turned_away(hall)
    for forged in (pack(DIALOGUES), pack(ANEW, 0, DIALOGUES, 1)):
        await karin.press(forged)
        assert karin.on_top == "Det här ingår inte i din roll."
    assert (hall.count("drafts"), turned_away(hall)) == (0, before + 2)
