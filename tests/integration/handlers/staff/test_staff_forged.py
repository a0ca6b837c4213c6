"""Everybody who tries without the right to: forged buttons, and messages that nobody wrote in person."""

from collections.abc import Iterable
from typing import Any

import pytest

from handlers.staff_taps import Act, pack_staff
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.town_hall import MARIA, STRANGER, hire, invite, turned_away
from tests.integration.handlers.telegram import USERNAME, Shown

FORWARD = {
    "forward_origin": {"type": "user", "date": 1, "sender_user": {"id": MARIA, "is_bot": False, "first_name": "M"}}
}
NOT_IN_PERSON = {
    "forwarded": FORWARD,
    "in the name of a channel": {"sender_chat": {"id": -1001, "type": "channel", "title": "Staden"}},
    "made by another bot": {"via_bot": {"id": 9, "is_bot": True, "first_name": "Other"}},
    "in somebody else's chat": {"chat": {"id": STRANGER, "type": "private", "first_name": "S"}},
}
ABOUTS = ("", "1", "2", "-1", "9" * 40, "²", "editor", "editor:police", "editor:moon", "king", "0" * 16, "å", "x:" * 20)
FORGED = sorted({pack_staff(act, about)[:62] for act in Act for about in ABOUTS} | {"t:", "t", "t:unknown", "t:yes:"})


def standing(hall: House) -> dict[str, list[dict[str, Any]]]:
    tables = ("staff", "invitations", "drafts", "audit WHERE deed != 'turned_away'")
    return {table: hall.rows(f"SELECT * FROM {table}") for table in tables}


async def press_each(somebody: Person, forged: Iterable[str], on: Shown) -> None:
    """Press each of them, at the pace of somebody who is in a hurry: each leaves one line in the audit trail."""
    for data in forged:
        somebody.house.clock.forward(seconds=3)
        before = turned_away(somebody.house)
        await somebody.press(data, on)
        assert turned_away(somebody.house) == before + 1, data


async def test_a_stranger_who_forges_buttons_changes_nothing_and_learns_nothing(
    hall: House, maria: Person, stranger: Person
) -> None:
    token = await invite(maria)
    reference = hall.rows("SELECT hash FROM invitations")[0]["hash"][:16]
    await stranger.send("/start")
    welcome, before = stranger.screen, standing(hall)
    real = [pack_staff(act, reference) for act in (Act.YES, Act.NO, Act.TAKE_BACK, Act.INVITATION)]
    await press_each(stranger, [*FORGED, *real, pack_staff(Act.JOIN, token[:-1])], welcome)

    assert standing(hall) == before
    shown = {*stranger.chat.shown_on_top, *(screen.text for screen in stranger.screens[:])}
    assert not [text for text in shown if "Karin" in text or "administratör" in text]
    assert hall.app.handling.quarantined == 0


async def test_an_editor_who_forges_an_administrators_buttons_changes_nothing(
    hall: House, maria: Person, karin: Person
) -> None:
    await hire(maria, karin)
    await invite(maria, name="Bo")
    await karin.send("/staff")
    menu, before = karin.screen, standing(hall)
    for data in FORGED:
        hall.clock.forward(seconds=3)
        await karin.press(data, menu)

    assert standing(hall) == before
    assert "Det här ingår inte i din roll." in karin.chat.shown_on_top
    assert hall.app.handling.quarantined == 0


async def test_no_button_an_administrator_may_forge_troubles_the_bot(hall: House, maria: Person, johan: Person) -> None:
    for data in FORGED:
        await maria.send("/staff")
        await maria.press(data)
    assert hall.app.handling.quarantined == 0
    assert hall.rows("SELECT count(*) AS n FROM staff WHERE until IS NULL AND number = 1") == [{"n": 1}]


@pytest.mark.parametrize("how", NOT_IN_PERSON)
async def test_what_was_not_written_in_person_gives_no_right(maria: Person, how: str) -> None:
    shown = len(maria.screens)
    await maria.send("/staff", **NOT_IN_PERSON[how])
    assert not [screen for screen in maria.screens[shown:] if "Du är administratör" in screen.text]


@pytest.mark.parametrize("how", NOT_IN_PERSON)
async def test_a_link_not_followed_in_person_offers_nothing(maria: Person, karin: Person, how: str) -> None:
    token = await invite(maria)
    await karin.send(f"/start i_{token}", **NOT_IN_PERSON[how])
    assert not [screen for screen in karin.screens if "Ja, det är jag" in screen.buttons]


@pytest.mark.parametrize("how", NOT_IN_PERSON)
async def test_a_name_not_written_in_person_invites_nobody(maria: Person, how: str) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Bjud in en kollega", "Redaktör", "Kommunen"))
    await maria.send("Karin Berg", **NOT_IN_PERSON[how])
    assert maria.house.count("invitations") == 0


async def test_an_edited_message_opens_no_menu_and_names_nobody(maria: Person) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Bjud in en kollega", "Redaktör", "Kommunen"))
    for text in ("Karin Berg", "/staff"):
        await maria.send_other("edited_message", text=text, edit_date=2)
        assert "Du är administratör" not in maria.text
    assert maria.house.count("invitations") == 0


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_in_front_of_others_there_is_no_staff(hall: House, maria: Person, kind: str) -> None:
    chat = {"id": -1001, "type": kind, "title": "Klassen"}
    shown = len(maria.screens)
    await maria.send_other(chat=chat, text=f"/staff@{USERNAME}")
    card = {"message_id": 7, "date": 1, "chat": chat, "text": "Meny"}
    press = {"id": "1", "from": maria._user(), "chat_instance": "1", "data": pack_staff(Act.COLLEAGUES)}
    await hall.arrive(callback_query={**press, "message": card})
    await hall.arrive(callback_query={**press, "inline_message_id": "7"})

    said = hall.telegram.chat(-1001).messages.values()
    assert not [message for message in said if "administratör" in message.text]
    assert (len(maria.screens), maria.on_top) == (shown, "")
