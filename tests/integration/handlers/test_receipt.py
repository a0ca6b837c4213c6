import pytest

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

UNKNOWN = "Vi hittar inga svar med den koden."


@pytest.fixture
def emma(house: House) -> Person:
    return Person(house, id=7_900_800_700)


async def test_the_receipt_shows_when_it_was_and_every_answer_in_words(alva: Person) -> None:
    code = await walks.submit(alva)
    await alva.send(f"/receipt {code.lower().replace('-', ' ')}")
    assert alva.text.startswith("Svar som skickades in 23 november 2026")
    for answer in ("16–19 år", "Sandviken: Vallhov", "I skolan, På stan", "Vill inte svara", walks.WISH):
        assert f"\n{answer}\n" in alva.text
    assert list(alva.screen.buttons) == ["Ändra", "Ta bort", "Jag behöver hjälp nu"]


async def test_it_shows_them_in_the_readers_language(house: House, alva: Person, emma: Person) -> None:
    code = await walks.submit(alva)
    emma.language = "en"
    await emma.send(f"/receipt {code}")
    assert "At school, In the town centre" in emma.text


async def test_long_answers_are_shown_whole(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    wish = "ljus " * 100
    await alva.send(wish)
    await alva.tap("Skicka in mina svar")
    await alva.send(f"/receipt {walks.receipt(alva.text)}")
    assert wish.strip() in "".join(each.text for each in alva.screens[-2:])


async def test_the_receipt_erases_and_is_then_as_unknown_as_any(house: House, alva: Person) -> None:
    code = await walks.submit(alva)
    await alva.send(f"/receipt {code}")
    await alva.tap("Ta bort")
    assert alva.text == "Svaren är borttagna."
    assert [house.count("responses"), house.count("answers")] == [0, 0]
    said = []
    for wrong in (code, "0000-0000-0000-0000", "hej hopp", "-" * 300):
        await alva.send(f"/receipt {wrong}")
        said.append((alva.text, alva.screen.buttons))
    assert said == [(said[0][0], {"Jag behöver hjälp nu": "m:help"})] * 4
    assert said[0][0].startswith(UNKNOWN)


async def test_without_a_code_it_says_how(alva: Person) -> None:
    await alva.send("/receipt")
    assert alva.text.startswith("Skriv /receipt och din kod")


async def test_after_five_wrong_codes_it_says_when_to_try_again_and_the_answers_stay(
    house: House, alva: Person, emma: Person
) -> None:
    code = await walks.submit(alva)
    for _ in range(5):
        await emma.send("/receipt 0000-0000-0000-0000")
        assert emma.text.startswith(UNKNOWN)
    for wrong_or_right in ("0000-0000-0000-0000", code):
        await emma.send(f"/receipt {wrong_or_right}")
        assert "Försök igen om en timme" in emma.text
        assert list(emma.screen.buttons) == ["Jag behöver hjälp nu"]
    await emma.press(f"r:{code}")
    await emma.press(f"c:{code}")
    assert "Försök igen om en timme" in emma.text
    assert house.count("responses") == 1
    house.clock.forward(hours=1)
    await emma.send(f"/receipt {code}")
    assert emma.text.startswith("Svar som skickades in")


async def test_answers_are_changed_as_in_the_survey_and_the_code_still_holds(house: House, alva: Person) -> None:
    code = await walks.submit(alva)
    [before] = house.rows("SELECT * FROM responses")
    await alva.send(f"/receipt {code}")
    await alva.tap("Ändra")
    assert "Du ändrar svar som redan är inskickade." in alva.text
    assert "Inget är inskickat" not in alva.text
    await alva.tap("Ändra svar 3")
    await alva.tap("Mycket tryggt")
    assert house.answers()["safe_evening"][1] == ["very_safe"]
    await alva.tap("Skicka in mina svar")
    assert "Din kvittokod gäller som förut." in alva.text
    assert code not in alva.text
    assert house.rows("SELECT * FROM responses") == [before]
    assert [house.count("sessions"), house.count("participations")] == [0, 1]
    await alva.send(f"/receipt {code}")
    assert "\nMycket tryggt\n" in alva.text


async def test_a_change_left_alone_is_cut_after_an_hour(house: House, alva: Person) -> None:
    code = await walks.submit(alva)
    await alva.press(f"c:{code}")
    await alva.tap("Ändra svar 3")
    card = alva.screen
    await alva.tap("Mycket tryggt")
    house.clock.forward(minutes=61)
    await house.app.services.upkeep.cut_old_links()
    assert house.count("sessions") == 0
    assert house.answers()["safe_evening"][1] == ["very_safe"]
    await alva.press(card.data("Skicka in mina svar"), card)
    assert house.rows("SELECT status FROM responses") == [{"status": "submitted"}]


async def test_with_other_answers_open_it_says_so_and_loses_nothing(house: House, alva: Person, emma: Person) -> None:
    code = await walks.submit(alva)
    await walks.to_places(emma)
    await emma.press(f"c:{code}")
    assert emma.text.startswith("Du har andra svar öppna.")
    await emma.send("/survey")
    assert "Var känner du dig otrygg ibland?" in emma.text


async def test_a_wrong_code_to_change_is_as_unknown_as_any(alva: Person) -> None:
    await alva.send("/start")
    await alva.press("c:0000-0000-0000-0000")
    assert alva.text.startswith(UNKNOWN)


async def test_in_the_middle_of_a_change_everything_may_be_forgotten_but_what_was_sent(
    house: House, alva: Person
) -> None:
    code = await walks.submit(alva)
    await alva.press(f"c:{code}")
    await alva.send("/mydata")
    assert "en koppling till svar som är inskickade" in alva.text
    await alva.tap("Glöm mig")
    await alva.tap("Ja, glöm mig")
    assert [house.count(table) for table in ("chats", "sessions", "responses")] == [0, 0, 1]
    await alva.send(f"/receipt {code}")
    assert "\n16–19 år\n" in alva.text


async def test_erasing_in_the_middle_of_a_change_ends_it(house: House, alva: Person) -> None:
    code = await walks.submit(alva)
    await alva.press(f"c:{code}")
    card = alva.screen
    await alva.press(f"r:{code}")
    assert alva.text == "Svaren är borttagna."
    await alva.press(card.data("Skicka in mina svar"), card)
    assert [house.count(table) for table in ("sessions", "responses", "answers")] == [0, 0, 0]
