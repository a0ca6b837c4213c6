"""Bringing the tables to this version's form, in one transaction: all of it or nothing, on both databases."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, create_engine, event, text
from sqlalchemy.pool import NullPool

from storage.address import read_address
from storage.driver_errors import in_our_words
from storage.engine import connect_sqlite, postgres_engine
from storage.errors import DatabaseUnreachable, StorageBroken
from storage.folder import prepare_file

Result = TypeVar("Result")

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7231500117)")
"""Replicas that start together migrate one after the other. The number is ours and means nothing."""


async def migrate(url: str) -> None:
    """Bring the database at that URL to the newest form, or leave it as it was.

    Raises:
        StorageError: it was not changed.
    """
    await run_on(url, lambda connection: command.upgrade(alembic_config(connection), "head"))


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings: our migrations, inside the transaction that is open on that connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    return config


async def run_on(url: str, change: Callable[[Connection], Result]) -> Result:
    """Run a change of the tables in one transaction that nobody else shares.

    Raises:
        StorageError: it was not changed.
    """
    address = read_address(url)
    with in_our_words():
        if isinstance(address, Path):
            return await asyncio.to_thread(_run_on_sqlite, address, change)
        return await _run_on_postgres(address, change)


def _run_on_sqlite(path: Path, change: Callable[[Connection], Result]) -> Result:
    prepare_file(path)
    engine = create_engine("sqlite://", creator=lambda: connect_sqlite(path), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        # A table that is made anew must not take what refers to it along; so the references are checked at the end.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            result = change(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StorageBroken
    return result


async def _run_on_postgres(url: URL, change: Callable[[Connection], Result]) -> Result:
    # Each statement sees what was committed before it: a replica that waited for another sees that one's tables.
    engine = postgres_engine(url).execution_options(isolation_level="READ COMMITTED")
    try:
        async with engine.begin() as connection:
            await connection.execute(_ONE_AT_A_TIME)
            return await connection.run_sync(change)
    except OSError:
        raise DatabaseUnreachable from None
    finally:
        await engine.dispose()
