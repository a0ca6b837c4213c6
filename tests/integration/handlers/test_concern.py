"""Somebody writes of something hard, or of what belongs to the police: help comes first, whatever else is broken."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content import Content
from digests.period import Daily, due
from digests.runs import next_run
from digests.staff_composing import StaffComposer
from people.concern.concerns import Concerns
from people.keys import KeyRing
from tests.integration.handlers import walks
from tests.integration.handlers.house import SECRET, House, open_house
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import BROKEN

HARD = "jag vill inte leva längre"
BEATEN = "pappa slår mig hemma varje kväll"
TIP = "det är Kalle Svensson på Storgatan som säljer knark"
KEEP, LEAVE = "Spara det jag skrev", "Gå vidare utan att spara"


def kept_texts(house: House) -> list[str | None]:
    return [text for _, _, text in house.answers().values() if text]


async def test_words_of_despair_are_met_with_people_to_call_and_are_not_kept(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send(HARD)
    assert "112" in alva.text
    assert "Bris: 116 111" in alva.text
    assert "90101" in alva.text
    assert "Ingen läser den här chatten direkt" in alva.text
    assert "inte sparat" in alva.text
    assert alva.screen.reply_to in alva.chat.written
    assert kept_texts(house) == []
    assert HARD.encode() not in house.raw_bytes()


async def test_the_words_become_the_answer_if_the_person_says_so(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send(HARD)
    await alva.tap(KEEP)
    assert house.answers()["wish"] == ("given", [], HARD)
    assert f"Det här sparade vi: {HARD}" in alva.text
    assert "Dina svar" in alva.text


async def test_going_on_without_saving_shows_the_same_question(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send(HARD)
    await alva.tap(LEAVE)
    assert "Vad skulle göra unga tryggare här?" in alva.text
    await alva.send("Mer ljus på vägen hem")
    assert kept_texts(house) == ["Mer ljus på vägen hem"]


async def test_words_that_are_no_longer_in_the_chat_cannot_be_kept(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send(HARD)
    alva.chat.written.clear()
    await alva.tap(KEEP)
    assert "finns inte kvar" in alva.on_top
    assert kept_texts(house) == []


@pytest.mark.parametrize("data", ["k:", "k:age", "k:wish", "k:nothing", "k:worry"])
async def test_a_made_up_keep_button_keeps_nothing(house: House, alva: Person, data: str) -> None:
    await walks.to_places(alva)
    await alva.send(HARD)
    await alva.press(data)
    assert alva.on_top
    assert kept_texts(house) == []


async def test_what_belongs_to_the_police_is_not_kept_and_cannot_be(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send(TIP)
    assert "ingen väg till polisen" in alva.text
    assert "114 14" in alva.text
    assert KEEP not in alva.screen.buttons
    await alva.press("k:wish")
    assert kept_texts(house) == []
    assert house.count("help_shown") == 1


async def test_help_comes_on_a_question_with_buttons_and_where_nothing_is_open(house: House, alva: Person) -> None:
    await alva.send(BEATEN)
    assert "116 111" in alva.text
    assert house.count("responses") == 0
    await walks.to_places(alva)
    await alva.send(BEATEN)
    assert "Kvinnofridslinjen" in alva.text
    assert KEEP not in alva.screen.buttons


async def test_help_comes_for_the_words_under_a_picture_and_for_changed_words(alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send_other(photo=[{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}], caption=HARD)
    assert "116 111" in alva.text
    await alva.send_other(kind="edited_message", text=BEATEN, edit_date=2)
    assert "socialjouren" in alva.text.casefold()


async def test_a_line_that_is_closed_says_so(house: House, alva: Person) -> None:
    await alva.send(BEATEN)  # Monday 13:00
    assert "stängt nu, öppet mån–tors 17:00–23:00" in alva.text
    house.clock.forward(hours=6)
    await alva.send(BEATEN)
    assert "026-10 02 25 (öppet nu)" in alva.text


async def test_the_reply_is_in_the_persons_language(house: House) -> None:
    yusuf = Person(house, 7_100_200_301, "ar")
    await yusuf.send("لا أريد أن أعيش")
    assert "116 111" in yusuf.text
    assert "chatten" not in yusuf.text


async def test_ordinary_answers_about_crime_are_answers(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("Mindre våld och färre som säljer droger")
    assert kept_texts(house) == ["Mindre våld och färre som säljer droger"]


# Whatever is broken, help comes.


async def test_help_comes_when_the_database_does_not_answer(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    house.database.fail_when(lambda _: True)
    house.database.reads_fail = True
    await alva.send(HARD)
    assert "116 111" in alva.text
    assert house.pauses == [], "nobody waited for the database"


async def test_the_help_screen_comes_when_the_database_does_not_answer(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    house.database.reads_fail = True
    for ask in (alva.send("/help"), alva.send("hjälp"), alva.tap("Jag behöver hjälp nu", alva.screen)):
        await ask
        assert "116 111" in alva.text
    assert house.pauses == []


async def test_help_comes_when_the_words_cannot_be_looked_at(
    house: House, alva: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await walks.to_wish(alva)

    def broken(_: Concerns, __: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(Concerns, "notice", broken)
    await alva.send("Mer ljus, tack")
    assert "116 111" in alva.text
    assert "Det du skrev är inte sparat" in alva.text
    assert kept_texts(house) == []


async def test_nothing_is_kept_unmasked_when_masking_fails_and_help_is_named(house: House, alva: Person) -> None:
    await walks.to_wish(alva)

    def broken(_: str) -> None:
        raise RuntimeError("broken")

    surveys = house.app.services.surveys
    object.__setattr__(surveys, "mask", broken)
    await alva.send("Ring mig på 070-123 45 67")
    assert "112" in alva.text
    assert kept_texts(house) == []
    await alva.send(HARD)
    assert "116 111" in alva.text


# What is told of it.


async def test_staff_learn_how_often_through_the_guard_and_nothing_else(house: House, alva: Person) -> None:
    services = house.app.services
    composer = StaffComposer(services.digests.content, services.settings.timezone, 5)
    at = due(Daily(7, 30), house.clock() + timedelta(days=1), services.settings.timezone).moment

    async def told() -> tuple[int | None, int | None]:
        digest = await services.database.write(
            lambda work: composer.digest(work, next_run(work, Daily(7, 30), at, services.settings.timezone), keep=False)
        )
        return digest.help_shown, digest.tips

    for _ in range(4):
        await alva.send(HARD)
    assert await told() == (None, None)
    await alva.send(BEATEN)
    assert await told() == (5, None)
    for _ in range(5):
        await alva.send(TIP)
    assert await told() == (5, 5)
    columns = {column for row in house.rows("SELECT * FROM help_shown") for column in row}
    assert columns == {"day", "category", "times"}


@pytest.fixture
async def watched(content: Content, file: Path) -> AsyncIterator[House]:
    """A house with somebody on duty."""
    async with open_house(content, file, duty_ids="7100200999") as opened:
        await opened.app.know_staff()
        yield opened


async def test_whoever_is_on_duty_is_told_that_and_never_who_or_what(watched: House) -> None:
    alva = Person(watched)
    await walks.to_wish(alva)
    await alva.send(HARD)
    await alva.send(BEATEN)
    await alva.send(TIP)
    await watched.deliver()
    duty = Person(watched, 7_100_200_999)
    assert [screen.text for screen in duty.screens] == [duty.text]
    assert "hjälpnummer" in duty.text
    assert HARD not in duty.text
    watched.clock.forward(minutes=15)
    await alva.send(HARD)
    await watched.deliver()
    assert len(duty.screens) == 2


async def test_what_was_noted_cannot_be_joined_to_the_person(house: House, alva: Person) -> None:
    await alva.send(HARD)
    key = KeyRing(SECRET).person(alva.id)
    with sqlite3.connect(house.file) as connection:
        found = [str(row) for row in connection.execute("SELECT * FROM help_shown")]
    assert found
    assert not any(key in row for row in found)


async def test_help_is_sent_again_when_the_network_fails(house: House, alva: Person) -> None:
    house.telegram.refuse("sendMessage", BROKEN, times=2)
    await alva.send(HARD)
    assert "116 111" in alva.text
    assert house.pauses == [0.3, 1.0]
