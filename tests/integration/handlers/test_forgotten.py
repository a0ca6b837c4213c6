"""Somebody who sent more than was asked for, and wants to be forgotten: what can still be read afterwards."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.content import Content
from bot.log import set_up_logging
from delivery.message import Letter, NewMessage, Topic
from people.inbox import StoredUpdate
from storage.backup import back_up
from survey.export import write_csv, write_json
from tests.integration.handlers import walks
from tests.integration.handlers.house import House, open_house
from tests.integration.handlers.person import Person

NUMBER, CANARY = 7_345_678_912, "kanariefågel"
IN_NAMES = [
    f"{CANARY}{which}" for which in ("förnamn", "efternamn", "användarnamn", "språk", "bildtext", "filnummer", "brev")
]
IN_TEXT = f"{CANARY}fritext om stationen"
NAME, SURNAME, USERNAME, LANGUAGE, CAPTION, FILE, LETTER = IN_NAMES


@dataclass(slots=True)
class Talkative(Person):
    """Has a canary in everything Telegram sends along."""

    id: int = NUMBER

    def _user(self) -> dict[str, Any]:
        names = {"first_name": NAME, "last_name": SURNAME, "username": USERNAME, "language_code": f"sv-{LANGUAGE}"}
        return {"id": self.id, "is_bot": False, **names}

    async def send_photo(self) -> None:
        photo = {"file_id": FILE, "file_unique_id": FILE, "width": 1, "height": 1}
        await self.send_other(photo=[photo], caption=CAPTION)


Moment = Callable[[Talkative], Awaitable[object]]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything logged at DEBUG, by us and by every library."""
    root, stream = logging.getLogger(), io.StringIO()
    before = (root.handlers[:], root.level)
    levels = {
        name: each.level for name, each in logging.Logger.manager.loggerDict.items() if isinstance(each, logging.Logger)
    }
    root.handlers[:] = []
    monkeypatch.setattr("bot.log.sys.stderr", stream)
    set_up_logging("DEBUG", "text")
    structlog.configure(cache_logger_on_first_use=False)  # or the loggers would outlive this test
    yield stream
    root.handlers[:], root.level = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def house(content: Content, file: Path, lines: io.StringIO) -> AsyncIterator[House]:
    async with open_house(content, file) as opened:
        yield opened


@pytest.fixture
def talkative(house: House) -> Talkative:
    return Talkative(house)


async def nothing_yet(person: Talkative) -> None:
    await person.send("/start")


async def among_ticks(person: Talkative) -> None:
    await walks.to_places(person)
    await person.tap("På stan")


async def in_free_text(person: Talkative) -> None:
    await walks.to_places(person)
    await person.tap("Någon annanstans")
    await person.tap("Klar")
    await person.send(IN_TEXT)


async def on_the_review(person: Talkative) -> None:
    await walks.to_wish(person)
    await person.send(IN_TEXT)


async def receipt_lost_on_the_way(person: Talkative) -> None:
    await walks.to_review(person)
    person.house.telegram.refuse("editMessageText", (502, "Bad Gateway"))
    person.house.telegram.refuse("sendMessage", (502, "Bad Gateway"))
    await person.tap("Skicka in mina svar")


async def changing(person: Talkative) -> None:
    await person.press(f"c:{await walks.submit(person)}")


async def after_a_receipt(person: Talkative) -> None:
    await walks.submit(person)


async def erased_by_receipt(person: Talkative) -> None:
    await on_the_review(person)
    await person.tap("Skicka in mina svar")
    await person.press(f"r:{walks.receipt(person.text)}")


async def blocked(person: Talkative) -> None:
    await among_ticks(person)
    await person.block()


LEAVES_A_RESPONSE = (receipt_lost_on_the_way, changing, after_a_receipt)
MOMENTS: tuple[Moment, ...] = (
    *(nothing_yet, among_ticks, in_free_text, on_the_review, erased_by_receipt, blocked),
    *LEAVES_A_RESPONSE,
)


async def fill_every_corner(person: Talkative) -> None:
    """Follow, get letters, send what cannot be read, and write on while the bot is busy."""
    house, key = person.house, person.house.app.services.keys.person(person.id)
    await person.send("/follow")
    await person.send_photo()
    await person.send(f"/receipt {CANARY}")
    letters = [
        NewMessage(f"{at}", key, Topic.FOLLOWER_DIGEST, Letter(f"{LETTER} {at}"), house.clock()) for at in range(3)
    ]
    await house.app.services.database.write(lambda work: work.outbox.add(letters))
    await house.app.services.database.write(lambda work: work.outbox.claim(house.clock(), house.clock(), 1))
    await house.arrive(message={**person._message(), "text": IN_TEXT, "date": "no date"})
    waiting = {"update_id": 1, "message": {**person._message(), "text": IN_TEXT}}
    stored = StoredUpdate(1, key, json.dumps(waiting).encode())
    await house.app.services.database.write(lambda work: work.inbox.store([stored], house.clock()))


