"""A report over whole months: what the staff were told in them, and where each commitment stood at their end.

Nothing in it is counted for it. Each figure is the difference of two that the staff's guard had let through, so that a
report and a digest laid side by side tell no more than the digests alone (`digests/by_month.py`).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from digests.by_month import Grown, note_month, noted_on
from digests.commitment_news import CommitmentNews
from digests.content import DigestContent
from digests.gathering import Gathering
from digests.guard import CountsWork, GuardedCounts
from digests.period import first_moment
from digests.split import GuardedSplits, SplitWork
from digests.staff_tables import AUDIENCE, StaffTables, staff_tables
from promises.ports import ProgressUpdates


class ReportWork(CountsWork, SplitWork, Protocol):
    """What a report sees inside its transaction."""

    @property
    def progress(self) -> ProgressUpdates:
        """What was published."""
        ...


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, from the first day of one to the last day of another."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `told` is the day on which figures were last told, None where none ever were up to then.

    `sample`: some of the answers are made up.
    """

    months: Months
    k: int
    zone: ZoneInfo
    content: DigestContent
    told: date | None
    tables: StaffTables
    commitments: tuple[CommitmentNews, ...]
    sample: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure that may be shown."""
        return self.tables.is_empty


@dataclass(frozen=True, slots=True)
class Reporter:
    """Makes reports. `k` is the smallest group shown to staff."""

    content: DigestContent
    zone: ZoneInfo
    k: int

    def report(self, work: ReportWork, months: Months, now: datetime) -> Report:
        """The report on these months as it is now.

        Where today is one of their days and no digest has told figures today, the staff's guard is asked for them, as
        for a digest, and what it lets through is remembered as shown.
        """
        today = now.astimezone(self.zone).date()
        if months.first <= today <= months.last and not noted_on(work.releases, today):
            splits = GuardedSplits(work, AUDIENCE, self.k)
            staff_tables(self.content, GuardedCounts(work, AUDIENCE, self.k), splits)
            note_month(work.releases, self.content, today)
        grown = Grown(work.releases, self.k, months.first, months.last)
        gathering = Gathering(work.progress, self.content, grown, self.zone, self._end(months, today, now))
        return Report(
            months=months,
            k=self.k,
            zone=self.zone,
            content=self.content,
            told=grown.until,
            tables=staff_tables(self.content, grown, grown),
            commitments=gathering.commitments(),
            sample=work.counts.has_sample(self.content.round),
        )

    def _end(self, months: Months, today: date, now: datetime) -> datetime:
        """When the months are over: for commitments, what came later has not happened."""
        over = months.last < today
        return first_moment(months.last + timedelta(days=1), time(0), self.zone) if over else now


def months_of(first: date, last: date) -> Months:
    """The whole months in which these days lie."""
    return Months(first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))
