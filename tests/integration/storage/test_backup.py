"""A copy of the database, made while it is used and put back in its place."""

import asyncio
import os
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from cryptography.fernet import MultiFernet

from people.keys import KeyRing
from storage import backup, engine
from storage.backup import back_up, restore
from storage.database import Database, open_database
from storage.errors import (
    AlreadyThere,
    DatabaseUnreachable,
    ServerDatabase,
    StillRunning,
    StorageBroken,
    UnsafeFolder,
    UnusableCopy,
    WrongSecret,
)
from storage.migrate import run_on
from storage.schema import revision
from storage.secret_check import check_key
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, BO, response, save_people

POSTGRES = "postgresql+asyncpg://user:password@127.0.0.1:1/nothing"
HALF = 2


@pytest.fixture
async def running(sqlite_url: str, cipher: MultiFernet) -> AsyncIterator[Database]:
    """The bot has the database open."""
    database = await open_database(sqlite_url, cipher)
    await database.write(save_people)
    await check_key(database, bytes(32))
    yield database
    await database.close()


@pytest.fixture
async def copy(running: Database, sqlite_url: str, tmp_path: Path) -> Path:
    """A copy with Anna and Bo. Bo is forgotten afterwards, and the bot has stopped."""
    await back_up(sqlite_url, tmp_path / "copy.db")
    await running.write(lambda work: work.people.remove(BO.key))
    await running.close()
    return tmp_path / "copy.db"


async def known(url: str, cipher: MultiFernet) -> set[str]:
    database = await open_database(url, cipher)
    try:
        return await database.read(
            lambda work: {each.key for each in (ANNA, BO) if work.people.find(each.key) is not None}
        )
    finally:
        await database.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def content(file: Path) -> bytes:
    return file.read_bytes()


def opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file)


async def test_a_copy_holds_what_was_committed_and_is_one_file_for_its_owner_alone(
    running: Database, sqlite_url: str, tmp_path: Path, cipher: MultiFernet
) -> None:
    assert (tmp_path / "lofteskollen.db-wal").stat().st_size > 0
    before = os.umask(0)
    try:
        size = await back_up(sqlite_url, tmp_path / "copy.db")
    finally:
        os.umask(before)
    assert names(tmp_path) - {"lofteskollen.db", "lofteskollen.db-wal", "lofteskollen.db-shm"} == {"copy.db"}
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert (tmp_path / "copy.db").stat().st_size == size
    assert await known(f"sqlite+aiosqlite:///{tmp_path}/copy.db", cipher) == {ANNA.key, BO.key}


def answer_twice(number: int, work: UnitOfWork) -> None:
    for half in range(HALF):
        work.responses.add(response(f"{number}-{half}"))


