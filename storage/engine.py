"""Connections, with everything that must be set on each of them."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import DriverMissing

WAIT_SECONDS = 5
"""How long a connection waits for what others hold."""

_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # a commit that returned survives a power cut
    "foreign_keys": "ON",
    "busy_timeout": str(WAIT_SECONDS * 1000),
    "secure_delete": "ON",  # what is deleted is overwritten, not only unlinked
    "trusted_schema": "OFF",
}


def connect_sqlite(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection without implicit transactions: whoever uses it says BEGIN and COMMIT."""
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for name, value in (_PRAGMAS | {"query_only": "ON"} if read_only else _PRAGMAS).items():
            connection.execute(f"PRAGMA {name} = {value}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def postgres_engine(url: URL) -> AsyncEngine:
    """An engine whose transactions see one picture of the database; a conflicting write is refused and run again.

    Raises:
        DriverMissing: asyncpg is not installed.
    """
    milliseconds = str(WAIT_SECONDS * 1000)
    settings = {"lock_timeout": milliseconds, "idle_in_transaction_session_timeout": milliseconds}
    try:
        return create_async_engine(
            url,
            isolation_level="REPEATABLE READ",
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=WAIT_SECONDS,
            connect_args={"server_settings": settings, "timeout": WAIT_SECONDS},
        )
    except ModuleNotFoundError:
        raise DriverMissing from None
