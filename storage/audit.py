"""What staff did: rows are added and never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, select

from people.audit import AuditEntry
from storage.errors import StorageBroken
from storage.statements import Row, Statements
from storage.tables import audit
from storage.upsert import insert_if_new

_SELECT = select(audit.c.number, audit.c.moment, audit.c.actor, audit.c.deed, audit.c.subject, audit.c.seal)
_LAST = _SELECT.order_by(audit.c.number.desc()).limit(1)
_NEXT = _SELECT.where(audit.c.number > bindparam("after")).order_by(audit.c.number).limit(1)
_BACK = (_SELECT.where(audit.c.number <= bindparam("from_number"), audit.c.number > bindparam("down_to"))).order_by(
    audit.c.number.desc()
)
_ADD = insert_if_new(audit)


class StoredAudit:
    """`people.ports.AuditTrail`. Of two writers that add the same number at once, one begins anew."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, entry: AuditEntry, /) -> None:
        """Keep the next entry; its number is one more than the last.

        Raises:
            StorageBroken: there is an entry of that number.
        """
        if self._statements.run(_ADD, **asdict(entry)) != 1:
            raise StorageBroken

    def last(self) -> AuditEntry | None:
        """The newest entry."""
        row = self._statements.first(_LAST)
        return _entry(row) if row else None

    def entries(self) -> Iterator[AuditEntry]:
        """All, by number. They are read one at a time, so that one that cannot be read is known by those before it."""
        after = 0
        while row := self._statements.first(_NEXT, after=after):
            entry = _entry(row)
            yield entry
            after = entry.number

    def newest(self, number: int, most: int, /) -> Sequence[AuditEntry]:
        """The entry of that number and those before it, newest first, so many at the most."""
        rows = self._statements.all(_BACK, from_number=number, down_to=number - most)
        return [_entry(row) for row in rows]


def _entry(row: Row) -> AuditEntry:
    number, moment, actor, deed, subject, seal = row
    return AuditEntry(int(number), moment, int(actor), deed, subject, seal)
