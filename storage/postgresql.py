"""PostgreSQL: several processes may share it, so a write may meet another's and be run again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.driver_errors import CONFLICTS, in_our_words, sql_state
from storage.engine import postgres_engine
from storage.errors import DatabaseUnreachable, StorageClosed
from storage.schema import require_newest, revision
from storage.seal import Seal
from storage.statements import CoreStatements
from storage.unit_of_work import UnitOfWork

_TRIES = 30
"""How often a write that lost against another one is run in all; one of those that meet always wins."""
_PAUSE = 0.005
_LONGEST_PAUSE = 0.1

Result = TypeVar("Result")


class PostgresDatabase:
    """`storage.database.Database` on a server."""

    def __init__(self, engine: AsyncEngine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal
        self._closed = False

    async def write(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        """Run `work` as one transaction, again where another's came in between."""
        with in_our_words():
            for tried in range(1, _TRIES):
                try:
                    return await self._write_once(work)
                except DBAPIError as error:
                    if sql_state(error) not in CONFLICTS:
                        raise
                await asyncio.sleep(min(tried * _PAUSE, _LONGEST_PAUSE))
            return await self._write_once(work)

    async def read(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        """Run `work` on one consistent picture, in which it cannot write."""
        with in_our_words():
            async with self._connection() as connection:
                await connection.execution_options(postgresql_readonly=True)
                return await connection.run_sync(self._unit(work, writing=False))

    async def forget_deleted(self) -> None:
        """Leave it to the server: autovacuum and the log's own turnover overwrite what was deleted."""

    async def close(self) -> None:
        """Let go of every connection."""
        self._closed = True
        await self._engine.dispose()

    async def revision(self) -> str | None:
        """Which migration the server's tables are at; None where there are none."""
        with in_our_words():
            async with self._connection() as connection:
                return await connection.run_sync(revision)

    async def _write_once(self, work: Callable[[UnitOfWork], Result]) -> Result:
        async with self._connection() as connection, connection.begin():
            return await connection.run_sync(self._unit(work, writing=True))

    def _unit(self, work: Callable[[UnitOfWork], Result], *, writing: bool) -> Callable[[Connection], Result]:
        return lambda connection: work(UnitOfWork(CoreStatements(connection), self._seal, writing=writing))

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        if self._closed:
            raise StorageClosed
        try:
            connection = await self._engine.connect()
        except OSError:
            raise DatabaseUnreachable from None
        try:
            yield connection
        finally:
            await asyncio.shield(connection.close())


async def open_postgres(url: URL, seal: Seal) -> PostgresDatabase:
    """Open a pool of connections to the server.

    Raises:
        StorageError: it cannot be reached, or its tables are not those of this version.
    """
    database = PostgresDatabase(postgres_engine(url), seal)
    try:
        require_newest(await database.revision())
    except BaseException:
        await database.close()
        raise
    return database
