"""Followers' digests on their way: claimed once a period, then queued a page of followers at a time.

The claim is a commit of its own, and so is each page. A run that was broken off in between says so by its recipients,
and whoever ticks next begins its pages anew: the marks of messages that are queued already keep them from coming twice,
and a follower's count of digests goes up only with a message that is new.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from digests.composing import Composer
from digests.issue import Illustrator, Issue, without_pictures
from digests.period import LATE_AFTER, QuietHours, Schedule, due
from digests.ports import QUEUEING, DigestRun, DigestWork, Subscription, Timing
from digests.rhythms import kind_of
from digests.runs import next_run, without_readers
from localization.catalogue import Catalogues
from people.person import Person
from people.ports import UnitsOfWork

PAGE = 500
"""Followers queued in one commit, and held in memory at once."""

Follower = tuple[Subscription, Person]


@dataclass(frozen=True, slots=True)
class FollowerRuns:
    """Queues followers' digests. `quiet` are the quiet hours of the place."""

    database: UnitsOfWork[DigestWork]
    catalogues: Catalogues
    composer: Composer
    quiet: QuietHours
    illustrate: Illustrator = without_pictures

    async def run(self, schedule: Schedule, timings: Sequence[Timing], now: datetime) -> int:
        """Queue the digest that is due for followers of these timings, or what is left of the one begun before.

        Returns how many messages were queued. With nothing to tell, none are.
        """
        issue = await self.database.write(partial(self._open, schedule, timings, now))
        if issue is None:
            return 0
        queued = recipients = 0
        followed_by = last_day(schedule, issue.run, self.composer.zone)
        for timing in timings:
            after = ""
            while page := await self.database.read(partial(_page, timing, after)):
                after = page[-1][0].person
                readers = [each for each in page if _reads(issue, each, followed_by)]
                for follower in readers:
                    await issue.compose(*follower)
                queued += await self.database.write(partial(self._queue, issue, readers, now))
                recipients += len(readers)
        await self.database.write(partial(self._close, issue, recipients))
        return queued

    def _open(self, schedule: Schedule, timings: Sequence[Timing], now: datetime, work: DigestWork) -> Issue | None:
        """The issue to queue: a run broken off before, or the newest period's if this is who claims it."""
        kind, zone = kind_of(schedule), self.composer.zone
        last = work.digest_runs.last(kind)
        if last and last.recipients == QUEUEING and last.covered_until <= now:
            return self._issue(work, last, late=now - last.covered_until > LATE_AFTER)
        if work.digest_runs.has(kind, due(schedule, now, zone).period):
            return None
        run = next_run(work, schedule, now, zone)
        issue = self._issue(work, run) if last else None
        if issue is None or not _has_readers(work, issue, timings, last_day(schedule, run, zone)):
            work.digest_runs.claim(without_readers(run))
            return None
        if not work.digest_runs.claim(replace(run, recipients=QUEUEING)):
            return None
        self.composer.note_followers_asked(work, run, issue.digest)
        return issue

    def _issue(self, work: DigestWork, run: DigestRun, *, late: bool = False) -> Issue:
        digest = self.composer.followers(work, run)
        if late:
            digest = replace(digest, late=True)
        return Issue(run, digest, self.composer.news(work, run, digest), self.catalogues, self.illustrate)

    def _queue(self, issue: Issue, readers: Sequence[Follower], now: datetime, work: DigestWork) -> int:
        """Queue the issue for those who still follow like that, and count it as one more that they were sent."""
        queued = 0
        tomorrow = now.astimezone(self.composer.zone).date() + timedelta(days=1)
        for read, person in readers:
            subscription = work.subscriptions.find(read.person)
            if subscription is None or subscription.paused or subscription.timing != read.timing:
                continue
            new = work.outbox.add(issue.messages(subscription, person, now, subscription.quiet or self.quiet))
            if new and not person.is_shared:
                work.subscriptions.save(issue.received(subscription, person, tomorrow))
            queued += new
        return queued

    def _close(self, issue: Issue, recipients: int, work: DigestWork) -> None:
        work.digest_runs.finish(replace(issue.run, recipients=recipients))
        self.composer.note_followers_told(work, issue.run, issue.digest)


def last_day(schedule: Schedule, run: DigestRun, zone: ZoneInfo) -> date:
    """The last day on which one can have begun to follow to get this run: with a late one, before it was due."""
    return due(schedule, run.covered_until, zone).day - timedelta(days=run.late)


def _page(timing: Timing, after: str, work: DigestWork) -> list[Follower]:
    return list(islice(work.subscriptions.followers(timing, after), PAGE))


def _reads(issue: Issue, follower: Follower, followed_by: date) -> bool:
    subscription, _ = follower
    return subscription.since <= followed_by and issue.concerns(subscription.commitments)


def _has_readers(work: DigestWork, issue: Issue, timings: Sequence[Timing], followed_by: date) -> bool:
    everybody = (follower for timing in timings for follower in work.subscriptions.followers(timing))
    return bool(issue.news) and any(_reads(issue, each, followed_by) for each in everybody)
