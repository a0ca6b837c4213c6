"""From an invitation to a role, in the chat."""

import json
from collections.abc import MutableMapping
from typing import Any

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.town_hall import KARIN, invite


async def test_from_an_invitation_to_the_role(maria: Person, johan: Person, karin: Person) -> None:
    hall = maria.house
    token = await invite(maria)
    assert "Den fungerar en gång, till 24 november 13:00." in maria.text

    await karin.send(f"/start i_{token}")
    assert "Du är inbjuden att bli redaktör hos kommunen" in karin.text
    assert hall.rows("SELECT state FROM invitations") == [{"state": "sent"}]
    await karin.tap("Ja, det är jag")
    digits = karin.text.partition("Dina är ")[2][:4]
    assert digits.isdigit()
    await karin.send("/staff")
    assert karin.text.startswith("Det kommandot finns inte.")

    assert await hall.deliver() == 2
    for administrator in (maria, johan):
        assert "Är det Karin Berg?" in administrator.text
        assert digits in administrator.text
    await johan.tap("Ja, siffrorna stämmer")
    assert johan.text == "Klart. Karin Berg är nu redaktör hos kommunen."

    await hall.deliver()
    assert karin.text.startswith("Välkommen!\nNu är du redaktör hos kommunen.")
    await karin.send("/staff")
    assert karin.text.startswith("Du är redaktör hos kommunen.")
    await maria.tap("Ja, siffrorna stämmer")
    assert maria.on_top.startswith("Det här är redan klart")


async def test_whoever_an_administrator_does_not_know_gets_no_role(maria: Person, stranger: Person) -> None:
    token = await invite(maria)
    await stranger.send(f"/start i_{token}")
    await stranger.tap("Ja, det är jag")
    await maria.house.deliver()
    await maria.tap("Nej, det är någon annan")
    await maria.house.deliver()

    assert stranger.text.startswith("Inbjudan blev inte bekräftad")
    await stranger.send("/staff")
    assert stranger.text.startswith("Det kommandot finns inte.")


async def test_a_link_that_is_worth_nothing_says_the_same_whatever_the_reason(
    hall: House, maria: Person, karin: Person, stranger: Person
) -> None:
    used, taken_back, expired = [await invite(maria, name=name) for name in ("Karin", "Bo", "Eva")]
    await karin.send(f"/start i_{used}")
    await karin.tap("Ja, det är jag")
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Inbjudan: Bo", "Ta tillbaka inbjudan"))
    assert maria.text == "Klart. Länken till Bo gäller inte längre."

    said = set()
    for token in (used, taken_back, "made-up", "", "å", "x" * 300):
        await stranger.send(f"/start i_{token}")
        said.add((stranger.text, tuple(stranger.screen.buttons)))
    hall.clock.forward(hours=24)
    await stranger.send(f"/start i_{expired}")
    said.add((stranger.text, tuple(stranger.screen.buttons)))

    assert said == {("Den länken gäller inte. Be den som bjöd in dig om en ny.", ())}


async def test_of_two_who_saw_the_offer_the_first_to_say_yes_has_it(
    maria: Person, karin: Person, stranger: Person
) -> None:
    token = await invite(maria)
    for somebody in (karin, stranger):
        await somebody.send(f"/start i_{token}")
    offers = stranger.screen
    await karin.tap("Ja, det är jag")
    await stranger.tap("Ja, det är jag", offers)

    assert karin.text.startswith("Tack!")
    assert stranger.text == "Den länken gäller inte. Be den som bjöd in dig om en ny."


@pytest.mark.parametrize("name", ["…", "K" * 61, "\u202e"])
async def test_what_is_no_name_is_asked_for_again(maria: Person, name: str) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Bjud in en kollega", "Analytiker", "Polisen"))
    await maria.send(name)
    assert maria.text.startswith("Det där kan jag inte ha som namn.")
    await maria.send("Karin <b>Berg</b> & co")
    assert maria.text.startswith("Här är länken till Karin <b>Berg</b> & co")


async def test_who_calls_inviting_off_writes_no_name_any_more(maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Bjud in en kollega", "Analytiker", "Polisen", "Avbryt"))
    await maria.send("Karin Berg")
    assert maria.house.count("invitations") == 0


async def test_a_cry_for_help_is_met_with_help_and_is_no_name(maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Bjud in en kollega", "Analytiker", "Polisen"))
    await maria.send("jag vill dö")
    assert "112" in maria.text
    assert maria.house.count("invitations") == 0


async def test_a_link_is_shown_once(maria: Person) -> None:
    token = await invite(maria)
    await maria.send("/staff")
    await maria.tap("Kollegor och inbjudningar")
    assert "Karin Berg, redaktör hos kommunen. Inbjuden, men länken är inte använd än." in maria.text
    await maria.tap("Inbjudan: Karin Berg")
    assert [token in screen.text for screen in maria.screens].count(True) == 1


async def test_an_opened_invitation_can_be_answered_from_the_list_too(maria: Person, karin: Person) -> None:
    token = await invite(maria)
    await karin.send(f"/start i_{token}")
    await karin.tap("Ja, det är jag")
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Inbjudan: Karin Berg", "Ja, siffrorna stämmer"))
    assert maria.text == "Klart. Karin Berg är nu redaktör hos kommunen."


async def test_nobody_confirms_themselves(maria: Person) -> None:
    token = await invite(maria)
    await maria.send(f"/start i_{token}")
    await maria.tap("Ja, det är jag")
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Inbjudan: Karin Berg", "Ja, siffrorna stämmer"))
    assert maria.on_top.startswith("Du kan inte släppa in dig själv.")


async def test_nothing_that_is_logged_says_who_or_with_which_token(
    maria: Person, karin: Person, logged: list[MutableMapping[str, Any]]
) -> None:
    token = await invite(maria)
    await karin.send(f"/start i_{token}")
    await karin.tap("Ja, det är jag")
    written = json.dumps([dict(entry) for entry in logged], default=str)
    assert not [secret for secret in (token, "Karin", str(KARIN)) if secret in written]


async def test_once_it_is_handled_no_token_is_in_the_file(hall: House, maria: Person, karin: Person) -> None:
    token = await invite(maria)
    await karin.send(f"/start i_{token}")
    await karin.tap("Ja, det är jag")
    assert token.encode() not in hall.raw_bytes()
    assert b"Karin Berg" not in hall.raw_bytes()
