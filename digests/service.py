"""Digests on their way: each period once, whatever restarts, stops or runs beside it."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from delivery.message import Letter
from digests.composing import Composer
from digests.content import DigestContent
from digests.dry_run import DryRun, dry_run
from digests.follower_digest import FollowerDigest, follower_letters
from digests.follower_runs import FollowerRuns
from digests.issue import Illustrator, without_pictures
from digests.period import Daily, QuietHours, Schedule, Weekly, due, first_moment
from digests.ports import QUEUEING, DigestWork, Timing
from digests.runs import next_run, timings_by_kind
from digests.staff_composing import StaffComposer
from digests.staff_runs import Draw, MailList, StaffRuns, without_picture
from localization.catalogue import Catalogues
from people.person import PersonKey
from people.ports import UnitsOfWork

Audience = Literal["staff", "followers"]
Run = Callable[[datetime], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class DigestRules:
    """When digests go out, by local time, and the smallest groups they show.

    `followers_at` is the rhythm new followers start with.
    """

    zone: ZoneInfo
    staff_at: Daily
    followers_at: Weekly
    quiet: QuietHours
    k_public: int = 10
    k_staff: int = 5


@dataclass(frozen=True, slots=True)
class DigestService:
    """Queues what is due. `staff` are the first administrators, who get the staff's digest before they have a role."""

    database: UnitsOfWork[DigestWork]
    catalogues: Catalogues
    content: DigestContent
    rules: DigestRules
    staff: Callable[[], Sequence[PersonKey]]
    illustrate: Illustrator = without_pictures
    draw: Draw = without_picture
    mail: MailList = field(default_factory=MailList)

    async def tick(self, now: datetime) -> int:
        """Queue every digest that is due and has not run. Returns how many messages were queued.

        A kind seen for the first time only gets its starting mark: what was due before is not made up for.

        Raises:
            ExceptionGroup: some kinds could not be queued and will be tried again; the others are.
        """
        queued, errors = 0, []
        for run in await self.database.read(lambda work: list(self._waiting(work, now))):
            try:
                queued += await run(now)
            except Exception as error:  # noqa: BLE001 - one kind's trouble is not the others'
                errors.append(error)
        if errors:
            raise ExceptionGroup("digests that could not be queued", errors)
        return queued

    async def preview(self, audience: Audience, on: date, language: str) -> tuple[Letter, ...]:
        """The digest that is the newest on that day, for followers with every commitment, as it would be sent.

        Nothing is queued, and the next digest says the same things are new. Only that the figures were shown is
        remembered, for what has been shown once counts in the guard.
        """
        words, zone = self.catalogues.words(language), self.rules.zone
        schedule: Schedule = self.rules.staff_at if audience == "staff" else self.rules.followers_at
        at = due(schedule, first_moment(on, time(23, 59), zone), zone).moment

        def staff(work: DigestWork) -> tuple[Letter, ...]:
            return (self._staff_runs.preview(work, next_run(work, schedule, at, zone), words),)

        def followers(work: DigestWork) -> FollowerDigest:
            return self._composer.followers(work, next_run(work, schedule, at, zone))

        if audience == "staff":
            return await self.database.write(staff)
        digest = await self.database.write(followers)
        return follower_letters(digest, words, picture=await self.illustrate(digest, words))

    async def hand_out(self, now: datetime) -> int:
        """Queue the staff's digest at once, whatever the hour: for rehearsals."""
        return await self._staff_runs.hand_out(now)

    async def dry_run(self, on: date) -> DryRun:
        """Who would get a follower's digest that day and who would not. Nothing is sent, shown or noted."""
        return await self.database.read(partial(dry_run, self._composer, self.rules.quiet, on))

    @property
    def _composer(self) -> Composer:
        return Composer(self.content, self.rules.zone, self.rules.k_public, self.rules.k_staff)

    @property
    def _staff_runs(self) -> StaffRuns:
        rules = self.rules
        composer = StaffComposer(self.content, rules.zone, rules.k_staff)
        return StaffRuns(self.database, self.catalogues, composer, rules.staff_at, self.staff, self.mail, self.draw)

    def _waiting(self, work: DigestWork, now: datetime) -> Iterator[Run]:
        """What is due and not over: it never ran, or was broken off while it was being queued."""
        for kind, at in self._staff_runs.waiting(work, now):
            yield partial(self._staff_runs.run, kind, at)
        for kind, (schedule, timings) in timings_by_kind(work.subscriptions.timings(), self.rules.quiet).items():
            run = work.digest_runs.find(kind, due(schedule, now, self.rules.zone).period)
            if run is None or run.recipients == QUEUEING:
                yield partial(self._run_followers, schedule, timings)

    async def _run_followers(self, schedule: Schedule, timings: Sequence[Timing], now: datetime) -> int:
        runs = FollowerRuns(self.database, self.catalogues, self._composer, self.rules.quiet, self.illustrate)
        return await runs.run(schedule, timings, now)
