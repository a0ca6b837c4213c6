"""Moments the process remembers over a restart."""

from datetime import datetime

from sqlalchemy import bindparam, select

from storage.statements import Statements
from storage.tables import marks
from storage.upsert import insert_or_replace

_GET = select(marks.c.moment).where(marks.c.name == bindparam("mark"))
_SET = insert_or_replace(marks)


class StoredMarks:
    """`people.inbox.Marks`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def get(self, name: str, /) -> datetime | None:
        """The moment, or None."""
        row = self._statements.first(_GET, mark=name)
        return row[0] if row else None

    def set(self, name: str, moment: datetime, /) -> None:
        """Remember it."""
        self._statements.run(_SET, name=name, moment=moment)
