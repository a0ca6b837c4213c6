"""What arrived and is not done: raw, encrypted, and forgotten once handled."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Case, bindparam, case, delete, func, or_, select, update

from people.inbox import HeldUpdate, StoredUpdate
from storage.seal import Seal
from storage.statements import Statements
from storage.tables import inbox
from storage.upsert import insert_if_new

_NEW, _DONE, _DEAD = "new", "done", "dead"

_THIS = inbox.c.id == bindparam("update")
_STORE = insert_if_new(inbox).returning(inbox.c.id)
_WAITING = (
    select(inbox.c.id, inbox.c.lane, inbox.c.raw, inbox.c.tries)
    .where(inbox.c.state == _NEW)
    .order_by(inbox.c.received, inbox.c.id)
)
_ONE_WAITING = select(inbox.c.id, inbox.c.lane, inbox.c.raw, inbox.c.tries).where(_THIS, inbox.c.state == _NEW)
_IS_OPEN = select(inbox.c.id).where(_THIS, inbox.c.state == _NEW)
_FINISH = update(inbox).where(_THIS).values(state=_DONE, raw=None, lane=None)
_KEPT = or_(inbox.c.state == _NEW, inbox.c.state == _DEAD)
_OF = (
    select(inbox.c.id, inbox.c.state, inbox.c.tries, inbox.c.received, inbox.c.raw)
    .where(_KEPT, inbox.c.lane == bindparam("of"))
    .order_by(inbox.c.received, inbox.c.id)
)
_FORGET_LANE = update(inbox).where(_KEPT, inbox.c.lane == bindparam("of")).values(state=_DONE, raw=None, lane=None)
_STATE_AFTER: Case[str] = case((bindparam("dead"), _DEAD), else_=_NEW)
_FAILED = update(inbox).where(_THIS, inbox.c.state == _NEW).values(state=_STATE_AFTER, tries=inbox.c.tries + 1)
_COUNTS = select(inbox.c.state, func.count()).where(_KEPT).group_by(inbox.c.state)
_PURGE = delete(inbox).where(
    or_(
        (inbox.c.state == _DONE) & (inbox.c.received < bindparam("done_before")),
        (inbox.c.state == _DEAD) & (inbox.c.received < bindparam("dead_before")),
    )
)


class StoredInbox:
    """`people.inbox.UpdateStore`. Whose update it was is forgotten with its content."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def store(self, updates: Sequence[StoredUpdate], now: datetime, /) -> Sequence[int]:
        """Keep the updates that are new, content encrypted; returns their ids."""
        rows = [
            {
                "id": update.id,
                "lane": update.lane,
                "raw": self._seal.close(update.raw),
                "state": _NEW,
                "tries": update.tries,
                "received": now,
            }
            for update in updates
        ]
        return sorted(row[0] for row in self._statements.all_each(_STORE, rows))

    def waiting(self) -> Sequence[StoredUpdate]:
        """Updates not yet done, in the order they came."""
        rows = self._statements.all(_WAITING)
        return [StoredUpdate(number, lane, self._seal.open(raw), tries) for number, lane, raw, tries in rows]

    def these(self, updates: Sequence[int], /) -> Sequence[StoredUpdate]:
        """Those of them that are not yet done, in that order."""
        rows = [row for update in updates if (row := self._statements.first(_ONE_WAITING, update=update))]
        return [StoredUpdate(number, lane, self._seal.open(raw), tries) for number, lane, raw, tries in rows]

    def is_open(self, update: int, /) -> bool:
        """Whether the update is still to be done."""
        return self._statements.first(_IS_OPEN, update=update) is not None

    def finish(self, update: int, /) -> None:
        """Forget the update's content and remember its id."""
        self._statements.run(_FINISH, update=update)

    def finish_all(self, updates: Sequence[int], /) -> None:
        """The same for several."""
        self._statements.run_each(_FINISH, [{"update": update} for update in updates])

    def of(self, lane: str, /) -> Sequence[HeldUpdate]:
        """The updates of that lane whose content is kept: those not done and those put aside."""
        rows = self._statements.all(_OF, of=lane)
        return [HeldUpdate(number, state, tries, at, self._seal.open(raw)) for number, state, tries, at, raw in rows]

    def forget_lane(self, lane: str, /) -> int:
        """Forget content and sender of every update of that lane, done or not. Returns how many had any."""
        return self._statements.run(_FORGET_LANE, of=lane)

    def failed(self, update: int, /, *, dead: bool) -> None:
        """Count a failed try; a dead update is put aside with its content and never tried again."""
        self._statements.run(_FAILED, update=update, dead=dead)

    def purge(self, done_before: datetime, dead_before: datetime, /) -> int:
        """Forget the ids of updates done, and all of the dead ones, that came before then. Returns how many."""
        return self._statements.run(_PURGE, done_before=done_before, dead_before=dead_before)

    def counts(self) -> dict[str, int]:
        """How many updates wait to be handled, and how many were put aside."""
        found = {state: int(number) for state, number in self._statements.all(_COUNTS)}
        return {"waiting": found.get(_NEW, 0), "quarantined": found.get(_DEAD, 0)}
