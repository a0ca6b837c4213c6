import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


@pytest.mark.parametrize(
    ("telegram_says", "first_words"),
    [("sv", "Hej!"), ("en", "Hi!"), ("en-GB", "Hi!"), ("tlh", "Hej!"), (None, "Hej!")],
)
async def test_everybody_is_welcomed_in_the_nearest_language_we_speak(
    house: House, telegram_says: str | None, first_words: str
) -> None:
    person = Person(house, language=telegram_says)
    await person.send("/start")
    assert person.text.startswith(first_words)


async def test_looking_at_the_welcome_leaves_nothing_behind(house: House, alva: Person) -> None:
    await alva.send("/start")
    assert house.count("chats") == 0


async def test_the_welcome_says_that_nobody_reads_along_and_leads_everywhere(alva: Person) -> None:
    await alva.send("/start")
    assert "ring 112" in alva.text
    assert list(alva.screen.buttons) == [
        "Svara på frågorna",
        "Vad har de lovat?",
        "Följ löftet",
        "Språk / Language",
        "Vad sparas om mig?",
        "Jag behöver hjälp nu",
    ]


async def test_bots_are_not_answered(house: House) -> None:
    robot = {"id": 7, "is_bot": True, "first_name": "R2"}
    private = {"id": 7, "type": "private"}
    await house.arrive(message={"message_id": 1, "date": 1, "chat": private, "from": robot, "text": "/start"})
    assert house.telegram.calls == []


async def test_the_welcome_says_what_the_first_button_agrees_to_and_how_to_take_it_back(alva: Person) -> None:
    await alva.send("/start")
    assert "säger du ja till att vi sparar dina svar" in alva.text
    assert "skriv ”glöm mig”" in alva.text
