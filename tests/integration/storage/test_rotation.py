"""A new secret: the old one reads nothing any more, and nobody notices."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, LargeBinary, text

from bot.commands.keys import lane_of
from delivery.message import NewMessage
from digests.ports import Subscription
from people.inbox import StoredUpdate
from people.keys import RECEIPTS, KeyRing, guard_mark
from people.person import ChatId, Person
from storage import rotation
from storage.database import Database, open_database
from storage.errors import SchemaOutdated, StillRunning, UnreadableValue, WrongSecret
from storage.migrate import run_on
from storage.rotation import chat_references, rotate, sealed_columns
from storage.secret_check import check_key
from storage.tables import metadata
from storage.unit_of_work import UnitOfWork
from survey.session import Answer
from tests.integration.conftest import SECRET
from tests.integration.storage.examples import NOW, TODAY, message, response, session

OLD = KeyRing(SECRET)
NEXT = "the next secret, just as long as the first"
BOTH, NEW = KeyRing(NEXT, SECRET), KeyRing(NEXT)
LATER = NOW + timedelta(minutes=1)
ALVA = 7_100_200_300
MANY = 40


def person(number: int, keys: KeyRing) -> Person:
    return Person(keys.person(number), ChatId(number), "sv")


def update_of(number: int, update: int, keys: KeyRing) -> StoredUpdate:
    raw = {"update_id": update, "message": {"from": {"id": number}, "text": "hej"}}
    return StoredUpdate(update, keys.person(number), json.dumps(raw).encode())


def follows(keys: KeyRing) -> Subscription:
    return Subscription(keys.person(ALVA), ("lights",), 0, 17, 0, TODAY)


def waiting(keys: KeyRing) -> NewMessage:
    key = keys.person(ALVA)
    return replace(message(f"followers:2026-W48:{key}:1"), person=key)


def live(work: UnitOfWork) -> None:
    """Alva is in everything; many others are known, and a stranger has just written."""
    for number in (ALVA, *range(1, MANY)):
        work.people.save(person(number, OLD))
    work.responses.add(response("r1"))
    work.responses.put_answer(response("r1").id, "why", Answer(text="mer ljus", language="sv"))
    work.sessions.save(replace(session(person(ALVA, OLD)), remind_at=LATER))
    work.subscriptions.save(follows(OLD))
    work.outbox.add([waiting(OLD)])
    work.inbox.store([update_of(ALVA, 1, OLD), update_of(999_999, 2, OLD), StoredUpdate(3, "", b"{}")], NOW)
    key = work.participations.round_key("2026", b"r" * 32)
    work.participations.claim("2026", guard_mark(key, ChatId(ALVA)))
    work.keys.key(RECEIPTS, b"receipts")


@pytest.fixture
async def lived_in(database: Database, database_url: str) -> str:
    await database.write(live)
    await check_key(database, b"c" * 32)
    return database_url


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rotation, "PAGE", 7)
    return iter(())


def everything(work: UnitOfWork, keys: KeyRing) -> Sequence[object]:
    alva = keys.person(ALVA)
    return (
        [work.people.find(keys.person(number)) for number in (ALVA, *range(1, MANY))],
        work.sessions.find(alva),
        work.subscriptions.find(alva),
        work.outbox.of(alva),
        [(each.id, each.lane, each.raw) for each in work.inbox.waiting()],
        work.responses.answers(response("r1").id),
        work.participations.find_round_key("2026"),
        work.keys.find_key(RECEIPTS),
    )


def as_it_should_be(keys: KeyRing) -> Sequence[object]:
    alva = keys.person(ALVA)
    [held] = [each.dedupe for each in (waiting(keys),)]
    return (
        [person(number, keys) for number in (ALVA, *range(1, MANY))],
        replace(session(person(ALVA, keys)), remind_at=LATER),
        follows(keys),
        held,
        [
            (1, alva, update_of(ALVA, 1, keys).raw),
            (2, keys.person(999_999), update_of(999_999, 2, keys).raw),
            (3, "", b"{}"),
        ],
        {"why": Answer(text="mer ljus", language="sv")},
        b"r" * 32,
        b"receipts",
    )


async def read_with(url: str, keys: KeyRing) -> Sequence[object]:
    database = await open_database(url, keys.cipher)
    try:
        await check_key(database, b"d" * 32)
        found = list(await database.read(lambda work: everything(work, keys)))
    finally:
        await database.close()
    found[3] = found[3][0].dedupe  # type: ignore[index]  # the messages
    return tuple(found)


async def test_after_a_rotation_everything_is_there_under_the_new_secret(lived_in: str, small_pages: None) -> None:
    assert await read_with(lived_in, OLD) == as_it_should_be(OLD)
    await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    assert await read_with(lived_in, NEW) == as_it_should_be(NEW)


async def test_the_old_secret_reads_nothing_afterwards(lived_in: str) -> None:
    sealed = await run_on(lived_in, ciphertexts)
    rotated = await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    anew = await run_on(lived_in, ciphertexts)
    assert rotated == len(sealed) == len(anew) > MANY
    assert not set(sealed) & set(anew)
    for token in anew:
        assert NEW.cipher.decrypt(token)
        assert NEW.cipher.extract_timestamp(token) == 0
    stranger = await open_database(lived_in, OLD.cipher)
    with pytest.raises(WrongSecret):
        await check_key(stranger, b"d" * 32)
    with pytest.raises(UnreadableValue):
        await stranger.read(lambda work: work.people.find(NEW.person(ALVA)))
    assert await stranger.read(lambda work: work.people.find(OLD.person(ALVA))) is None
    await stranger.close()


def ciphertexts(connection: Connection) -> list[bytes]:
    """Every value that is sealed, found by what it looks like and not by what the rotation believes."""
    found = []
    for table in metadata.sorted_tables:
        for row in connection.execute(text(f"SELECT * FROM {table.name}")):
            found += [bytes(value) for value in row if isinstance(value, (bytes, memoryview))]
    assert all(value.startswith(b"gAAAA") for value in found)
    return found


def values(connection: Connection) -> list[str]:
    tables = [connection.execute(text(f"SELECT * FROM {table.name}")) for table in metadata.sorted_tables]
    return [str(value) for rows in tables for row in rows for value in row]


async def test_nothing_names_the_chat_by_its_old_key(lived_in: str) -> None:
    before = await run_on(lived_in, values)
    await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    after = await run_on(lived_in, values)
    former = [OLD.person(number) for number in (ALVA, 999_999, *range(1, MANY))]
    assert all(any(key in value for value in before) for key in former)
    assert not [key for key in former for value in after if key in value]


class KilledError(Exception):
    """The process was killed here."""


@pytest.mark.parametrize("renamed", [0, 1, MANY - 1])
async def test_a_rotation_that_is_cut_short_leaves_everything_as_it_was(
    lived_in: str, monkeypatch: pytest.MonkeyPatch, renamed: int
) -> None:
    whole, left = rotation._rename, iter(range(renamed))

    def rename(connection: Connection, former: str, key: str) -> None:
        if next(left, None) is None:
            raise KilledError
        whole(connection, former, key)

    with monkeypatch.context() as patched:
        patched.setattr(rotation, "_rename", rename)
        with pytest.raises(KilledError):
            await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    assert await read_with(lived_in, OLD) == as_it_should_be(OLD)
    await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    assert await read_with(lived_in, NEW) == as_it_should_be(NEW)


async def test_rotating_twice_is_no_trouble(lived_in: str) -> None:
    for _ in range(2):
        await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    assert await read_with(lived_in, NEW) == as_it_should_be(NEW)


async def test_with_neither_secret_nothing_is_changed(lived_in: str) -> None:
    strangers = KeyRing("a secret of somebody else entirely", "and yet another one of the same kind")
    with pytest.raises(UnreadableValue):
        await rotate(lived_in, strangers, lane_of(strangers), NOW)
    assert await read_with(lived_in, OLD) == as_it_should_be(OLD)


async def test_a_running_bot_keeps_its_secret(lived_in: str, database: Database) -> None:
    await database.write(lambda work: work.leases.take("getUpdates", "the one", NOW, LATER))
    with pytest.raises(StillRunning, match="stop it"):
        await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    assert await read_with(lived_in, OLD) == as_it_should_be(OLD)
    await rotate(lived_in, BOTH, lane_of(BOTH), LATER)


async def test_nobody_can_answer_twice_and_receipts_go_on_being_found(lived_in: str, database: Database) -> None:
    await rotate(lived_in, BOTH, lane_of(BOTH), NOW)
    rotated = await open_database(lived_in, NEW.cipher)

    def answer_again(work: UnitOfWork) -> bool:
        key = work.participations.round_key("2026", b"x" * 32)
        return work.participations.claim("2026", guard_mark(key, ChatId(ALVA)))

    assert not await rotated.write(answer_again)
    assert await rotated.write(lambda work: work.keys.key(RECEIPTS, b"other")) == b"receipts"
    await rotated.close()


async def test_an_empty_database_and_one_without_tables(sqlite_url: str, tmp_path: Path) -> None:
    assert await rotate(sqlite_url, BOTH, lane_of(BOTH), NOW) == 0
    with pytest.raises(SchemaOutdated):
        await rotate(f"sqlite+aiosqlite:///{tmp_path}/nothing.db", BOTH, lane_of(BOTH), NOW)


def test_every_column_of_bytes_is_sealed_and_so_is_sealed_anew() -> None:
    in_tables = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) or isinstance(getattr(column.type, "impl", None), LargeBinary)
    }
    assert {(table.name, column.name) for table, column in sealed_columns()} == in_tables
    assert {column.table.name for column in chat_references()} == {
        *("sessions", "subscriptions", "outbox"),
        *("staff", "invitations", "drafts", "watched_issues", "morning_choices", "dialogue_guests", "kiosks"),
        "sent_files",
    }


async def test_the_old_ciphertexts_are_gone_from_the_file_too(sqlite_url: str, sqlite_file: Path) -> None:
    old = await open_database(sqlite_url, OLD.cipher)
    await old.write(live)
    await old.close()
    with closing(sqlite3.connect(sqlite_file)) as connection:
        sealed = [row[0] for row in connection.execute("SELECT chat FROM chats UNION ALL SELECT text FROM answers")]
    await rotate(sqlite_url, BOTH, lane_of(BOTH), NOW)
    new = await open_database(sqlite_url, NEW.cipher)
    await new.forget_deleted()
    await new.close()
    left = b"".join(path.read_bytes() for path in sqlite_file.parent.glob(f"{sqlite_file.name}*"))
    assert len(sealed) == MANY + 1
    assert not [token for token in sealed if token in left]
