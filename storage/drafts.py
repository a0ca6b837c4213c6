"""What members of staff are in the middle of writing."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from people.held import HeldDraft
from people.person import PersonKey
from storage.seal import Seal
from storage.statements import Statements
from storage.tables import drafts
from storage.upsert import insert_or_replace

_THIS = drafts.c.person == bindparam("of")
_FIND = select(drafts.c.content, drafts.c.touched).where(_THIS)
_SAVE = insert_or_replace(drafts)
_REMOVE = delete(drafts).where(_THIS)
_PURGE = delete(drafts).where(drafts.c.touched < bindparam("before"))


class StoredDrafts:
    """`people.held.HeldDrafts`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def find(self, person: PersonKey, /) -> str | None:
        """What they had."""
        held = self.of(person)
        return held.content if held else None

    def of(self, person: PersonKey, /) -> HeldDraft | None:
        """The same, and when they last went on with it."""
        row = self._statements.first(_FIND, of=person)
        return HeldDraft(self._seal.open_text(row[0]), row[1]) if row else None

    def save(self, person: PersonKey, content: str, now: datetime, /) -> None:
        """Keep it, instead of what was there."""
        self._statements.run(_SAVE, person=person, content=self._seal.close_text(content), touched=now)

    def remove(self, person: PersonKey, /) -> bool:
        """Throw it away; False where there was none."""
        return self._statements.run(_REMOVE, of=person) == 1

    def purge(self, touched_before: datetime, /) -> int:
        """Throw away what nobody went on with since then. Returns how many."""
        return self._statements.run(_PURGE, before=touched_before)
