"""Digests on their way: each period once, whatever restarts, stops or runs beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from delivery.message import Letter, NewMessage, Topic
from digests.composing import Composer
from digests.content import DigestContent
from digests.dry_run import DryRun, dry_run
from digests.follower_digest import FollowerDigest, follower_letters
from digests.follower_runs import FollowerRuns
from digests.issue import Illustrator, without_pictures
from digests.period import Daily, QuietHours, Schedule, Weekly, due, first_moment
from digests.ports import QUEUEING, DigestRun, DigestWork, Timing
from digests.rhythms import STAFF, kind_of
from digests.runs import issue_of, next_run, timings_by_kind, without_readers
from digests.staff_digest import staff_letter
from localization.catalogue import Catalogues
from people.person import Person, PersonKey
from people.ports import UnitsOfWork
from people.staff import Right

Audience = Literal["staff", "followers"]


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

    async def tick(self, now: datetime) -> int:
        """Queue every digest that is due and has not run. Returns how many messages were queued.

        A kind seen for the first time only gets its starting mark: what was due before is not made up for.

        Raises:
            ExceptionGroup: some kinds could not be queued and will be tried again; the others are.
        """
        queued, errors = 0, []
        for schedule, timings in await self.database.read(lambda work: list(self._waiting(work, now))):
            try:
                queued += await self._run(schedule, timings, now)
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
            return (staff_letter(self._composer.staff(work, next_run(work, schedule, at, zone)), words),)

        def followers(work: DigestWork) -> FollowerDigest:
            return self._composer.followers(work, next_run(work, schedule, at, zone))

        if audience == "staff":
            return await self.database.write(staff)
        digest = await self.database.write(followers)
        return follower_letters(digest, words, picture=await self.illustrate(digest, words))

    async def dry_run(self, on: date) -> DryRun:
        """Who would get a follower's digest that day and who would not. Nothing is sent, shown or noted."""
        return await self.database.read(partial(dry_run, self._composer, self.rules.quiet, on))

    @property
    def _composer(self) -> Composer:
        return Composer(self.content, self.rules.zone, self.rules.k_public, self.rules.k_staff)

    def _waiting(self, work: DigestWork, now: datetime) -> Iterator[tuple[Schedule, list[Timing]]]:
        """What is due and not over: it never ran, or was broken off while it was being queued."""
        kinds = timings_by_kind(work.subscriptions.timings(), self.rules.quiet)
        for kind, (schedule, timings) in {STAFF: (self.rules.staff_at, []), **kinds}.items():
            run = work.digest_runs.find(kind, due(schedule, now, self.rules.zone).period)
            if run is None or run.recipients == QUEUEING:
                yield schedule, timings

    async def _run(self, schedule: Schedule, timings: Sequence[Timing], now: datetime) -> int:
        if isinstance(schedule, Daily):
            return await self.database.write(partial(self._queue_staff, schedule, now))
        runs = FollowerRuns(self.database, self.catalogues, self._composer, self.rules.quiet, self.illustrate)
        return await runs.run(schedule, timings, now)

    def _queue_staff(self, schedule: Daily, now: datetime, work: DigestWork) -> int:
        """Claim the newest period and queue its messages, all in one commit."""
        if work.digest_runs.has(STAFF, due(schedule, now, self.rules.zone).period):
            return 0
        run = next_run(work, schedule, now, self.rules.zone)
        readers = self._staff(work)
        if work.digest_runs.last(kind_of(schedule)) is None or not readers:
            work.digest_runs.claim(without_readers(run))
            return 0
        if not work.digest_runs.claim(replace(run, recipients=len(readers))):
            return 0
        return work.outbox.add(self._to_staff(work, run, readers))

    def _to_staff(self, work: DigestWork, run: DigestRun, readers: Sequence[Person]) -> list[NewMessage]:
        digest = self._composer.staff(work, run)
        self._composer.note_staff_told(work, run, digest)
        languages = {person.language for person in readers}
        letters = {language: staff_letter(digest, self.catalogues.words(language)) for language in languages}
        issue = issue_of(run)
        # Asked for at this hour, so the quiet hours do not hold it.
        return [
            NewMessage(
                f"{issue}:{person.key}:1",
                person.key,
                Topic.STAFF_DIGEST,
                letters[person.language],
                run.covered_until,
                issue,
            )
            for person in readers
        ]

    def _staff(self, work: DigestWork) -> list[Person]:
        """Everybody who may see the staff's figures now and can be reached."""
        members = work.staff.everyone()
        known = {member.person for member in members}
        keys = [member.person for member in members if member.may(Right.FIGURES)]
        keys += [key for key in self.staff() if key not in known]
        found = (work.people.find(key) for key in keys)
        return [person for person in found if person and person.reachable]
