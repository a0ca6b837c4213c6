"""Everybody who records or signs without the right to: forged buttons, and words that nobody wrote in person."""

from random import Random

import pytest

from handlers import recording, signing
from handlers.recording_taps import USE, pack
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import TEXT, ask_text, kept, submit
from tests.integration.handlers.staff.test_staff_forged import NOT_IN_PERSON, press_each
from tests.integration.handlers.staff.town_hall import hire

PRESSES = (*recording.PRESSES, *signing.PRESSES, USE)
ABOUTS = (
    *("", "0", "1", "2", "-1", "9" * 40, "²", "1:", "1:x", "1:en", "x:" * 20, "å"),
    *("1:status:done", "1:commitment:dialogue", "1:step:x", "1:preview:", "1:percent:999", "1:revise", "dialogue"),
)
RANDOM = Random(4)
NOISE = ["u:" + bytes(RANDOM.randrange(1, 256) for _ in range(40)).decode("latin-1")[:28] for _ in range(30)]
FORGED = sorted({pack(press, about)[:62] for press in PRESSES for about in ABOUTS} | {"u", "u:", "u:king", *NOISE})


@pytest.fixture
async def waiting(hall: House, maria: Person, johan: Person) -> str:
    """An update that waits for the police; returns the data of the button that signs it."""
    await submit(maria)
    await hall.deliver()
    await johan.tap("Läs")
    return johan.screen.data("Skriv under")


async def test_a_stranger_changes_nothing_and_learns_nothing(hall: House, waiting: str, stranger: Person) -> None:
    await stranger.send("/start")
    welcome, before = stranger.screen, kept(hall)
    await press_each(stranger, [*FORGED, waiting, waiting.replace("sign", "ask")], welcome)
    assert kept(hall) == before
    assert set(stranger.chat.shown_on_top) == {"Den knappen gäller inte längre. Skriv /survey för att fortsätta."}
    assert [each for each in stranger.screens if TEXT in each.text] == []
    assert hall.app.handling.quarantined == 0


@pytest.mark.parametrize("role", ["Analytiker", "Fältarbetare"])
async def test_a_role_without_the_right_changes_nothing(
    hall: House, maria: Person, waiting: str, karin: Person, role: str
) -> None:
    await hire(maria, karin, role, "Polisen")
    await karin.send("/staff")
    menu, before = karin.screen, kept(hall)
    await press_each(karin, [*FORGED, waiting], menu)
    assert kept(hall) == before
    assert "Det här ingår inte i din roll." in karin.chat.shown_on_top
    assert [each for each in karin.screens if TEXT in each.text] == []


async def test_no_button_that_who_may_sign_can_forge_troubles_the_bot_or_publishes_anything(
    hall: House, waiting: str, johan: Person
) -> None:
    for data in FORGED:
        await johan.press(data)
    await johan.press(waiting[:-1] + ("A" if waiting[-1] != "A" else "B"))
    assert hall.app.handling.quarantined == 0
    assert hall.count("progress_updates") == 0


@pytest.mark.parametrize("how", NOT_IN_PERSON)
async def test_words_not_written_in_person_are_no_text(hall: House, maria: Person, how: str) -> None:
    await ask_text(maria)
    before = kept(hall)
    await maria.send(TEXT, **NOT_IN_PERSON[how])
    assert kept(hall) == before
    await maria.send_other("edited_message", text=TEXT, edit_date=2)
    assert kept(hall) == before


async def test_words_met_with_help_are_taken_only_from_who_wrote_them_in_person(hall: House, maria: Person) -> None:
    await ask_text(maria)
    await maria.send("jag vill dö")
    offer, before = maria.screen, kept(hall)
    maria.chat.written[offer.reply_to or 0]["from"]["id"] = 5
    await maria.tap("Ja, ta med det", offer)
    assert maria.on_top.startswith("Du håller inte på att skriva något.")
    assert kept(hall) == before


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_in_front_of_others_nothing_is_signed(hall: House, waiting: str, johan: Person, kind: str) -> None:
    before = kept(hall)
    chat = {"id": -1001, "type": kind, "title": "Klassen"}
    card = {"message_id": 7, "date": 1, "chat": chat, "text": "Läs"}
    press = {"id": "1", "from": johan._user(), "chat_instance": "1", "data": waiting}
    await hall.arrive(callback_query={**press, "message": card})
    await hall.arrive(callback_query={**press, "inline_message_id": "7"})
    assert kept(hall) == before
