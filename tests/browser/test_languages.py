"""The questions of Sandviken, played on a phone in every language against the real bot."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page

from tests.browser.player import PATIENCE, Player
from tests.browser.visitor import Visitor
from tests.intent import EVERY_KIND
from tests.respondent import SHIPPED
from tests.tongue import WORDS, Tongue
from tests.town import Town, open_town


@pytest.fixture(scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with open_town(tmp_path_factory.mktemp("languages")) as town:
        await town.start()
        yield town


@pytest.mark.parametrize("language", WORDS.languages)
async def test_all_questions_can_be_answered_on_a_phone_by_pressing_what_is_seen(
    page: Page, town: Town, language: str
) -> None:
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    visitor = Visitor(page, town.environment["BOT_API_URL"])
    await visitor.start_as(town.world.add_person(f"Ung {language}", language.partition("_")[0], "boende"))
    player = Player(visitor, Tongue(language, SHIPPED), own_words(language))
    await player.message.wait_for()
    if "_" in language:
        await player.choose_language()

    assert await player.play()
    assert player.faults == []
    assert (complaints, visitor.errors) == ([], [])
    assert player.screens > len(SHIPPED.questions)


def own_words(language: str) -> str:
    question = EVERY_KIND.question("order")
    assert question
    return " ".join(choice.label[language] for choice in question.choices[:2])
