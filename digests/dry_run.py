"""Who would get a follower's digest on a day, and why others would not: numbers, never who."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from digests.composing import Composer
from digests.follower_runs import last_day
from digests.period import QuietHours, Schedule, due, first_moment
from digests.ports import DigestWork, Rhythm, Timing
from digests.runs import next_run, timings_by_kind
from digests.unnoted import Unnoted


class Why(StrEnum):
    """Why somebody who follows would get nothing that day."""

    PAUSED = "has paused"
    UNREACHABLE = "cannot be reached"
    ANOTHER_DAY = "comes on another day"
    ALREADY = "was queued already"
    FIRST = "nobody had that hour before, so it begins with the next"
    TOO_NEW = "began to follow, or changed how, after it was due"
    NO_NEWS = "nothing is new in what they follow"


@dataclass(frozen=True, slots=True)
class Readers:
    """People who would get the same: their language, rhythm and the commitments they chose (none: all)."""

    language: str
    rhythm: Rhythm
    commitments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """How many would get a digest, and how many would not."""

    readers: Counter[Readers] = field(default_factory=Counter)
    others: Counter[Why] = field(default_factory=Counter)


def dry_run(composer: Composer, quiet: QuietHours, on: date, work: DigestWork) -> DryRun:
    """Count everybody who follows. Nothing is noted as shown, for nobody is shown any figure."""
    found = DryRun()
    left_out: Mapping[str, int] = work.subscriptions.left_out()
    found.others.update({Why.PAUSED: left_out["paused"], Why.UNREACHABLE: left_out["unreachable"]})
    for schedule, timings in timings_by_kind(work.subscriptions.timings(), quiet).values():
        _count(found, composer, on, schedule, timings, work)
    return found


def _count(
    found: DryRun, composer: Composer, on: date, schedule: Schedule, timings: list[Timing], work: DigestWork
) -> None:
    when = due(schedule, first_moment(on, time(23, 59), composer.zone), composer.zone)
    run = next_run(work, schedule, when.moment, composer.zone)
    why = None
    if when.day != on:
        why = Why.ANOTHER_DAY
    elif work.digest_runs.has(run.kind, run.period):
        why = Why.ALREADY
    elif work.digest_runs.last(run.kind) is None:
        why = Why.FIRST
    looked = Unnoted(work)
    news = composer.news(looked, run, composer.followers(looked, run))
    followed_by = last_day(schedule, run, composer.zone)
    for timing in timings:
        for subscription, person in work.subscriptions.followers(timing):
            if why:
                found.others[why] += 1
            elif subscription.since > followed_by:
                found.others[Why.TOO_NEW] += 1
            elif not news.intersection(subscription.commitments or news):
                found.others[Why.NO_NEWS] += 1
            else:
                found.readers[Readers(person.language, timing.rhythm, tuple(sorted(subscription.commitments)))] += 1
