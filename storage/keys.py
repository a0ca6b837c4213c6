"""Random keys, sealed with the cipher whose own key lives outside the database."""

from sqlalchemy import bindparam, select

from storage.seal import Seal
from storage.statements import Statements
from storage.tables import keys
from storage.upsert import insert_if_new

_FIND = select(keys.c.key).where(keys.c.name == bindparam("of"))
_ADD = insert_if_new(keys)


class StoredKeys:
    """`people.ports.Keys`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def key(self, name: str, fresh: bytes, /) -> bytes:
        """The key of that name; `fresh` is kept as it where there is none yet."""
        known = self.find_key(name)
        if known is None:
            self._statements.run(_ADD, name=name, key=self._seal.close(fresh))
        return known or fresh

    def find_key(self, name: str, /) -> bytes | None:
        """The key of that name, or None where there is none yet."""
        row = self._statements.first(_FIND, of=name)
        return self._seal.open(row[0]) if row else None
