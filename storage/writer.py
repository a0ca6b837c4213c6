"""SQLite's one writer: a thread that commits together whatever waits now.

Nobody waits for company: a lone unit is committed at once, and those that arrive meanwhile share the next commit.
"""

import asyncio
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from storage.errors import StorageClosed, StorageError
from storage.native import NativeStatements
from storage.outcome import Done, Failed, Outcome, attempt, failed
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork

MOST_TOGETHER = 64
"""Units in one commit, so that nobody waits long behind others."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A unit of work and who waits for it."""

    work: Callable[[UnitOfWork], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


class Writer:
    """Runs units of work in its own thread, on a connection that is its alone."""

    def __init__(self, connection: sqlite3.Connection, seal: Seal) -> None:
        self._connection = connection
        self._unit_of_work = UnitOfWork(NativeStatements(connection), seal, writing=True)
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    async def write(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """Run the unit and wait until it is durable. A caller that is cancelled leaves nothing locked.

        Raises:
            StorageError: nothing of it was kept.
        """
        if self._closed:
            raise StorageClosed
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._queue.put(_Waiting(work, loop, future))
        return await future

    async def close(self) -> None:
        """Finish everything that waits, then close the connection."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        open_for_more = True
        while open_for_more:
            batch, open_for_more = self._take()
            if batch:
                _answer(batch, self._commit(batch))
        self._connection.close()

    def _take(self) -> tuple[list[_Waiting], bool]:
        """Wait for a unit, then take those that wait behind it; False once no more will come."""
        batch: list[_Waiting] = []
        waiting = self._queue.get()
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == MOST_TOGETHER:
                return batch, True
            try:
                waiting = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _commit(self, batch: list[_Waiting]) -> list[Outcome]:
        """Run the batch as one transaction. One that cannot begin or end fails for all."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            run = self._run_alone if len(batch) == 1 else self._run_beside
            outcomes = [run(waiting) for waiting in batch]
            # Where SQLite has undone everything by itself (the disk is full), this fails, and so it should.
            if self._connection.in_transaction or any(isinstance(outcome, Done) for outcome in outcomes):
                self._connection.execute("COMMIT")
        except (sqlite3.Error, StorageError) as error:
            self._roll_back()
            return [failed(error)] * len(batch)
        return outcomes

    def _run_alone(self, waiting: _Waiting) -> Outcome:
        outcome = attempt(waiting.work, self._unit_of_work)
        if isinstance(outcome, Failed):
            self._roll_back()
        return outcome

    def _run_beside(self, waiting: _Waiting) -> Outcome:
        """Run one of several: what it did is undone alone if it fails."""
        self._connection.execute("SAVEPOINT unit")
        outcome = attempt(waiting.work, self._unit_of_work)
        if isinstance(outcome, Failed):
            if isinstance(outcome.error, StorageError) and not self._connection.in_transaction:
                raise outcome.error
            self._connection.execute("ROLLBACK TO unit")
        self._connection.execute("RELEASE unit")
        return outcome

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _answer(batch: list[_Waiting], outcomes: list[Outcome]) -> None:
    """Tell everybody who waits, waking each event loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Outcome]]] = defaultdict(list)
    for waiting, outcome in zip(batch, outcomes, strict=True):
        by_loop[waiting.loop].append((waiting.future, outcome))
    for loop, answers in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, answers)


def _settle(answers: list[tuple[asyncio.Future[Any], Outcome]]) -> None:
    for future, outcome in answers:
        if future.done():
            continue
        if isinstance(outcome, Failed):
            future.set_exception(outcome.error)
        else:
            future.set_result(outcome.result)
