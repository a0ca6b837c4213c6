"""SQLite's readers: a few connections that cannot write, each in a thread of its own."""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from storage.engine import connect_sqlite
from storage.errors import StorageClosed
from storage.native import NativeStatements
from storage.outcome import Failed, Outcome, attempt, failed
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork

READERS = 3
"""So that a long export leaves somebody to read the next question."""

Result = TypeVar("Result")


class _Reader(aiosqlite.Connection):
    """Runs a whole unit of work as one call in its thread: not interrupted half way, nor mixed with another."""

    def __init__(self, path: Path, seal: Seal) -> None:
        super().__init__(partial(connect_sqlite, path, read_only=True), iter_chunk_size=1)
        self._seal = seal
        self._unit_of_work: UnitOfWork | None = None

    async def run(self, work: Callable[[UnitOfWork], Any]) -> Outcome:
        """What came of it."""
        outcome: Outcome = await self._execute(self._run, work)  # type: ignore[no-untyped-call]  # aiosqlite's
        return outcome

    def _run(self, work: Callable[[UnitOfWork], Any]) -> Outcome:
        connection = self._conn
        if self._unit_of_work is None:
            self._unit_of_work = UnitOfWork(NativeStatements(connection), self._seal, writing=False)
        try:
            connection.execute("BEGIN")
            outcome = attempt(work, self._unit_of_work)
            connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            return failed(error)
        return outcome


class Readers:
    """Lends its connections out one unit at a time."""

    def __init__(self) -> None:
        self._free: asyncio.LifoQueue[_Reader] = asyncio.LifoQueue()
        self._all: list[_Reader] = []
        self._closed = False

    async def open(self, path: Path, seal: Seal) -> None:
        """Open the connections."""
        for _ in range(READERS):
            reader = _Reader(path, seal)
            await reader
            self._all.append(reader)
            self._free.put_nowait(reader)

    async def read(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """Run the unit on one consistent picture.

        Raises:
            StorageError: it could not be read.
        """
        if self._closed:
            raise StorageClosed
        reader = await self._free.get()
        try:
            outcome = await reader.run(work)
        finally:
            self._free.put_nowait(reader)
        if isinstance(outcome, Failed):
            raise outcome.error
        result: Result = outcome.result
        return result

    async def close(self) -> None:
        """Close the connections, each after what it is doing."""
        self._closed = True
        for reader in self._all:
            await reader.close()
