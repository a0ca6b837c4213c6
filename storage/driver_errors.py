"""What the drivers raise, in our words and without theirs: a driver's message repeats SQL and values."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import DatabaseUnreachable, StorageBroken, StorageBusy, StorageError, StorageFull

_SQLITE: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: StorageBusy,
    sqlite3.SQLITE_LOCKED: StorageBusy,
    sqlite3.SQLITE_FULL: StorageFull,
    sqlite3.SQLITE_IOERR: StorageBroken,
    sqlite3.SQLITE_CORRUPT: StorageBroken,
    sqlite3.SQLITE_NOTADB: StorageBroken,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnreachable,
    sqlite3.SQLITE_PERM: DatabaseUnreachable,
    sqlite3.SQLITE_READONLY: DatabaseUnreachable,
}
_PRIMARY = 0xFF
"""SQLite's extended codes keep the primary one in their lowest byte (sqlite.org/rescode.html)."""

# Codes and classes: postgresql.org/docs/current/errcodes-appendix.html
CONFLICTS = frozenset({"40001", "40P01"})
_POSTGRES: dict[str, type[StorageError]] = {
    "40001": StorageBusy,
    "40P01": StorageBusy,
    "55P03": StorageBusy,
    "53100": StorageFull,
    "58030": StorageBroken,
    "XX001": StorageBroken,
    "XX002": StorageBroken,
}
_POSTGRES_CLASSES: dict[str, type[StorageError]] = {
    "08": DatabaseUnreachable,
    "28": DatabaseUnreachable,
    "3D": DatabaseUnreachable,
    "53": DatabaseUnreachable,
    "57": DatabaseUnreachable,
}


def storage_error(error: BaseException) -> StorageError | None:
    """Our error for a driver's; None where it is not a driver's."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        error = error.orig
    if isinstance(error, sqlite3.Error):
        return _from_sqlite(error)
    if isinstance(error, DBAPIError):
        return _from_postgres(error)
    if isinstance(error, StatementError):
        return StorageError(type(error.orig).__name__)
    return StorageBusy() if isinstance(error, PoolTimeout) else None


@contextmanager
def in_our_words() -> Iterator[None]:
    """Let a driver's error out as one of ours."""
    try:
        yield
    except (sqlite3.Error, StatementError, PoolTimeout) as error:
        raise storage_error(error) or StorageError from None


def sql_state(error: DBAPIError) -> str:
    """PostgreSQL's five characters for what happened, or nothing."""
    return str(getattr(error.orig, "sqlstate", None) or "")


def _from_sqlite(error: sqlite3.Error) -> StorageError:
    code = getattr(error, "sqlite_errorcode", 0)
    return _SQLITE.get(code & _PRIMARY, StorageError)(getattr(error, "sqlite_errorname", ""))


def _from_postgres(error: DBAPIError) -> StorageError:
    state = sql_state(error)
    if error.connection_invalidated and not state:
        return DatabaseUnreachable()
    kind = _POSTGRES.get(state) or _POSTGRES_CLASSES.get(state[:2], StorageError)
    return kind(state)
