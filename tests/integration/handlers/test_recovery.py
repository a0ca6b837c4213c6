from datetime import datetime, timedelta

from bot.recovery import Recovery
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import BLOCKED, BROKEN, GONE

AGAIN = "Vi var borta en stund, men nu är vi här igen."


async def return_after(house: House, last: datetime | None, **away: float) -> None:
    house.clock.forward(**away)
    services = house.app.services
    cards = house.app.handling.dispatcher["desk"].cards
    await Recovery(
        services.surveys, cards, services.content.catalogues, services.clock, house.app.lanes.alone
    ).returned(last)


async def test_after_a_short_stop_a_card_that_is_right_is_left_in_peace(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    before = alva.text
    await return_after(house, house.clock(), seconds=20)
    assert len(alva.screens) == 1
    assert alva.text == before


async def test_after_a_short_stop_a_saved_answer_without_its_reply_gets_it_without_a_sound(
    house: House, alva: Person
) -> None:
    await walks.begin(alva)
    house.telegram.refuse("editMessageText", BROKEN)
    await alva.tap("16–19 år")
    await return_after(house, house.clock(), seconds=20)
    assert len(alva.screens) == 1
    assert "Var bor du?" in alva.text


async def test_after_a_long_silence_the_open_question_comes_again_with_a_word_about_it(
    house: House, alva: Person
) -> None:
    await walks.to_places(alva)
    first = alva.screen
    await return_after(house, house.clock(), minutes=10)
    assert alva.text.startswith(AGAIN)
    assert "Var känner du dig otrygg" in alva.text
    assert first.buttons == {}
    await alva.tap_each(walks.PLACES)
    assert house.answers()["unsafe_places"][1] == ["school", "town"]


async def test_a_survey_left_before_the_silence_is_not_brought_up_again(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    house.clock.forward(hours=1, seconds=1)
    await return_after(house, house.clock(), minutes=10)
    assert len(alva.screens) == 1


async def test_a_receipt_that_may_not_have_arrived_is_given_again(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    house.telegram.refuse("editMessageText", BROKEN)
    await alva.tap("Skicka in mina svar")
    await return_after(house, house.clock(), seconds=20)
    code = walks.receipt(alva.text)
    assert house.count("sessions") == 0
    await alva.send(f"/receipt {code}")
    assert "Ta bort" in alva.screen.buttons


async def test_a_receipt_is_not_called_delivered_where_its_card_is_gone(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    house.telegram.refuse("editMessageText", BROKEN)
    await alva.tap("Skicka in mina svar")
    house.telegram.refuse("editMessageText", GONE)
    await return_after(house, house.clock(), seconds=20)
    assert walks.receipt(alva.text)
    assert house.count("sessions") == 0


async def test_one_chat_that_cannot_be_reached_keeps_nobody_else_waiting(house: House, alva: Person) -> None:
    emma = Person(house, id=7_900_800_700, language="en")
    await walks.begin(alva)
    house.clock.forward(seconds=1)
    await walks.begin(emma)
    house.telegram.refuse("sendMessage", BLOCKED)
    await return_after(house, house.clock() + timedelta(seconds=1), minutes=10)
    assert len(alva.screens) == 1
    assert emma.text.startswith("We were away for a while")


async def test_a_bot_that_never_ran_before_brings_nothing_up(house: House, alva: Person) -> None:
    await walks.begin(alva)
    await return_after(house, None)
    assert len(alva.screens) == 1


async def test_who_blocked_the_bot_is_not_shown_anything(house: House, alva: Person) -> None:
    await walks.begin(alva)
    await alva.block()
    sent = len(house.telegram.calls)
    await return_after(house, house.clock(), minutes=10)
    assert len(house.telegram.calls) == sent
