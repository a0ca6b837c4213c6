"""Which digest comes now: its period, its number and what it covers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from digests.period import QuietHours, Schedule, due
from digests.ports import DigestRun, DigestWork, Timing
from digests.rhythms import kind_of, schedule_of


def next_run(work: DigestWork, schedule: Schedule, now: datetime, zone: ZoneInfo, kind: str | None = None) -> DigestRun:
    """The run that would come now. It covers all since the last one, or one period where there is none.

    `kind` is the name it is counted under, where it is not the schedule's own.

    A last run that covers what is yet to come is from a clock that was wrong: it is not built on.
    """
    kind, when = kind or kind_of(schedule), due(schedule, now, zone)
    last = work.digest_runs.last(kind)
    start = last.covered_until if last and last.covered_until < now else now - schedule.length
    return DigestRun(
        kind,
        when.period,
        number=(last.number if last else 0) + 1,
        covered_from=start,
        covered_until=now,
        late=when.late(now),
        recipients=0,
    )


def issue_of(run: DigestRun) -> str:
    """What a run's messages are counted under in the outbox."""
    return f"{run.kind}:{run.period}"


def without_readers(run: DigestRun) -> DigestRun:
    """A run that nobody gets uses up no number."""
    return replace(run, number=run.number - 1, recipients=0)


def timings_by_kind(timings: Sequence[Timing], quiet: QuietHours) -> dict[str, tuple[Schedule, list[Timing]]]:
    """Who hears the same digest: by its kind, when it falls due, and the timings of those who get it."""
    found: dict[str, tuple[Schedule, list[Timing]]] = {}
    for timing in timings:
        schedule = schedule_of(timing, quiet)
        found.setdefault(kind_of(schedule), (schedule, []))[1].append(timing)
    return found
