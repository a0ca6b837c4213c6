from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


async def test_a_stranger_reads_that_nothing_is_held(house: House, alva: Person) -> None:
    await alva.send("/mydata")
    assert alva.text == "Vi har inget sparat om den här chatten."
    assert alva.screen.buttons == {}
    assert house.count("chats") == 0


async def test_everything_held_about_the_chat_is_told(alva: Person) -> None:
    await alva.send("/follow")
    await walks.to_places(alva)
    await alva.send("/mydata")
    assert alva.text.count("•") == 3
    assert "att du följer löftet" in alva.text
    assert "svaren på frågorna du håller på med" in alva.text


async def test_after_submitting_the_answers_are_no_longer_among_it(alva: Person) -> None:
    await walks.submit(alva)
    await alva.send("/mydata")
    assert alva.text.count("•") == 1
    assert "svaren på frågorna du håller på med" not in alva.text


async def test_being_forgotten_is_asked_once_and_takes_an_unfinished_response_along(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await walks.to_places(alva)
    await alva.send("/privacy")
    await alva.tap("Glöm mig")
    assert house.count("chats") == 1
    await alva.tap("Ja, glöm mig")
    assert alva.text.startswith("Klart. Allt om den här chatten är borttaget.")
    for table in ("chats", "sessions", "subscriptions", "responses", "answers"):
        assert house.count(table) == 0, table
    await alva.send("/mydata")
    assert alva.text == "Vi har inget sparat om den här chatten."


async def test_being_forgotten_leaves_a_submitted_response_to_its_receipt(house: House, alva: Person) -> None:
    code = await walks.submit(alva)
    await alva.press("m:forget_now")
    assert house.count("responses") == 1
    await alva.send(f"/receipt {code}")
    assert "Ta bort mina svar" in alva.screen.buttons


async def test_being_forgotten_twice_is_no_trouble(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await alva.press("m:forget_now")
    await alva.press("m:forget_now")
    assert alva.text.startswith("Klart.")
    assert house.app.handling.quarantined == 0


async def test_the_language_changes_in_the_middle_and_the_question_stays_open(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap("På stan")
    await alva.send("/language")
    assert list(alva.screen.buttons) == ["Svenska", "English"]
    await alva.tap("English")
    assert "Where do you sometimes feel unsafe?" in alva.text
    assert "Chosen: In the town centre" in alva.text
    await alva.tap("Done")
    await alva.send("/start")
    assert alva.text.startswith("Hi!")
    assert house.answers()["unsafe_places"][1] == ["town"]


async def test_a_chosen_language_stands_against_what_telegram_says_and_is_noted_with_the_answers(
    house: House, alva: Person
) -> None:
    await alva.send("/language")
    await alva.tap("English")
    assert alva.text.startswith("Hi!")
    await walks.begin(alva)
    await alva.tap("16 to 19")
    assert house.rows("SELECT language FROM responses") == [{"language": "en"}]
