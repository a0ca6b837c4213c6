"""Who among several processes may do what only one may."""

from datetime import datetime

from sqlalchemy import bindparam, delete, or_
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Statements
from storage.tables import leases
from storage.types import UTCDateTime

_INSERT = insert(leases)
_TAKE = _INSERT.on_conflict_do_update(
    index_elements=[leases.c.name],
    set_={"holder": _INSERT.excluded.holder, "until": _INSERT.excluded.until},
    where=or_(leases.c.holder == _INSERT.excluded.holder, leases.c.until <= bindparam("now", type_=UTCDateTime)),
).returning(leases.c.name)
_RELEASE = delete(leases).where(leases.c.name == bindparam("lease"), leases.c.holder == bindparam("held_by"))


class StoredLeases:
    """`people.inbox.Leases`: one row a lease, taken and renewed by the same statement."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def take(self, name: str, holder: str, now: datetime, until: datetime, /) -> bool:
        """Take or renew the lease; False while another holder's has not run out."""
        return self._statements.first(_TAKE, name=name, holder=holder, until=until, now=now) is not None

    def release(self, name: str, holder: str, /) -> None:
        """Give it back, if it is held by this holder."""
        self._statements.run(_RELEASE, lease=name, held_by=holder)
