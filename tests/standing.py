"""Everything that stands in a SQLite file, so that it can be told whether anything of it has changed."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Any

Rows = dict[str, list[tuple[Any, ...]]]

LEFT_OUT = frozenset({"inbox", "audit", "keys", "leases", "marks"})
"""What any update changes, or the process for itself: no business of anybody's."""


def everything(file: Path, without: Collection[str] = LEFT_OUT) -> Rows:
    """The rows of each table, in an order of their own."""
    with closing(sqlite3.connect(file, timeout=20)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = sorted(name for (name,) in named if not name.startswith("sqlite_") and name not in without)
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def changed(before: Rows, after: Rows) -> list[str]:
    """The tables in which a row was added, changed or removed."""
    return [table for table in before.keys() | after.keys() if before.get(table) != after.get(table)]
