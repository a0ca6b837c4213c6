"""SQLite's writer: what waits now is committed together, and nobody pays for a neighbour."""

import asyncio
import sqlite3
from pathlib import Path
from threading import Event

import pytest

from storage.database import Database
from storage.errors import StorageBusy, StorageError, StorageFull
from storage.unit_of_work import UnitOfWork
from storage.writer import MOST_TOGETHER
from tests.integration.storage.examples import ANNA, NOW, message, save_people


@pytest.fixture
async def traced(sqlite: Database) -> list[str]:
    """Every statement the writer runs from now on."""
    await sqlite.write(save_people)
    statements: list[str] = []
    connection(sqlite).set_trace_callback(statements.append)
    return statements


def connection(database: Database) -> sqlite3.Connection:
    found: sqlite3.Connection = database._writer._connection  # type: ignore[attr-defined]  # SQLite's
    return found


def kept(path: Path) -> set[str]:
    """What another process sees."""
    with sqlite3.connect(path) as second:
        rows = second.execute("SELECT dedupe FROM outbox").fetchall()
    second.close()
    return {row[0] for row in rows}


class Gate:
    """Keeps the writer busy, so that others come to wait behind it."""

    def __init__(self, database: Database) -> None:
        self._open = Event()
        self._reached = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._held = asyncio.create_task(database.write(self._hold))

    async def reached(self) -> None:
        await self._reached.wait()

    async def leave(self) -> None:
        self._open.set()
        await self._held

    def _hold(self, _: UnitOfWork) -> None:
        self._loop.call_soon_threadsafe(self._reached.set)
        assert self._open.wait(timeout=10)


async def queue(database: Database, name: str) -> int:
    def add(work: UnitOfWork) -> int:
        added = work.outbox.add([message(name)])
        if name.startswith("bad"):
            raise ValueError(name)
        return added

    return await database.write(add)


async def behind_a_gate(database: Database, names: list[str]) -> list[int | BaseException]:
    gate = Gate(database)
    await gate.reached()
    waiting = [asyncio.create_task(queue(database, name)) for name in names]
    await asyncio.sleep(0)
    await gate.leave()
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_those_who_wait_share_one_commit(sqlite: Database, sqlite_file: Path, traced: list[str]) -> None:
    names = [str(number) for number in range(30)]

    assert await behind_a_gate(sqlite, names) == [1] * 30
    assert kept(sqlite_file) == set(names)
    assert traced.count("COMMIT") == 2


async def test_a_lone_write_waits_for_nobody_and_pays_no_savepoint(sqlite: Database, traced: list[str]) -> None:
    await queue(sqlite, "alone")

    assert traced[0] == "BEGIN IMMEDIATE"
    assert traced[-1] == "COMMIT"
    assert not [statement for statement in traced if statement.startswith("SAVEPOINT")]


async def test_many_are_committed_in_bounded_batches(sqlite: Database, traced: list[str]) -> None:
    assert await behind_a_gate(sqlite, [str(number) for number in range(2 * MOST_TOGETHER + 1)])
    assert traced.count("COMMIT") == 1 + 3


