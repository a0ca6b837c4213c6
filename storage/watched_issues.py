"""Who watches what go out."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from delivery.ports import WatchedIssue
from people.person import PersonKey
from storage.statements import Statements
from storage.tables import watched_issues as table
from storage.upsert import insert_or_replace

_SAVE = insert_or_replace(table)
_ALL = select(table.c.issue, table.c.person, table.c.message).order_by(table.c.issue, table.c.person)
_REMOVE = delete(table).where(table.c.issue == bindparam("of"), table.c.person == bindparam("by"))


class StoredWatchedIssues:
    """`delivery.ports.WatchedIssues`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def save(self, watched: WatchedIssue, /) -> None:
        """Watch it in that message."""
        self._statements.run(_SAVE, issue=watched.issue, person=watched.person, message=watched.message)

    def all(self) -> Sequence[WatchedIssue]:
        """Everything that is watched."""
        return [
            WatchedIssue(issue, PersonKey(person), int(message))
            for issue, person, message in self._statements.all(_ALL)
        ]

    def remove(self, watched: WatchedIssue, /) -> None:
        """It has all gone out, or nobody looks any more."""
        self._statements.run(_REMOVE, of=watched.issue, by=watched.person)
