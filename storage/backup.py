"""Copies of a SQLite database: one made while the bot runs, and one put back in its place."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from cryptography.fernet import MultiFernet

from storage.address import read_address
from storage.driver_errors import in_our_words
from storage.engine import connect_sqlite
from storage.errors import (
    AlreadyThere,
    DatabaseUnreachable,
    ServerDatabase,
    StillRunning,
    StorageBroken,
    StorageBusy,
    UnreadableValue,
    UnusableCopy,
    WrongSecret,
)
from storage.folder import prepare_file
from storage.schema import NEWEST, sqlite_revision
from storage.seal import Seal
from storage.secret_check import CANARY

_KEPT_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file. Beside another file than its own it would be taken for that one's."""


async def back_up(url: str, copy: Path) -> int:
    """Write what is committed now to one file, while others go on; returns its bytes.

    An older file of that name stays until the new one is whole and on the disk.

    Raises:
        ServerDatabase: the database is not a file.
        StorageError: there is no database, or the copy could not be made.
    """
    return await asyncio.to_thread(_back_up, _file(url), copy)


async def restore(url: str, copy: Path, cipher: MultiFernet | None, *, replace: bool) -> None:
    """Put a copy where the database is to be; `replace` says that one that is there may go.

    `cipher` has to read what is sealed in the copy; without one that is not tried.

    Raises:
        ServerDatabase: the database is not a file.
        AlreadyThere: there is a database, and it may not be replaced.
        UnusableCopy: the copy is damaged, or not one of ours.
        WrongSecret: it was written with another secret.
        StillRunning: somebody has the database open.
        StorageError: it could not be written.
    """
    await asyncio.to_thread(_restore, _file(url), copy, cipher, replace)


def _file(url: str) -> Path:
    address = read_address(url)
    if isinstance(address, Path):
        return address.resolve()
    raise ServerDatabase


def _back_up(database: Path, copy: Path) -> int:
    if not database.is_file():
        raise DatabaseUnreachable("there is no such file")
    if copy.resolve() in {database, *_beside(database)}:
        raise AlreadyThere("that file is the database itself")
    with _taking_the_place_of(copy) as fresh:
        with in_our_words(), closing(connect_sqlite(database)) as connection:
            connection.execute("VACUUM INTO ?", (str(fresh),))
        _require_sound(fresh, None)
        return fresh.stat().st_size


def _restore(database: Path, copy: Path, cipher: MultiFernet | None, replace: bool) -> None:
    if not copy.is_file():
        raise UnusableCopy("there is no such file")
    if copy.resolve() == database:
        raise AlreadyThere("that file is the database itself")
    if database.exists() and not replace:
        raise AlreadyThere("--force replaces it")
    prepare_file(_part(database))
    with _taking_the_place_of(database) as fresh:
        _write_anew(copy, fresh)
        _require_sound(fresh, cipher)
        _require_nobody_has(database)


def _write_anew(copy: Path, fresh: Path) -> None:
    """Read the copy without changing anything of it, not even by files beside it."""
    copy = copy.resolve()
    mode = "mode=ro" if any(beside.exists() for beside in _beside(copy)) else "immutable=1"
    source = sqlite3.connect(f"{copy.as_uri()}?{mode}", uri=True)
    try:
        with closing(source), closing(sqlite3.connect(fresh)) as target, in_our_words():
            source.backup(target)
    except StorageBroken:
        raise UnusableCopy("it is damaged, or no database") from None


def _require_sound(file: Path, cipher: MultiFernet | None) -> None:
    """Check every page, that the tables are ours, and the secret where there is one; everything is in the one file."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            revision = sqlite_revision(connection) if sound else None
            sealed = _sealed(connection) if cipher and revision else None
    except sqlite3.DatabaseError:
        raise UnusableCopy("it is damaged, or no database of ours") from None
    if revision is None or revision > NEWEST:
        raise UnusableCopy("it is no database of this version or an earlier one" if sound else "it is damaged")
    try:
        if cipher and sealed:
            Seal(cipher).open(sealed)
    except UnreadableValue:
        raise WrongSecret from None


def _sealed(connection: sqlite3.Connection) -> bytes | None:
    """What only has to be readable; None where this database has never been run, or is older than that."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'keys'").fetchone():
        return None
    row = connection.execute("SELECT key FROM keys WHERE name = ?", (CANARY,)).fetchone()
    return row[0] if row else None


def _require_nobody_has(database: Path) -> None:
    """Whoever has it open would go on writing to a file that no name leads to."""
    if not database.exists():
        return
    try:
        with in_our_words(), closing(connect_sqlite(database)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # is granted to the only one there
    except StorageBusy:
        raise StillRunning from None
    except StorageBroken:
        return  # it is what is to be replaced


@contextmanager
def _taking_the_place_of(path: Path) -> Iterator[Path]:
    """An empty file that only its owner can read. It gets the name when all that was written is on the disk."""
    fresh = _part(path)
    try:
        _remove(fresh)
        os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        yield fresh
        _to_disk(fresh)
        for beside in _beside(path):
            beside.unlink(missing_ok=True)
        fresh.replace(path)
        _to_disk(path.parent)
    except OSError as error:
        raise DatabaseUnreachable(f"{path}: {error.strerror}") from None
    finally:
        with suppress(OSError):
            _remove(fresh)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in _KEPT_BESIDE]


def _remove(fresh: Path) -> None:
    for each in (fresh, *_beside(fresh)):
        each.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until it is there even after a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
