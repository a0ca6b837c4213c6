"""Wherever somebody is in the chat, help is one press away: in every language, under everything the bot shows."""

from collections.abc import Awaitable, Callable

import pytest

from handlers.callbacks import Menu, pack_language, pack_menu
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.shipped import CATALOGUES

HELP = pack_menu(Menu.HELP)
VOICE = {"file_id": "x", "file_unique_id": "x", "duration": 1}
LANGUAGES = CATALOGUES.languages

Way = Callable[[Person], Awaitable[None]]


def pressing(data: str) -> Way:
    async def way(person: Person) -> None:
        await person.press(data)

    return way


def writing(text: str) -> Way:
    async def way(person: Person) -> None:
        await person.send(text)

    return way


def choosing(*options: str) -> Way:
    """From the first question on, press these options."""

    async def way(person: Person) -> None:
        await person.send("/survey")
        for option in options:
            [data] = [data for data in person.screen.buttons.values() if data.endswith(f":{option}")]
            await person.press(data, person.screen)

    return way


to_area = choosing("age_16_19")


async def too_young(person: Person) -> None:
    await choosing("under_13")(person)


async def expired(person: Person) -> None:
    await to_area(person)
    person.house.clock.forward(days=4)
    await person.house.app.services.upkeep.cut_old_links()
    await person.send("/survey")


async def reminded(person: Person) -> None:
    await to_area(person)
    await person.press(pack_menu(Menu.PAUSE))
    await person.press(pack_menu(Menu.REMIND))


async def reminder_came(person: Person) -> None:
    await reminded(person)
    person.house.clock.forward(hours=25)
    assert await person.house.app.services.reminders.tick(person.house.clock())
    await person.house.deliver()


async def not_reminded(person: Person) -> None:
    await to_area(person)
    await person.press(pack_menu(Menu.PAUSE))
    await person.press(pack_menu(Menu.NO_REMINDER))


async def paused(person: Person) -> None:
    await to_area(person)
    await person.press(pack_menu(Menu.PAUSE))


async def own_data_of_a_stranger(person: Person) -> None:
    await person.press(pack_menu(Menu.FORGET_NOW))
    await person.send("/mydata")


async def own_data(person: Person) -> None:
    await to_area(person)
    await person.send("/mydata")


async def dropped(person: Person) -> None:
    await to_area(person)
    await person.press("o:drop")


async def voice(person: Person) -> None:
    await person.send_other(voice=VOICE)


async def edited(person: Person) -> None:
    await person.send_other(kind="edited_message", text="Jag menade något annat", edit_date=2)


async def place(person: Person) -> None:
    await person.send_other(location={"latitude": 60.6, "longitude": 16.8})


async def one_step_of_following(person: Person) -> None:
    await person.send("/follow")
    await person.press("f:often")


async def stopped(person: Person) -> None:
    await person.send("/follow")
    await person.send("/stop")


WAYS: dict[str, Way] = {
    **{
        command: writing(f"/{command}") for command in ("start", "survey", "promises", "language", "privacy", "receipt")
    },
    "an unknown command": writing("/nothing"),
    "a wrong receipt": writing("/receipt ABCD-EFGH-JKMN-PQRS"),
    "words out of nowhere": writing("hej hej"),
    "something hard": writing("Jag vill dö"),
    "a tip": writing("De säljer knark vid stationen just nu"),
    "about to be forgotten": pressing(pack_menu(Menu.FORGET)),
    "forgotten": pressing(pack_menu(Menu.FORGET_NOW)),
    "erasing by a wrong receipt": pressing("r:ABCD-EFGH-JKMN-PQRS"),
    "changing by a wrong receipt": pressing("c:ABCD-EFGH-JKMN-PQRS"),
    "the second question": to_area,
    "the third question": choosing("age_16_19", "vallhov"),
    "several options": choosing("age_16_19", "vallhov", "very_unsafe"),
    "too young": too_young,
    "paused": paused,
    "to be reminded": reminded,
    "the reminder": reminder_came,
    "not to be reminded": not_reminded,
    "expired": expired,
    "own data": own_data,
    "own data of a stranger": own_data_of_a_stranger,
    "an open survey dropped": dropped,
    "a voice message": voice,
    "an edited message": edited,
    "a place": place,
    "following": writing("/follow"),
    "how often": one_step_of_following,
    "following no more": stopped,
    "following nothing": writing("/stop"),
    "a commitment's history": pressing("d:history:dialogue"),
    "the promise as a picture": pressing("d:picture"),
    "what one notices": pressing("d:notices"),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_help_is_under_every_screen(house: House, language: str) -> None:
    words = house.app.services.content.catalogues.words(language)
    missing = {}
    for number, (name, way) in enumerate(WAYS.items()):
        person = Person(house, 7_000_000_000 + number, language.partition("_")[0])
        await person.send("/start")
        await person.press(pack_language(language))
        await way(person)
        labels = {data: label for label, data in person.screen.buttons.items()}
        if labels.get(HELP) != words("button.help"):
            missing[name] = person.text[:60]
    assert missing == {}


async def test_it_is_under_what_comes_after_sending(house: House, alva: Person) -> None:
    code = await walks.submit(alva)
    assert HELP in alva.screen.buttons.values()
    await alva.send("/survey")
    assert HELP in alva.screen.buttons.values()
    await alva.send(f"/receipt {code}")
    assert HELP in alva.screen.buttons.values()
    await alva.tap("Ändra")
    assert HELP in alva.screen.buttons.values()
    await alva.tap("Skicka in mina svar")
    assert HELP in alva.screen.buttons.values()
    await alva.press(f"r:{code}")
    assert HELP in alva.screen.buttons.values()
