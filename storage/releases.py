"""What an audience was last shown of each table."""

import json
from collections.abc import Mapping

from sqlalchemy import bindparam, select

from storage.statements import Statements
from storage.tables import releases
from storage.upsert import insert_or_replace

_SHOWN = select(releases.c.cells).where(releases.c.audience == bindparam("to"), releases.c.shown == bindparam("of"))
_REMEMBER = insert_or_replace(releases)


class StoredReleases:
    """`digests.ports.Releases`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def shown(self, audience: str, table: str, /) -> Mapping[str, int]:
        """The counts last shown, by cell; cells never shown are absent."""
        row = self._statements.first(_SHOWN, to=audience, of=table)
        return json.loads(row[0]) if row else {}

    def remember(self, audience: str, table: str, cells: Mapping[str, int], /) -> None:
        """Replace what was last shown."""
        self._statements.run(_REMEMBER, audience=audience, shown=table, cells=json.dumps(dict(cells)))
