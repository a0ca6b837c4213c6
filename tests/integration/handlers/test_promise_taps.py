"""The promise as a picture, and each commitment's history, as somebody in a chat meets them."""

import re
from dataclasses import replace

import pytest

from people.organisation import Organisation
from promises.drafting import Draft, Step
from promises.promise import Status
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import BLOCKED, Shown

PNG = b"\x89PNG\r\n\x1a\n"


async def publish(house: House, text: str = "Två möten hållna") -> None:
    draft = Draft(step=Step.PREVIEW, commitment="dialogue", status=Status.IN_PROGRESS, text=text, language="sv")
    await replace(house.app.services.promises, signatures_needed=1).record(draft, Organisation.POLICE)
    house.clock.forward(minutes=1)


async def test_the_promise_comes_as_a_picture_for_who_asks_and_is_uploaded_once(house: House, alva: Person) -> None:
    await publish(house)
    emil = Person(house, id=alva.id + 1)
    for person in (alva, emil, alva):
        await person.send("/promises")
        await person.tap("Visa som bild")
        assert person.screen.picture.startswith(PNG)
        assert "/promises" in person.text
    assert len(house.telegram.uploads) == 1
    assert house.count("pictures") == 1
    await publish(house, "Tre möten hållna")
    await alva.press("d:picture")
    assert len(house.telegram.uploads) == 1  # the picture does not hold the words, and the day is the same


async def test_each_language_has_a_picture_of_its_own(house: House, alva: Person) -> None:
    emma = Person(house, id=alva.id + 1, language="ar")
    for person in (alva, emma):
        await person.press("d:picture", Shown(1, "", {}))
    assert len({person.screen.picture for person in (alva, emma)}) == 2


async def test_what_telegram_has_forgotten_is_uploaded_again(house: House, alva: Person) -> None:
    await alva.send("/promises")
    await alva.tap("Visa som bild")
    house.telegram.uploads.clear()
    await alva.press("d:picture")
    assert alva.screen.picture.startswith(PNG)
    assert len(house.telegram.uploads) == 1
    [row] = house.rows("SELECT file FROM pictures")
    assert row == {"file": "file 1"}


async def test_a_picture_that_telegram_will_not_take_comes_as_words(house: House, alva: Person) -> None:
    await alva.send("/promises")
    house.telegram.refuse("sendPhoto", (400, "Bad Request: not enough rights to send photos to the chat"))
    await alva.tap("Visa som bild")
    assert not alva.screen.picture
    assert "/promises" in alva.text


async def test_who_has_blocked_the_bot_meanwhile_is_not_written_to_again(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await alva.send("/promises")
    house.telegram.refuse("sendPhoto", BLOCKED)
    await alva.tap("Visa som bild")
    assert house.rows("SELECT reachable FROM chats") == [{"reachable": 0}]


async def test_the_history_is_behind_a_button(house: House, alva: Person) -> None:
    await publish(house, "Två möten <nu>")
    await alva.send("/promises")
    [label] = [label for label in alva.screen.buttons if label.startswith("Historik")]
    await alva.tap(label)
    assert alva.text.startswith("Historik")
    assert "Två möten <nu>" in alva.text
    assert house.telegram.rested


@pytest.mark.parametrize("data", ["d:history:", "d:history:nothing", "d:history:" + "ö" * 20])
async def test_the_history_of_what_is_no_commitment_is_one_kind_sentence(house: House, alva: Person, data: str) -> None:
    await alva.send("/promises")
    screens = len(alva.screens)
    await alva.press(data)
    assert re.search("gäller inte längre", alva.on_top)
    assert len(alva.screens) == screens
