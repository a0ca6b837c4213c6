import pytest

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

GONE = "Det har gått mer än tre dagar sedan du var här."


async def left(house: House, person: Person, **time: float) -> None:
    await walks.to_places(person)
    house.clock.forward(**(time or {"days": 3, "seconds": 1}))
    await house.app.services.upkeep.cut_old_links()


@pytest.mark.parametrize("way", ["/survey", "På stan", "Pausa", "hallå?", "tillbaka", "fortsätt"])
async def test_whoever_comes_back_too_late_is_told_what_became_of_their_answers(
    house: House, alva: Person, way: str
) -> None:
    await left(house, alva)
    await (alva.tap(way) if way in alva.screen.buttons else alva.send(way))
    assert alva.text.startswith(GONE)
    assert "inte längre att koppla till dig" in alva.text
    assert list(alva.screen.buttons) == ["Börja om", "Jag behöver hjälp nu"]
    assert house.rows("SELECT status FROM responses") == [{"status": "partial"}]


async def test_nothing_leads_from_the_chat_to_the_unfinished_response(house: House, alva: Person) -> None:
    await left(house, alva)
    [response] = house.rows("SELECT id FROM responses")
    assert response["id"] not in str(house.rows("SELECT * FROM sessions"))


async def test_beginning_again_makes_a_response_of_its_own(house: House, alva: Person) -> None:
    await left(house, alva)
    await alva.send("/survey")
    await alva.tap("Börja om")
    assert "Hur gammal är du?" in alva.text
    await alva.tap("20–25 år")
    assert sorted(row["status"] for row in house.rows("SELECT status FROM responses")) == ["open", "partial"]


async def test_an_old_begin_again_button_takes_nothing_from_who_is_in_the_middle(house: House, alva: Person) -> None:
    await left(house, alva)
    await alva.send("/survey")
    button = alva.screen
    await alva.tap("Börja om")
    await alva.tap("16–19 år")
    await alva.tap("Börja om", button)
    assert "Var bor du?" in alva.text


async def test_who_answered_nothing_just_begins(house: House, alva: Person) -> None:
    await walks.begin(alva)
    house.clock.forward(days=4)
    await house.app.services.upkeep.cut_old_links()
    assert house.count("sessions") == 0
    await walks.begin(alva)
    assert "Hur gammal är du?" in alva.text


async def test_who_comes_back_in_time_goes_on(house: House, alva: Person) -> None:
    await left(house, alva, days=3)
    await alva.send("/survey")
    assert "Var känner du dig otrygg" in alva.text


async def test_after_a_month_nothing_is_left_of_it_but_the_answers(house: House, alva: Person) -> None:
    await left(house, alva, days=30, seconds=1)
    assert house.count("sessions") == 0
    assert house.count("answers") == 3


async def test_being_forgotten_afterwards_takes_the_trace_along(house: House, alva: Person) -> None:
    await left(house, alva)
    await alva.press("m:forget_now")
    assert [house.count(table) for table in ("chats", "sessions")] == [0, 0]