async def test_a_copy_made_while_people_answer_is_whole(running: Database, sqlite_url: str, tmp_path: Path) -> None:
    stop = asyncio.Event()

    async def answer() -> None:
        number = 0
        while not stop.is_set():
            await running.write(partial(answer_twice, number))
            number += 1

    answering = asyncio.create_task(answer())
    for at in range(5):
        await back_up(sqlite_url, tmp_path / f"{at}.db")
    stop.set()
    await answering
    counts = []
    for at in range(5):
        with closing(opened(tmp_path / f"{at}.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            counts.append(connection.execute("SELECT count(*) FROM responses").fetchone()[0])
    assert counts == sorted(counts)
    assert counts[-1] > 0
    assert not [count for count in counts if count % HALF], "half a transaction"


async def test_what_was_deleted_is_not_in_a_copy(running: Database, sqlite_url: str, tmp_path: Path) -> None:
    await back_up(sqlite_url, tmp_path / "before.db")
    await running.write(lambda work: work.people.remove(BO.key))
    await back_up(sqlite_url, tmp_path / "after.db")
    assert BO.key.encode() in (tmp_path / "before.db").read_bytes()
    assert BO.key.encode() not in (tmp_path / "after.db").read_bytes()


async def test_a_new_copy_takes_the_place_of_an_older_one_only_when_it_is_whole(
    running: Database, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "copy.db"
    older.write_bytes(b"yesterday's")

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(backup, "_to_disk", fail)
        with pytest.raises(DatabaseUnreachable, match="No space left"):
            await back_up(sqlite_url, older)
    assert older.read_bytes() == b"yesterday's"
    assert ".copy.db.part" not in names(tmp_path)
    await back_up(sqlite_url, older)
    assert older.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("name", ["lofteskollen.db", "lofteskollen.db-wal", "link.db"])
async def test_a_copy_never_lands_on_the_database_itself(
    running: Database, sqlite_url: str, sqlite_file: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "link.db").symlink_to(sqlite_file)
    with pytest.raises(AlreadyThere):
        await back_up(sqlite_url, tmp_path / name)
    assert await running.read(lambda work: work.people.find(ANNA.key)) == ANNA


async def test_a_copy_that_cannot_be_made_is_said_in_one_sentence(
    running: Database, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "folder.db").mkdir()
    for target in ("none/copy.db", "folder.db", "lofteskollen.db/copy.db"):
        with pytest.raises(DatabaseUnreachable) as caught:
            await back_up(sqlite_url, tmp_path / target)
        assert "\n" not in str(caught.value)
    with pytest.raises(DatabaseUnreachable):
        await back_up(f"sqlite+aiosqlite:///{tmp_path}/nothing.db", tmp_path / "copy.db")
    assert not {"nothing.db", "copy.db"} & names(tmp_path)


async def test_a_damaged_database_gives_no_copy(sqlite_url: str, sqlite_file: Path, tmp_path: Path) -> None:
    damage(sqlite_file)
    with pytest.raises((UnusableCopy, StorageBroken)):
        await back_up(sqlite_url, tmp_path / "copy.db")
    assert names(tmp_path) == {"lofteskollen.db"}


def damage(file: Path) -> None:
    """Overwrite the pages after the first, where the tables are described."""
    content = bytearray(file.read_bytes())
    content[4096 * 3 :] = os.urandom(len(content) - 4096 * 3)
    file.write_bytes(content)


# Putting it back.


async def test_what_is_put_back_is_what_was_copied_and_the_copy_stays_as_it_was(
    copy: Path, sqlite_url: str, cipher: MultiFernet, tmp_path: Path
) -> None:
    before = content(copy)
    assert await known(sqlite_url, cipher) == {ANNA.key}
    await restore(sqlite_url, copy, cipher, replace=True)
    assert await known(sqlite_url, cipher) == {ANNA.key, BO.key}
    assert content(copy) == before
    assert names(tmp_path) == {"lofteskollen.db", "copy.db"}
    assert stat.S_IMODE((tmp_path / "lofteskollen.db").stat().st_mode) == 0o600


async def test_on_a_new_machine_the_folder_is_made_and_closed_to_others(
    copy: Path, cipher: MultiFernet, tmp_path: Path
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/data/town.db"
    await restore(url, copy, cipher, replace=False)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert await known(url, cipher) == {ANNA.key, BO.key}


async def test_a_database_that_is_there_is_not_replaced_unasked(
    copy: Path, sqlite_url: str, cipher: MultiFernet
) -> None:
    with pytest.raises(AlreadyThere, match="--force"):
        await restore(sqlite_url, copy, cipher, replace=False)
    assert await known(sqlite_url, cipher) == {ANNA.key}


async def test_a_database_that_is_open_is_not_replaced(
    running: Database, sqlite_url: str, cipher: MultiFernet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", engine._PRAGMAS | {"busy_timeout": "50"})
    await back_up(sqlite_url, tmp_path / "copy.db")
    with pytest.raises(StillRunning):
        await restore(sqlite_url, tmp_path / "copy.db", cipher, replace=True)
    await running.write(lambda work: work.people.remove(BO.key))
    assert await running.read(lambda work: work.people.find(ANNA.key)) == ANNA


async def test_the_log_of_a_crashed_database_is_not_taken_for_the_log_of_what_is_put_back(
    copy: Path, sqlite_url: str, sqlite_file: Path, cipher: MultiFernet, tmp_path: Path
) -> None:
    log = crash(sqlite_file, tmp_path)
    assert log.stat().st_size > 0
    await restore(sqlite_url, copy, cipher, replace=True)
    assert not log.exists()
    assert await known(sqlite_url, cipher) == {ANNA.key, BO.key}


def crash(file: Path, folder: Path) -> Path:
    """Leave the log of a process that was killed: what it had committed is in there only."""
    (folder / "aside").mkdir()
    with closing(opened(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("DELETE FROM chats")
        connection.commit()
        for path in file.parent.glob(f"{file.name}*"):
            shutil.copy(path, folder / "aside")
    for path in (folder / "aside").iterdir():
        shutil.copy(path, file.parent)
    shutil.rmtree(folder / "aside")
    return file.with_name(f"{file.name}-wal")


@pytest.fixture
def ruined(copy: Path, sqlite_file: Path) -> Path:
    sqlite_file.write_bytes(b"this is not a database" * 1000)
    return copy


async def test_a_damaged_database_can_be_replaced(ruined: Path, sqlite_url: str, cipher: MultiFernet) -> None:
    await restore(sqlite_url, ruined, cipher, replace=True)
    assert await known(sqlite_url, cipher) == {ANNA.key, BO.key}


async def test_a_copy_made_with_sqlites_own_tool_is_taken_with_its_log(
    copy: Path, sqlite_url: str, cipher: MultiFernet, tmp_path: Path
) -> None:
    crash(copy, tmp_path)
    await restore(sqlite_url, copy, cipher, replace=True)
    assert await known(sqlite_url, cipher) == set()


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "damaged", "cut", "foreign", "newer"])
async def test_what_is_no_copy_is_refused_and_the_database_stays(
    copy: Path, sqlite_url: str, cipher: MultiFernet, tmp_path: Path, kind: str
) -> None:
    broken = tmp_path / "broken.db"
    make_unusable(kind, copy, broken)
    with pytest.raises(UnusableCopy):
        await restore(sqlite_url, broken, cipher, replace=True)
    assert await known(sqlite_url, cipher) == {ANNA.key}
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


def make_unusable(kind: str, copy: Path, broken: Path) -> None:
    if kind == "folder":
        broken.mkdir()
    elif kind in {"empty", "text"}:
        broken.write_text({"empty": "", "text": "no database" * 1000}[kind])
    elif kind != "missing":
        shutil.copy(copy, broken)
    if kind == "damaged":
        damage(broken)
    elif kind == "cut":
        broken.write_bytes(broken.read_bytes()[:-20_000])
    elif kind in {"foreign", "newer"}:
        change = {"foreign": "DROP TABLE alembic_version", "newer": "UPDATE alembic_version SET version_num = '9999'"}
        with closing(opened(broken)) as connection, connection:
            connection.execute(change[kind])


async def test_a_copy_of_an_earlier_version_is_taken(copy: Path, sqlite_url: str, cipher: MultiFernet) -> None:
    with closing(opened(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.execute("DROP TABLE keys")
    await restore(sqlite_url, copy, cipher, replace=True)
    assert await run_on(sqlite_url, revision) == "0001"


async def test_a_copy_under_another_secret_is_refused_before_anything_is_lost(
    copy: Path, sqlite_url: str, cipher: MultiFernet
) -> None:
    with pytest.raises(WrongSecret):
        await restore(sqlite_url, copy, KeyRing("another secret, of enough characters").cipher, replace=True)
    assert await known(sqlite_url, cipher) == {ANNA.key}


async def test_the_database_is_no_copy_of_itself(
    sqlite_url: str, sqlite_file: Path, cipher: MultiFernet, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(sqlite_file)
    for file in (sqlite_file, tmp_path / "link.db"):
        with pytest.raises(AlreadyThere):
            await restore(sqlite_url, file, cipher, replace=True)


async def test_a_folder_open_to_others_takes_no_database(copy: Path, cipher: MultiFernet, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    with pytest.raises(UnsafeFolder):
        await restore(f"sqlite+aiosqlite:///{tmp_path}/shared/town.db", copy, cipher, replace=False)
    assert names(tmp_path / "shared") == set()


async def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    for attempt in (back_up(POSTGRES, tmp_path / "x"), restore(POSTGRES, tmp_path / "x", None, replace=True)):
        with pytest.raises(ServerDatabase, match="pg_dump") as caught:
            await attempt
        assert "password" not in str(caught.value)
