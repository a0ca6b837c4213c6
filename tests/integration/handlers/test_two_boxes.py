import re

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

BOX_ONE = ("chats", "sessions", "subscriptions", "outbox", "inbox", "marks", "leases")


async def test_once_the_receipt_is_shown_nothing_of_the_chat_leads_to_the_response(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await walks.submit(alva)
    [response] = house.rows("SELECT * FROM responses")
    assert house.count("sessions") == 0
    for table in BOX_ONE:
        for row in house.rows(f"SELECT * FROM {table}"):
            assert response["id"] not in map(str, row.values())
    key = house.app.services.keys.person(alva.id)
    for table in ("responses", "answers", "participations", "rounds"):
        for row in house.rows(f"SELECT * FROM {table}"):
            assert key not in map(str, row.values())


async def test_a_response_knows_its_days_and_no_time_of_day(house: House, alva: Person) -> None:
    await walks.submit(alva)
    [response] = house.rows("SELECT * FROM responses")
    assert response["started_on"] == response["submitted_on"] == "2026-11-23"
    for row in (response, *house.rows("SELECT * FROM answers"), *house.rows("SELECT * FROM participations")):
        assert not [value for value in row.values() if re.search(r"\d\d:\d\d", str(value))]


async def test_neither_the_words_nor_the_chat_can_be_read_in_the_file(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await walks.to_review(alva)
    everything = house.raw_bytes()
    assert walks.WISH.encode() not in everything
    assert walks.WISH.encode("utf-16-le") not in everything
    assert str(alva.id).encode() not in everything
    assert alva.id.to_bytes(8, "big") not in everything
    assert b"age_16_19" in everything  # what the search would have found, were it there


async def test_what_was_handled_is_forgotten_and_only_its_number_remembered(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    for row in house.rows("SELECT * FROM inbox"):
        assert (row["state"], row["raw"], row["lane"]) == ("done", None, None)


async def test_one_round_is_answered_once(house: House, alva: Person) -> None:
    await walks.submit(alva)
    await alva.send("/survey")
    assert alva.text.startswith("Du har redan svarat i den här omgången.")
    assert house.count("responses") == 1
    assert house.count("sessions") == 0


async def test_being_forgotten_does_not_open_the_round_again(house: House, alva: Person) -> None:
    await walks.submit(alva)
    await alva.send("/privacy")
    await alva.tap("Glöm mig")
    await alva.tap("Ja, glöm mig")
    await alva.send("/survey")
    assert alva.text.startswith("Du har redan svarat i den här omgången.")
    assert house.count("sessions") == 0


async def test_somebody_else_may_still_answer(house: House, alva: Person) -> None:
    await walks.submit(alva)
    await walks.submit(Person(house, id=7_900_800_700))
    assert house.count("responses") == 2


async def test_a_receipt_that_was_never_shown_is_cut_loose_after_an_hour(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    house.telegram.refuse("editMessageText", (502, "Bad Gateway"))
    await alva.tap("Skicka in mina svar")
    house.clock.forward(minutes=60)
    await house.app.services.upkeep.cut_old_links()
    assert house.count("sessions") == 1
    house.clock.forward(seconds=1)
    await house.app.services.upkeep.cut_old_links()
    assert house.count("sessions") == 0
    assert house.rows("SELECT status FROM responses") == [{"status": "submitted"}]


async def test_pressing_on_after_submitting_does_not_lengthen_the_hour(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    data = alva.screen.data("Skicka in mina svar")
    house.telegram.refuse("editMessageText", (502, "Bad Gateway"), times=9)
    house.telegram.refuse("sendMessage", (502, "Bad Gateway"), times=9)
    await alva.press(data)
    for _ in range(3):
        house.clock.forward(minutes=25)
        await alva.press(data)
    await house.app.services.upkeep.cut_old_links()
    assert house.count("sessions") == 0
