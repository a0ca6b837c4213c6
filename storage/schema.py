"""Which tables this version needs. Alembic is not imported here: a process that only runs does not migrate."""

import sqlite3

from sqlalchemy import Connection, inspect, text

from storage.errors import SchemaOutdated

NEWEST = "0009"
"""The newest migration's name."""

_QUERY = "SELECT version_num FROM alembic_version"


def sqlite_revision(connection: sqlite3.Connection) -> str | None:
    """The revision a SQLite file is at; None for an empty one."""
    found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone()
    row = connection.execute(_QUERY).fetchone() if found else None
    return str(row[0]) if row else None


def revision(connection: Connection) -> str | None:
    """The revision any other database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text(_QUERY)).first()
    return str(row[0]) if row else None


def require_newest(found: str | None) -> None:
    """Raise `SchemaOutdated` unless it is this version's."""
    if found != NEWEST:
        raise SchemaOutdated(f"found {found or 'no tables'}, needed {NEWEST}")
