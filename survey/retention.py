"""What is kept no longer than somebody has decided."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from people.ports import UnitsOfWork
from people.privacy import Kept, Privacy
from survey.ports import ResponseStatus, SurveyWork


@dataclass(slots=True)
class Retention:
    """Asked at every tick, does its work once a local day. What has no decision is left alone."""

    database: UnitsOfWork[SurveyWork]
    privacy: Privacy
    clock: Callable[[], datetime]
    zone: ZoneInfo
    _done: date | None = field(default=None, init=False)

    async def purge(self) -> int:
        """Remove what has been kept for its number of whole days; returns how many answers and responses that was."""
        today = self.clock().astimezone(self.zone).date()
        if self._done == today:
            return 0
        removed = await self.database.write(lambda work: self._remove(work, today))
        self._done = today
        return removed

    def _remove(self, work: SurveyWork, today: date) -> int:
        removed = 0
        for kept in Kept:
            rule = self.privacy.decided(kept)
            if rule:
                removed += _remove(work, kept, today - timedelta(days=rule.days))
        return removed


def _remove(work: SurveyWork, kept: Kept, before: date) -> int:
    match kept:
        case Kept.FREE_TEXT:
            return work.responses.drop_texts(before)
        case Kept.PARTIAL:
            return work.responses.remove_started(before, ResponseStatus.PARTIAL)
        case Kept.SUBMITTED:
            return work.responses.remove_started(before, ResponseStatus.SUBMITTED)
        case Kept.PANEL_QUESTIONS:
            return 0  # they are no part of a response, and go with their dialogue
