"""Which digests were already told."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Integer, Select, bindparam, select, update

from digests.ports import DigestRun
from storage.statements import Statements
from storage.tables import digest_runs
from storage.upsert import insert_if_new

_OF_KIND = digest_runs.c.kind == bindparam("of")
_CLAIM = insert_if_new(digest_runs)
_IN_PERIOD = digest_runs.c.period == bindparam("on")
_HAS = select(digest_runs.c.number).where(_OF_KIND, _IN_PERIOD)
_FINISH = update(digest_runs).where(_OF_KIND, _IN_PERIOD).values(recipients=bindparam("queued_for"))
_SELECT: Select[tuple[object, ...]] = select(
    digest_runs.c.kind,
    digest_runs.c.period,
    digest_runs.c.number,
    digest_runs.c.covered_from,
    digest_runs.c.covered_until,
    digest_runs.c.late,
    digest_runs.c.recipients,
)
_FIND = _SELECT.where(_OF_KIND, _IN_PERIOD)
_LATEST = (
    _SELECT.where(digest_runs.c.recipients != 0)
    .order_by(digest_runs.c.covered_until.desc(), digest_runs.c.kind)
    .limit(bindparam("most", type_=Integer))
)
_LAST = _SELECT.where(_OF_KIND).order_by(digest_runs.c.covered_until.desc()).limit(1)


class StoredDigestRuns:
    """`digests.ports.DigestRuns`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def claim(self, run: DigestRun, /) -> bool:
        """Insert the run; False where that kind and period already have one (in this process or another)."""
        return self._statements.run(_CLAIM, **asdict(run)) == 1

    def finish(self, run: DigestRun, /) -> None:
        """Note for how many a run was queued."""
        self._statements.run(_FINISH, of=run.kind, on=run.period, queued_for=run.recipients)

    def find(self, kind: str, period: str, /) -> DigestRun | None:
        """The run of that kind and period."""
        row = self._statements.first(_FIND, of=kind, on=period)
        return DigestRun(*row) if row else None

    def has(self, kind: str, period: str, /) -> bool:
        """Whether that kind and period already ran."""
        return self._statements.first(_HAS, of=kind, on=period) is not None

    def last(self, kind: str, /) -> DigestRun | None:
        """The newest run of that kind by what it covered."""
        row = self._statements.first(_LAST, of=kind)
        return DigestRun(*row) if row else None

    def latest(self, limit: int, /) -> Sequence[DigestRun]:
        """The newest runs of all kinds that somebody gets, newest first."""
        return [DigestRun(*row) for row in self._statements.all(_LATEST, most=limit)]
