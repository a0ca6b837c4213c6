import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import TOO_OLD

FORGED = (
    "s:1:c:area:castle",
    "s:1:c:nobody_asked:yes",
    "s:1:x:area:vallhov",
    "s:1:c:area",
    "s:٣:c:area:vallhov",
    f"s:{'9' * 50}:c:area:west",
    "s:::::",
    "m:everything",
    "l:tlh",
    "l:",
    "r:",
    "r:0000-0000-0000-0000",
    "d:start",
    "x" * 64,
    "\x00\x01\ud7ff\uffff",
    "'; DROP TABLE answers; --",
    "<b>&",
)


def kept(house: House) -> Mapping[str, Any]:
    """What a press might change."""
    tables = ("chats", "sessions", "responses", "answers", "subscriptions", "participations")
    found = {table: house.rows(f"SELECT * FROM {table}") for table in tables}
    for row in found["sessions"]:
        del row["touched"], row["card"]
    return found


async def test_a_double_tap_counts_once_and_says_so(house: House, alva: Person) -> None:
    await walks.begin(alva)
    data = alva.screen.data("16–19 år")
    await alva.press(data)
    before = kept(house)
    await alva.press(data)
    assert alva.on_top == "Det svaret är redan sparat."
    assert "Var bor du?" in alva.text
    assert len(alva.screens) == 1
    assert kept(house) == before


async def test_a_double_tap_on_submit_leaves_the_receipt_where_it_is(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    data = alva.screen.data("Skicka in mina svar")
    await alva.press(data)
    code = walks.receipt(alva.text)
    await alva.press(data)
    assert code in alva.text
    assert alva.on_top == "Dina svar är redan inskickade. Tack!"
    await alva.send(f"/receipt {code}")
    assert "Ta bort" in alva.screen.buttons


async def test_an_old_card_shows_the_open_question_and_takes_over(house: House, alva: Person) -> None:
    await walks.begin(alva)
    old = alva.screen.data("20–25 år")
    first = alva.screen
    await alva.tap("16–19 år")
    await alva.send("/survey")
    second = alva.screen
    before = kept(house)
    await alva.press(old, first)
    assert alva.on_top.startswith("Den knappen hör till en tidigare fråga.")
    assert "Var bor du?" in first.text
    assert second.buttons == {}
    assert kept(house) == before
    await alva.tap("Sandviken: Vallhov", first)
    assert "Hur känns det" in first.text


async def test_a_card_that_cannot_be_edited_any_more_comes_again_below(alva: Person) -> None:
    await walks.begin(alva)
    gone = alva.screen
    del alva.chat.messages[gone.number]
    await alva.press(gone.data("16–19 år"), gone)
    assert "Var bor du?" in alva.text
    assert alva.screen.number != gone.number


async def test_a_button_of_another_version_shows_where_the_person_is(house: House, alva: Person) -> None:
    await walks.begin(alva)
    before = kept(house)
    await alva.press("s:7:c:age:age_16_19")
    assert alva.on_top.startswith("Den knappen hör till en tidigare fråga.")
    assert "Hur gammal är du?" in alva.text
    assert kept(house) == before


async def test_a_made_up_button_is_answered_kindly_and_changes_nothing(house: House) -> None:
    emma = Person(house, language="en")
    await emma.send("/follow")
    await walks.begin(emma)
    await emma.tap("16 to 19")
    before = kept(house)
    for pressed, data in enumerate(FORGED, 2):
        screens = len(emma.screens)
        await emma.press(data)
        assert len(house.telegram.rested) == pressed, data
        assert len(emma.chat.shown_on_top) + len(emma.screens) - screens > 0, data
        assert kept(house) == before, data
    assert house.app.handling.quarantined == 0


async def test_a_survey_button_without_a_survey_says_how_to_begin(house: House, alva: Person) -> None:
    await alva.send("/start")
    await alva.press("s:1:c:age:age_16_19")
    assert "/survey" in alva.on_top
    assert alva.text.startswith("Hej!")
    assert house.count("chats") == 0


async def test_a_press_telegram_no_longer_lets_rest_is_still_answered(house: House, alva: Person) -> None:
    await walks.begin(alva)
    house.telegram.refuse("answerCallbackQuery", TOO_OLD)
    await alva.tap("16–19 år")
    assert "Var bor du?" in alva.text


@pytest.mark.parametrize(
    ("label", "first_words"),
    [
        ("Jag behöver hjälp nu", "Hjälp nu"),
        ("Svara på frågorna", "Fråga 1"),
        ("Följ löftet", "Du följer löftet."),
        ("Vad sparas om mig?", "Vad som sparas"),
    ],
)
async def test_a_menu_press_telegram_no_longer_lets_rest_still_opens_what_it_says(
    house: House, alva: Person, label: str, first_words: str
) -> None:
    await alva.send("/start")
    house.telegram.refuse("answerCallbackQuery", TOO_OLD)
    await alva.tap(label)
    assert alva.text.startswith(first_words)


async def test_what_telegram_no_longer_shows_on_top_comes_as_a_message(house: House, alva: Person) -> None:
    await walks.begin(alva)
    question = alva.screen
    await alva.tap("16–19 år")
    house.telegram.refuse("answerCallbackQuery", TOO_OLD)
    await alva.tap("Pausa")
    assert alva.text.startswith("Pausat.")

    house.telegram.refuse("answerCallbackQuery", TOO_OLD)
    await alva.press("no such button", question)
    assert alva.text.startswith("Den knappen gäller inte längre.")


async def test_a_press_is_not_done_before_its_card_is_shown(house: House, alva: Person) -> None:
    await walks.begin(alva)
    shown = house.telegram.gates["editMessageText"] = asyncio.Event()
    house.telegram.refuse("answerCallbackQuery", TOO_OLD)
    pressing = asyncio.create_task(alva.tap("16–19 år"))
    while "editMessageText" not in house.telegram.calls:
        await asyncio.wait((pressing,), timeout=0.01)
    assert not pressing.done()
    shown.set()
    await pressing
    assert "Var bor du?" in alva.text


async def test_whatever_is_pressed_comes_to_rest(house: House, alva: Person) -> None:
    await alva.send("/start")
    for label in list(alva.screen.buttons):
        await alva.tap(label, alva.screens[0])
    assert len(house.telegram.rested) == 6
