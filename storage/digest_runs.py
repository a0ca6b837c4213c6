"""Which digests were already told."""

from dataclasses import asdict

from sqlalchemy import bindparam, select

from digests.ports import DigestRun
from storage.statements import Statements
from storage.tables import digest_runs
from storage.upsert import insert_if_new

_OF_KIND = digest_runs.c.kind == bindparam("of")
_CLAIM = insert_if_new(digest_runs)
_HAS = select(digest_runs.c.number).where(_OF_KIND, digest_runs.c.period == bindparam("on"))
_LAST = (
    select(
        digest_runs.c.kind,
        digest_runs.c.period,
        digest_runs.c.number,
        digest_runs.c.covered_from,
        digest_runs.c.covered_until,
        digest_runs.c.late,
        digest_runs.c.recipients,
    )
    .where(_OF_KIND)
    .order_by(digest_runs.c.covered_until.desc())
    .limit(1)
)


class StoredDigestRuns:
    """`digests.ports.DigestRuns`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def claim(self, run: DigestRun, /) -> bool:
        """Insert the run; False where that kind and period already have one (in this process or another)."""
        return self._statements.run(_CLAIM, **asdict(run)) == 1

    def has(self, kind: str, period: str, /) -> bool:
        """Whether that kind and period already ran."""
        return self._statements.first(_HAS, of=kind, on=period) is not None

    def last(self, kind: str, /) -> DigestRun | None:
        """The newest run of that kind by what it covered."""
        row = self._statements.first(_LAST, of=kind)
        return DigestRun(*row) if row else None
