"""Nothing can be stored, so updates wait at Telegram. Who asks for help is shown it all the same."""

import asyncio
from typing import Any

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import BROKEN


def wrote(person: Person, text: str, number: int = 1) -> dict[str, Any]:
    return {"update_id": number, "message": {**person._message(), "text": text}}


def pressed(person: Person, data: str) -> dict[str, Any]:
    message = {"message_id": 1, "date": 1, "chat": person._chat()}
    return {
        "update_id": 1,
        "callback_query": {"id": "1", "from": person._user(), "chat_instance": "1", "data": data, "message": message},
    }


@pytest.mark.parametrize("text", ["jag vill inte leva längre", "hjälp", "/help", "/help@Lofteskollen_bot"])
async def test_help_comes_once_however_often_the_words_come_again(house: House, alva: Person, text: str) -> None:
    for _ in range(3):
        await house.app.intake.unstored([wrote(alva, text)])
    assert len(alva.screens) == 1
    assert "112" in alva.text
    assert house.count("inbox") == house.count("chats") == 0


async def test_help_comes_once_where_the_words_are_pushed_again_while_it_is_on_its_way(
    house: House, alva: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_request = type(house.telegram).make_request

    async def slowly(*given: Any, **named: Any) -> Any:
        await asyncio.sleep(0)
        return await make_request(*given, **named)

    monkeypatch.setattr(type(house.telegram), "make_request", slowly)
    words = wrote(alva, "hjälp")
    await asyncio.gather(*(house.app.intake.unstored([words]) for _ in range(3)))
    assert len(alva.screens) == 1


async def test_the_help_button_works_too(house: House, alva: Person) -> None:
    await house.app.intake.unstored([pressed(alva, "m:help")])
    assert "116 111" in alva.text


async def test_it_is_in_the_language_of_the_persons_telegram(house: House) -> None:
    oksana = Person(house, 7_100_200_302, "uk")
    await house.app.intake.unstored([wrote(oksana, "/help")])
    assert "116 111" in oksana.text
    assert "öppet nu" not in oksana.text


async def test_ordinary_words_wait(house: House, alva: Person) -> None:
    await house.app.intake.unstored([wrote(alva, "Mer ljus, tack"), pressed(alva, "m:survey"), {"update_id": 3}])
    assert alva.screens == []


async def test_help_that_did_not_go_out_is_tried_again(house: House, alva: Person) -> None:
    house.telegram.refuse("sendMessage", BROKEN)
    for _ in range(2):
        await house.app.intake.unstored([wrote(alva, "hjälp")])
    assert len(alva.screens) == 1