def secrets_of(house: House) -> list[bytes]:
    """What must be nowhere afterwards: canaries, numbers, the chat's key, and every ciphertext of this person."""
    key = house.app.services.keys.person(NUMBER)
    words = [*IN_NAMES, IN_TEXT, CANARY, str(NUMBER), key]
    forms = [
        form for word in words for form in (word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode())
    ]
    numbers = [NUMBER.to_bytes(8, order) for order in ("big", "little")]
    of_person = f"SELECT raw AS token FROM inbox WHERE lane = '{key}' UNION ALL SELECT letter FROM outbox"
    sealed = house.rows(f"{of_person} UNION ALL SELECT chat FROM chats")
    unfinished = house.rows(
        "SELECT text AS token FROM answers JOIN responses ON response = id WHERE responses.status = 'open'"
    )
    return [*forms, *numbers, *(row["token"] for row in [*sealed, *unfinished] if row["token"])]


async def exported(house: House) -> bytes:
    """Everything the staff can take out."""
    questionnaires = house.app.services.content.questionnaires
    files = io.StringIO(), io.StringIO()

    def write(work: Any) -> None:
        write_csv(files[0], questionnaires, work.responses.everything(None, None))
        write_json(files[1], questionnaires, work.responses.everything(None, None))

    await house.app.services.database.read(write)
    return "".join(each.getvalue() for each in files).encode()


async def backed_up(house: House) -> bytes:
    """What `lofteskollen backup` writes while the bot runs."""
    target = house.file.parent.parent / "copy.db"
    await back_up(f"sqlite+aiosqlite:///{house.file}", target)
    return await asyncio.to_thread(target.read_bytes)


@pytest.mark.parametrize("moment", MOMENTS)
async def test_whoever_is_forgotten_is_nowhere_to_be_read(
    house: House, talkative: Talkative, lines: io.StringIO, moment: Moment
) -> None:
    await moment(talkative)
    await fill_every_corner(talkative)
    secrets = secrets_of(house)
    assert len(secrets) > 30
    for before in (house.raw_bytes(), await backed_up(house)):
        assert sum(secret in before for secret in secrets) > 6
    await talkative.press("m:forget_now")
    assert talkative.text.startswith("Klart. Vi har glömt den här chatten.")
    await house.app.services.database.forget_deleted()
    left = {
        "the database": house.raw_bytes(),
        "a backup": await backed_up(house),
        "the log": lines.getvalue().encode(),
        "an export": await exported(house),
    }
    assert {place: [secret for secret in secrets if secret in content] for place, content in left.items()} == {
        place: [] for place in left
    }
    assert "an update failed" in lines.getvalue()


@pytest.mark.parametrize("moment", MOMENTS)
async def test_only_what_was_submitted_and_its_mark_stay(house: House, talkative: Talkative, moment: Moment) -> None:
    await moment(talkative)
    await fill_every_corner(talkative)
    await talkative.press("m:forget_now")
    for table in ("chats", "sessions", "subscriptions", "outbox"):
        assert house.count(table) == 0, table
    assert house.rows("SELECT DISTINCT state, raw, lane FROM inbox") == [{"state": "done", "raw": None, "lane": None}]
    stays = ["submitted"] if moment in LEAVES_A_RESPONSE else []
    assert [row["status"] for row in house.rows("SELECT status FROM responses")] == stays
    assert house.count("participations") == len(stays) or moment is erased_by_receipt


async def test_somebody_elses_data_stays(house: House, talkative: Talkative) -> None:
    other = Person(house)
    await walks.to_wish(other)
    await other.send("/follow")
    await in_free_text(talkative)
    await fill_every_corner(talkative)
    await talkative.press("m:forget_now")
    assert [house.count(table) for table in ("chats", "sessions", "subscriptions", "responses")] == [1, 1, 1, 1]
    await other.send("/survey")
    await other.send(walks.WISH)
    assert "Skicka in mina svar" in other.screen.buttons


async def test_what_was_written_before_is_not_handled_again_after_a_restart(house: House, talkative: Talkative) -> None:
    await fill_every_corner(talkative)
    await talkative.press("m:forget_now")
    assert await house.app.services.database.read(lambda work: work.inbox.waiting()) == []


async def test_whoever_comes_back_is_a_stranger(house: House, talkative: Talkative) -> None:
    await among_ticks(talkative)
    await talkative.press("m:forget_now")
    await walks.begin(talkative)
    assert "Hur gammal är du?" in talkative.text
