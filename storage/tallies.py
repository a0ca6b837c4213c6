"""Sums over the responses of a round, made of sums that are kept by day: only days that changed are counted afresh.

So a digest's cost grows with the day's answers and not with all there are. `storage.recounts` says which days changed.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import bindparam, case, delete, func, select

from storage.statements import Statements
from storage.tables import recounts, responses, tallies
from storage.upsert import insert_or_replace
from survey.ports import ResponseStatus

Cells = Mapping[str, int]
CountDay = Callable[[date], Cells]
"""Counts one day's responses, by cell."""

SUBMITTED, PARTIAL, SAMPLE = "submitted", "partial", "sample"
"""Cells of the tally that every day has: how many responses were submitted, left halfway, and are made up."""

_IN_ROUND = responses.c.round == bindparam("in_round")
ON_DAY = (_IN_ROUND, responses.c.submitted_on == bindparam("on_day"))
"""Responses of a round submitted on a day."""
LEFT_ON_DAY = (
    _IN_ROUND,
    responses.c.submitted_on.is_(None),
    responses.c.started_on == bindparam("on_day"),
    responses.c.status == ResponseStatus.PARTIAL.value,
)
"""Responses of a round started on a day and left halfway."""

_ALL, _MADE_UP = func.count(), func.sum(case((responses.c.sample, 1), else_=0))
_SUBMITTED = select(_ALL, _MADE_UP).select_from(responses).where(*ON_DAY)
_PARTIAL = select(_ALL, _MADE_UP).select_from(responses).where(*LEFT_ON_DAY)

_NOTED = select(recounts.c.day).where(recounts.c.round == bindparam("in_round")).distinct()
_DONE = delete(recounts).where(recounts.c.round == bindparam("in_round"))
_KEPT = select(tallies.c.day, tallies.c.cells).where(
    tallies.c.round == bindparam("in_round"), tallies.c.name == bindparam("of")
)
_KEEP = insert_or_replace(tallies)
_FORGET = delete(tallies).where(tallies.c.round == bindparam("in_round"), tallies.c.day == bindparam("on_day"))

_RESPONSES = "responses"
"""The tally that every day has which has responses at all."""


class Tallies:
    """Sums by cell. With `keep` false nothing is written, and what changed is counted each time."""

    def __init__(self, statements: Statements, *, keep: bool) -> None:
        self._statements = statements
        self._keep = keep

    def responses(self, round_name: str) -> Counter[str]:
        """How many responses were submitted, were left halfway, and are made up."""
        return _sum(self._days(round_name, self._stale(round_name)).values())

    def total(self, round_name: str, name: str, count: CountDay) -> Counter[str]:
        """The sum over the round's days of what `count` finds in each. `name` says what it counts."""
        stale = self._stale(round_name)
        kept = self._kept(round_name, name)
        found: list[Cells] = []
        for day in self._days(round_name, stale):
            known = None if day in stale else kept.get(day)
            found.append(self._counted(round_name, day, name, count) if known is None else known)
        return _sum(found)

    def _stale(self, round_name: str) -> Collection[date]:
        """The days noted; none once what was kept of them is gone."""
        noted = [row[0] for row in self._statements.all(_NOTED, in_round=round_name)]
        if not (noted and self._keep):
            return noted
        for day in noted:
            self._statements.run(_FORGET, in_round=round_name, on_day=day)
            self._count_responses(round_name, day)
        self._statements.run(_DONE, in_round=round_name)
        return ()

    def _days(self, round_name: str, stale: Collection[date]) -> Mapping[date, Cells]:
        """Every day that has responses, with how many."""
        noted = {day: self._count_responses(round_name, day) for day in stale}
        return {**self._kept(round_name, _RESPONSES), **noted}

    def _count_responses(self, round_name: str, day: date) -> Cells:
        (submitted, made_up), (partial, also_made_up) = (
            self._statements.all(each, in_round=round_name, on_day=day)[0] for each in (_SUBMITTED, _PARTIAL)
        )
        cells = {SUBMITTED: submitted, PARTIAL: partial, SAMPLE: (made_up or 0) + (also_made_up or 0)}
        if self._keep and submitted + partial:
            self._save(round_name, day, _RESPONSES, cells)
        return cells

    def _counted(self, round_name: str, day: date, name: str, count: CountDay) -> Cells:
        cells = dict(count(day))
        if self._keep:
            self._save(round_name, day, name, cells)
        return cells

    def _kept(self, round_name: str, name: str) -> Mapping[date, Cells]:
        rows = self._statements.all(_KEPT, in_round=round_name, of=name)
        return {day: json.loads(cells) for day, cells in rows}

    def _save(self, round_name: str, day: date, name: str, cells: Cells) -> None:
        self._statements.run(_KEEP, round=round_name, day=day, name=name, cells=json.dumps(cells))


def _sum(each: Iterable[Cells]) -> Counter[str]:
    found: Counter[str] = Counter()
    for cells in each:
        found.update(cells)
    return found
