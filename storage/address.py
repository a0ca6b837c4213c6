"""Where the database is: DATABASE_URL, read and checked."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import UnknownDatabase

_SQLITE = "sqlite+aiosqlite"
_POSTGRES = "postgresql+asyncpg"


def read_address(url: str) -> Path | URL:
    """A SQLite file, or the URL of a PostgreSQL database.

    Raises:
        UnknownDatabase: it is neither.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise UnknownDatabase from None
    if address.drivername == _POSTGRES:
        return address
    if address.drivername == _SQLITE and address.database not in {None, "", ":memory:"} and not address.query:
        return Path(str(address.database))
    raise UnknownDatabase
