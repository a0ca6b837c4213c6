import pytest

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import BROKEN, GONE


async def test_an_answer_whose_reply_was_lost_is_kept_and_the_next_press_shows_the_next_question(
    house: House, alva: Person
) -> None:
    await walks.begin(alva)
    age = alva.screen.data("16–19 år")
    house.telegram.refuse("editMessageText", BROKEN)
    await alva.press(age)
    assert "Hur gammal är du?" in alva.text
    assert house.answers()["age"] == ("given", ["age_16_19"], None)
    await alva.press(age)
    assert "Var bor du?" in alva.text
    assert alva.on_top == "Det svaret är redan sparat."


async def test_a_first_card_that_was_lost_comes_with_the_next_message(house: House, alva: Person) -> None:
    house.telegram.refuse("sendMessage", BROKEN)
    await walks.begin(alva)
    assert alva.screens == []
    await alva.send("/survey")
    assert "Hur gammal är du?" in alva.text


async def test_a_lost_reply_is_neither_tried_again_nor_put_aside(house: House, alva: Person) -> None:
    house.telegram.refuse("sendMessage", BROKEN)
    await alva.send("/start")
    assert house.telegram.calls == ["sendMessage"]
    assert (house.app.handling.quarantined, house.pauses) == (0, [])
    assert len(house.app.handling.take_done()) == 1


@pytest.mark.parametrize("way", ["Skicka in mina svar", "/survey", "hallå?"])
async def test_a_lost_receipt_is_given_again_whatever_the_person_does_next(
    house: House, alva: Person, way: str
) -> None:
    await walks.to_review(alva)
    house.telegram.refuse("editMessageText", BROKEN)
    await alva.tap("Skicka in mina svar")
    assert "Dina svar" in alva.text
    assert house.count("sessions") == 1
    await (alva.tap(way) if way in alva.screen.buttons else alva.send(way))
    code = walks.receipt(alva.text)
    assert house.count("sessions") == 0
    await alva.send(f"/receipt {code}")
    assert "Ta bort" in alva.screen.buttons


async def test_a_receipt_whose_card_was_deleted_comes_in_a_new_message(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    house.telegram.refuse("editMessageText", GONE)
    await alva.tap("Skicka in mina svar")
    assert len(alva.screens) == 3
    assert walks.receipt(alva.text)
    assert house.count("sessions") == 0
