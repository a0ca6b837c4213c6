"""What staff did: rows are added and never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from sqlalchemy import Integer, and_, bindparam, not_, select

from people.audit import NEWCOMER, AuditEntry, Deed
from storage.errors import StorageBroken
from storage.statements import Row, Statements
from storage.tables import audit
from storage.upsert import insert_if_new

_SELECT = select(audit.c.number, audit.c.moment, audit.c.actor, audit.c.deed, audit.c.subject, audit.c.seal)
_LAST = _SELECT.order_by(audit.c.number.desc()).limit(1)
_NEXT = _SELECT.where(audit.c.number > bindparam("after")).order_by(audit.c.number).limit(1)
_OF_STAFF = not_(and_(audit.c.actor == NEWCOMER, audit.c.deed == Deed.TURNED_AWAY.value))
_BACK = (
    _SELECT.where(audit.c.number <= bindparam("from_number"))
    .order_by(audit.c.number.desc())
    .limit(bindparam("most", type_=Integer))
)
_FORTH = (
    _SELECT.where(audit.c.number > bindparam("from_number"))
    .order_by(audit.c.number)
    .limit(bindparam("most", type_=Integer))
)
_BACK_OF_STAFF, _FORTH_OF_STAFF = _BACK.where(_OF_STAFF), _FORTH.where(_OF_STAFF)
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

    def newest(self, number: int, most: int, /, *, strangers: bool) -> Sequence[AuditEntry]:
        """The entry of that number and those before it, newest first, so many at the most."""
        back = _BACK if strangers else _BACK_OF_STAFF
        return [_entry(row) for row in self._statements.all(back, from_number=number, most=most)]

    def after(self, number: int, most: int, /, *, strangers: bool) -> Sequence[AuditEntry]:
        """Those after that number, oldest first, so many at the most."""
        forth = _FORTH if strangers else _FORTH_OF_STAFF
        return [_entry(row) for row in self._statements.all(forth, from_number=number, most=most)]


def _entry(row: Row) -> AuditEntry:
    number, moment, actor, deed, subject, seal = row
    return AuditEntry(int(number), moment, int(actor), deed, subject, seal)