async def test_a_failing_unit_does_not_hurt_its_neighbours(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(save_people)

    good, bad, also_good = await behind_a_gate(sqlite, ["good", "bad", "also good"])

    assert (good, also_good) == (1, 1)
    assert isinstance(bad, ValueError)
    assert kept(sqlite_file) == {"good", "also good"}


async def test_a_caller_cancelled_while_waiting_holds_up_nobody(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(save_people)
    gate = Gate(sqlite)
    await gate.reached()
    waiting = [asyncio.create_task(queue(sqlite, str(number))) for number in range(3)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    await gate.leave()
    results = await asyncio.gather(*waiting, return_exceptions=True)

    assert results[0] == results[2] == 1
    assert isinstance(results[1], asyncio.CancelledError)
    assert {"0", "2"} <= kept(sqlite_file)


async def test_no_answer_comes_before_it_is_durable(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(save_people)
    for number in range(20):
        await queue(sqlite, str(number))
        assert str(number) in kept(sqlite_file)


async def test_a_commit_that_fails_fails_for_all_of_its_batch(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(save_people)
    connection(sqlite).execute("PRAGMA busy_timeout = 1")
    gate = Gate(sqlite)
    await gate.reached()
    waiting = [asyncio.create_task(queue(sqlite, str(number))) for number in range(3)]
    await asyncio.sleep(0)
    await gate.leave()
    await asyncio.gather(*waiting)
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = await asyncio.gather(*(queue(sqlite, f"{n}") for n in range(5, 8)), return_exceptions=True)
    other.execute("ROLLBACK")
    other.close()

    assert [type(each) for each in refused] == [StorageBusy] * 3
    assert kept(sqlite_file) == {"0", "1", "2"}
    assert await queue(sqlite, "afterwards") == 1


async def test_a_full_disk_is_said_clearly_and_writing_goes_on_once_there_is_room(
    sqlite: Database, sqlite_file: Path
) -> None:
    await sqlite.write(save_people)
    [pages] = connection(sqlite).execute("PRAGMA page_count").fetchone()
    connection(sqlite).execute(f"PRAGMA max_page_count = {pages}")

    def fill(work: UnitOfWork) -> None:
        work.outbox.add([message(f"much {number}") for number in range(2000)])

    with pytest.raises(StorageFull):
        await sqlite.write(fill)
    among_others = await asyncio.gather(*(sqlite.write(fill) for _ in range(3)), return_exceptions=True)
    connection(sqlite).execute("PRAGMA max_page_count = 1000000")

    assert [type(each) for each in among_others] == [StorageFull] * 3
    assert kept(sqlite_file) == set()
    assert await queue(sqlite, "room again") == 1


async def test_a_unit_that_ends_in_stop_iteration_still_answers_its_caller(sqlite: Database) -> None:
    empty = iter(())

    with pytest.raises(RuntimeError):
        await sqlite.write(lambda _: next(empty))
    with pytest.raises(RuntimeError):
        await sqlite.read(lambda _: next(empty))


async def test_closing_waits_for_those_who_wait(sqlite: Database, sqlite_file: Path) -> None:
    await sqlite.write(save_people)
    gate = Gate(sqlite)
    await gate.reached()
    waiting = [asyncio.create_task(queue(sqlite, str(number))) for number in range(5)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(sqlite.close())
    await gate.leave()
    await closing

    assert await asyncio.gather(*waiting) == [1] * 5
    assert len(kept(sqlite_file)) == 5


async def test_a_long_read_does_not_keep_a_write_waiting(sqlite: Database) -> None:
    await sqlite.write(save_people)
    reading, released = asyncio.Event(), Event()
    loop = asyncio.get_running_loop()

    def read_slowly(work: UnitOfWork) -> object:
        before = work.marks.get("polled")
        loop.call_soon_threadsafe(reading.set)
        assert released.wait(timeout=10)
        return before, work.marks.get("polled"), work.people.find(ANNA.key)

    slow = asyncio.create_task(sqlite.read(read_slowly))
    await reading.wait()
    await sqlite.write(lambda work: work.marks.set("polled", NOW))
    seen_meanwhile = await sqlite.read(lambda work: work.marks.get("polled"))
    released.set()

    assert seen_meanwhile == NOW
    assert await slow == (None, None, ANNA)


async def test_a_unit_that_hides_the_databases_refusal_is_not_told_that_it_was_kept(sqlite: Database) -> None:
    await sqlite.write(save_people)

    def hide(work: UnitOfWork) -> str:
        connection(sqlite).execute("ROLLBACK")
        return "kept"

    with pytest.raises(StorageError):
        await sqlite.write(hide)
    assert await queue(sqlite, "afterwards") == 1
