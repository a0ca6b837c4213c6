"""A role taken back in the middle of something: one sentence, and nothing of what was begun is done."""

from collections.abc import Awaitable, Callable

import pytest

from people.organisation import Organisation
from people.staff import Role
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import PART, submit
from tests.integration.handlers.staff.library import answered
from tests.integration.handlers.staff.posts import SOMEBODY, appoint
from tests.integration.handlers.staff.town_hall import done
from tests.standing import changed, everything

REVOKED = "Din roll är tillbakatagen, så det här kan du inte göra längre."


async def take_back(maria: Person) -> None:
    """Maria takes Bo's role back in the chat."""
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Bo", "Ja, ta tillbaka rollen"))
    assert maria.text.startswith("Klart.")


async def writes_an_update(bo: Person) -> None:
    await bo.tap_each(("Skriv hur det går", PART, "Pågår", "50 %"))


async def asks_for_a_change(bo: Person) -> None:
    await bo.press("u:look:1")
    await bo.tap("Be om ändring")


async def invites(bo: Person) -> None:
    await bo.tap_each(("Bjud in en kollega", "Redaktör", "Kommunen"))


async def chooses_days(bo: Person) -> None:
    await bo.tap_each(("Läs vad folk skriver", "Välj vad som visas", "Dagar: Alla dagar"))


async def makes_a_dialogue(bo: Person) -> None:
    await bo.tap_each(("Dialoger", "Ny dialog"))


async def enters_a_sheet(bo: Person) -> None:
    await bo.press("w:sheet")


@pytest.mark.parametrize(
    ("role", "organisation", "begins", "words"),
    [
        (Role.EDITOR, Organisation.MUNICIPALITY, writes_an_update, "Vi har träffat åtta elevråd."),
        (Role.EDITOR, Organisation.POLICE, asks_for_a_change, "Vilka skolor?"),
        (Role.ADMINISTRATOR, Organisation.MUNICIPALITY, invites, "Karin Berg"),
        (Role.ANALYST, Organisation.MUNICIPALITY, chooses_days, "2026-11-22"),
        (Role.FIELD_WORKER, Organisation.MUNICIPALITY, makes_a_dialogue, "Stadsparken"),
        (Role.FIELD_WORKER, Organisation.MUNICIPALITY, enters_a_sheet, "2026-11-22"),
    ],
)
async def test_words_written_after_it_was_taken_back(
    hall: House,
    maria: Person,
    role: Role,
    organisation: Organisation,
    begins: Callable[[Person], Awaitable[None]],
    words: str,
) -> None:
    await answered(hall, ["Mer ljus.", "", "", "", ""])
    await submit(maria)
    bo = await appoint(hall, role, organisation, number=SOMEBODY)
    await begins(bo)
    await take_back(maria)
    before, deeds, screens = everything(hall.file), done(hall), len(bo.screens)
    await bo.send(words)
    assert [each.text for each in bo.screens[screens:]] == [REVOKED]
    assert set(changed(before, everything(hall.file))) <= {"drafts"}
    assert hall.count("drafts") == 0
    assert done(hall) == deeds
    await bo.send(words)
    assert bo.text == "Du har ingen fråga öppen just nu."


async def test_words_that_ask_for_help_are_met_with_help_first(hall: House, maria: Person) -> None:
    bo = await appoint(hall, Role.EDITOR, Organisation.MUNICIPALITY, number=SOMEBODY)
    await writes_an_update(bo)
    await take_back(maria)
    await bo.send("jag vill dö")
    assert "112" in bo.text


async def test_words_for_an_open_survey_are_an_answer(hall: House, maria: Person) -> None:
    bo = await appoint(hall, Role.EDITOR, Organisation.MUNICIPALITY, number=SOMEBODY)
    await bo.send("/survey")
    await bo.send("/staff")
    await writes_an_update(bo)
    await take_back(maria)
    await bo.send("16–19 år")
    assert hall.answers()["age"] == ("given", ["age_16_19"], None)


async def test_what_was_begun_is_forgotten_at_once(hall: House, maria: Person) -> None:
    bo = await appoint(hall, Role.ADMINISTRATOR, Organisation.MUNICIPALITY, number=SOMEBODY)
    await invites(bo)
    await take_back(maria)
    (kept,) = hall.rows("SELECT content FROM drafts")
    assert b"editor" not in hall.app.services.keys.cipher.decrypt(kept["content"])
    hall.clock.forward(minutes=30)
    await bo.send("Karin Berg")
    assert bo.text == "Du har ingen fråga öppen just nu."
