"""One file: one writer, a few readers."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from storage.driver_errors import in_our_words
from storage.engine import connect_sqlite
from storage.errors import StorageBusy
from storage.folder import prepare_file
from storage.readers import Readers
from storage.schema import require_newest, sqlite_revision
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

Result = TypeVar("Result")


class SqliteDatabase:
    """`storage.database.Database` in a file."""

    def __init__(self, path: Path, writer: Writer, readers: Readers) -> None:
        self._path = path
        self._writer = writer
        self._readers = readers

    async def write(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        """Run `work` as one transaction, committed together with those that wait beside it."""
        return await self._writer.write(work)

    async def read(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        """Run `work` on one consistent picture, in which it cannot write."""
        return await self._readers.read(work)

    async def forget_deleted(self) -> None:
        """Empty the write-ahead log, in which deleted rows can still be read.

        Raises:
            StorageBusy: somebody reads for too long; try again later.
        """
        await asyncio.to_thread(_empty_log, self._path)

    async def close(self) -> None:
        """Finish what waits, then let go of the file."""
        await self._readers.close()
        await self._writer.close()


async def open_sqlite(path: Path, seal: Seal) -> SqliteDatabase:
    """Open the file, making an empty one where there is none.

    Raises:
        StorageError: the folder is unsafe, the file is no database, or its tables are not those of this version.
    """
    connection = await asyncio.to_thread(_connect, path)
    readers = Readers()
    try:
        with in_our_words():
            await readers.open(path, seal)
    except BaseException:
        await readers.close()
        connection.close()
        raise
    return SqliteDatabase(path, Writer(connection, seal), readers)


def _connect(path: Path) -> sqlite3.Connection:
    prepare_file(path)
    with in_our_words():
        connection = connect_sqlite(path)
        try:
            require_newest(sqlite_revision(connection))
        except BaseException:
            connection.close()
            raise
    return connection


def _empty_log(path: Path) -> None:
    with in_our_words(), closing(connect_sqlite(path)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StorageBusy
