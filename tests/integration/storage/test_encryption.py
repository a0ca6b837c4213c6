"""What somebody finds who has the database's files and not the key."""

import sqlite3
from pathlib import Path

import pytest
from cryptography.fernet import MultiFernet
from sqlalchemy import Column, select

from people.inbox import StoredUpdate
from people.keys import KeyRing
from storage.database import Database, open_database
from storage.errors import UnreadableValue
from storage.tables import metadata
from storage.unit_of_work import UnitOfWork
from survey.session import Answer
from tests.integration.conftest import SECRET
from tests.integration.storage.examples import ANNA, NOW, message, response, save_people

CANARY = "kanariefågel"
SEALED = {"chats": "chat", "answers": "text", "inbox": "raw", "outbox": "letter", "rounds": "key"}


def store_canaries(work: UnitOfWork) -> None:
    save_people(work)
    work.responses.add(response("r1"))
    work.responses.put_answer(response("r1").id, "why", Answer(text=CANARY, language="sv"))
    work.inbox.store([StoredUpdate(1, "lane", CANARY.encode())], NOW)
    work.outbox.add([message(CANARY.upper())])
    work.participations.round_key("2026", CANARY.encode())


def values(path: Path, column: Column[bytes]) -> list[bytes]:
    """What lies in a column, read without us."""
    second = sqlite3.connect(path)
    rows = second.execute(str(select(column))).fetchall()
    second.close()
    return [row[0] for row in rows]


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


async def test_no_chat_no_word_and_no_raw_update_can_be_read_in_the_files(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(store_canaries)
    on_disk = bytes_on_disk(sqlite_file)

    assert ANNA.key.encode() in on_disk
    assert CANARY.encode() not in on_disk
    assert str(abs(ANNA.chat)).encode() not in on_disk
    assert ANNA.chat.to_bytes(8, "big", signed=True) not in on_disk
    assert b"Sluta" not in on_disk


async def test_every_sealed_column_is_a_token_that_tells_no_moment(
    sqlite: Database, sqlite_file: Path, cipher: MultiFernet
) -> None:
    await sqlite.write(store_canaries)
    tokens = [
        token for table, column in SEALED.items() for token in values(sqlite_file, metadata.tables[table].c[column])
    ]

    assert len(tokens) == 6
    assert all(cipher.decrypt(token) for token in tokens)
    assert {cipher.extract_timestamp(token) for token in tokens} == {0}


async def test_what_is_deleted_is_overwritten(sqlite: Database, sqlite_file: Path) -> None:
    def answer(work: UnitOfWork) -> None:
        work.responses.add(response("r1", language="xx-canary"))

    await sqlite.write(answer)
    before = bytes_on_disk(sqlite_file)
    await sqlite.write(lambda work: work.responses.remove(response("r1").id))
    await sqlite.forget_deleted()

    assert b"xx-canary" in before
    assert b"xx-canary" not in bytes_on_disk(sqlite_file)


async def test_a_handled_update_leaves_neither_content_nor_person_behind(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(lambda work: work.inbox.store([StoredUpdate(1, "lane-of-anna", b"{}")], NOW))
    await sqlite.write(lambda work: work.inbox.finish(1))
    await sqlite.forget_deleted()

    assert b"lane-of-anna" not in bytes_on_disk(sqlite_file)


async def test_a_sent_message_forgets_its_words(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(store_canaries)
    [claimed] = await sqlite.write(lambda work: work.outbox.claim(NOW, NOW, 1))
    await sqlite.write(lambda work: work.outbox.mark_sent(claimed.id, NOW))

    second = sqlite3.connect(sqlite_file)
    assert second.execute("SELECT letter, state FROM outbox").fetchall() == [(None, "sent")]
    second.close()


async def test_a_rotated_key_reads_what_the_earlier_one_wrote(database: Database, database_url: str) -> None:
    await database.write(store_canaries)
    rotated = await open_database(database_url, KeyRing("the next secret, just as long as it", SECRET).cipher)
    found = await rotated.read(lambda work: work.people.find(ANNA.key))
    await rotated.close()

    assert found == ANNA


async def test_a_wrong_key_is_said_clearly(database: Database, database_url: str) -> None:
    await database.write(store_canaries)
    stranger = await open_database(database_url, KeyRing("a secret of somebody else entirely").cipher)
    with pytest.raises(UnreadableValue):
        await stranger.read(lambda work: work.people.find(ANNA.key))
    await stranger.close()
