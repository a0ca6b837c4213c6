from dataclasses import replace

import pytest

from people.organisation import Organisation
from promises.drafting import Draft, Step
from promises.promise import Status
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


@pytest.mark.parametrize("words", ["/follow", "/start follow"])
async def test_following_begins_at_once_and_says_when_the_next_digest_comes(
    house: House, alva: Person, words: str
) -> None:
    await alva.send(words)
    assert "ett brev måndag klockan 17:00" in alva.text
    [row] = house.rows("SELECT weekday, hour, minute, since FROM subscriptions")
    assert row == {"weekday": 0, "hour": 17, "minute": 0, "since": "2026-11-23"}


async def test_another_deep_link_is_a_welcome(house: House, alva: Person) -> None:
    await alva.send("/start affisch")
    assert alva.text.startswith("Hej!")
    assert house.count("subscriptions") == 0


async def test_following_twice_is_following_once(house: House, alva: Person) -> None:
    await alva.send("/follow")
    house.clock.forward(days=3)
    await alva.send("/follow")
    assert house.rows("SELECT since FROM subscriptions") == [{"since": "2026-11-23"}]


@pytest.mark.parametrize("way", ["/stop", "m:stop", "d:stop"])
async def test_following_ends_by_command_by_button_and_under_a_digest(house: House, alva: Person, way: str) -> None:
    await alva.send("/follow")
    await (alva.send(way) if way.startswith("/") else alva.press(way))
    assert alva.text.startswith("Du följer inte längre löftet")
    assert house.count("subscriptions") == 0
    await alva.send("/stop")
    assert alva.text.startswith("Du följer inte löftet just nu")


async def test_stopping_from_a_digest_leaves_the_survey_alone(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.press("d:stop")
    assert house.count("sessions") == 1
    await alva.send("/survey")
    assert "Var känner du dig otrygg" in alva.text


async def test_the_promise_is_shown_with_its_commitments_and_the_latest_word(house: House, alva: Person) -> None:
    draft = Draft(
        step=Step.PREVIEW, commitment="dialogue", status=Status.IN_PROGRESS, text="Två möten hållna <nu>", language="sv"
    )
    service = replace(house.app.services.promises, signatures_needed=1)
    await service.record(draft, Organisation.POLICE)
    house.clock.forward(minutes=1)
    await alva.send("/promises")
    page = "\n".join(screen.text for screen in alva.screens)
    for commitment in house.app.services.content.promise.commitments:
        assert commitment.title["sv"] in page
    assert "Två möten hållna <nu>" in page
    assert "Pågår" in page
    assert "För få svar för att visas." in page


async def test_looking_at_the_promise_loses_no_place_in_the_survey(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    for words in ("/promises", "/help", "/privacy", "/mydata", "/start"):
        await alva.send(words)
    await alva.send("/survey")
    assert "Var känner du dig otrygg" in alva.text
    assert len(house.answers()) == 3


async def test_the_receipt_screen_leads_on_to_following(house: House, alva: Person) -> None:
    await walks.submit(alva)
    await alva.tap("Följ löftet")
    assert house.count("subscriptions") == 1
    assert walks.receipt(alva.screens[-2].text)
