"""Digests on their way: each period once, whatever restarts, stops or runs beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from delivery.message import Letter, NewMessage, Topic
from digests.composing import Composer, DigestContent, only
from digests.follower_digest import follower_letters
from digests.period import Daily, QuietHours, Schedule, Weekly, due, first_moment
from digests.ports import DigestRun, DigestWork
from digests.staff_digest import staff_letter
from localization.catalogue import Catalogues
from people.person import Person, PersonKey
from people.ports import UnitsOfWork

STAFF = "staff"

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
    """Queues what is due. `staff` says who gets the staff's digest now."""

    database: UnitsOfWork[DigestWork]
    catalogues: Catalogues
    content: DigestContent
    rules: DigestRules
    staff: Callable[[], Sequence[PersonKey]]

    async def tick(self, now: datetime) -> int:
        """Queue every digest that is due and has not run. Returns how many messages were queued.

        A kind seen for the first time only gets its starting mark: what was due before is not made up for.

        Raises:
            ExceptionGroup: some kinds could not be queued and will be tried again; the others are.
        """
        queued, errors = 0, []
        for schedule in await self.database.read(lambda work: list(self._waiting(work, now))):
            try:
                queued += await self.database.write(partial(self._queue, schedule, now))
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
        words = self.catalogues.words(language)
        schedule: Schedule = self.rules.staff_at if audience == "staff" else self.rules.followers_at
        at = due(schedule, first_moment(on, time(23, 59), self.rules.zone), self.rules.zone).moment

        def look(work: DigestWork) -> tuple[Letter, ...]:
            run = self._next_run(work, schedule, at)
            if audience == "staff":
                return (staff_letter(self._composer.staff(work, run), words),)
            return follower_letters(self._composer.followers(work, run), words)

        return await self.database.write(look)

    @property
    def _composer(self) -> Composer:
        return Composer(self.content, self.rules.zone, self.rules.k_public, self.rules.k_staff)

    def _waiting(self, work: DigestWork, now: datetime) -> Iterator[Schedule]:
        rhythms = (Weekly(*rhythm) for rhythm in work.subscriptions.rhythms())
        schedules: tuple[Schedule, ...] = (self.rules.staff_at, *rhythms)
        for schedule in schedules:
            if not work.digest_runs.has(_kind(schedule), due(schedule, now, self.rules.zone).period):
                yield schedule

    def _queue(self, schedule: Schedule, now: datetime, work: DigestWork) -> int:
        """Claim the newest period and queue its messages, all in one commit."""
        when = due(schedule, now, self.rules.zone)
        kind = _kind(schedule)
        if work.digest_runs.has(kind, when.period):
            return 0
        run = self._next_run(work, schedule, now)
        if work.digest_runs.last(kind) is None:
            work.digest_runs.claim(_without_readers(run))
            return 0
        issue = self._to_staff(work, run) if isinstance(schedule, Daily) else self._to_followers(work, schedule, run)
        readers = len({message.person for message in issue})
        if not work.digest_runs.claim(replace(run, recipients=readers) if readers else _without_readers(run)):
            return 0
        return work.outbox.add(issue)

    def _next_run(self, work: DigestWork, schedule: Schedule, now: datetime) -> DigestRun:
        """The run that would come now. It covers all since the last one, or one period where there is none.

        A last run that covers what is yet to come is from a clock that was wrong: it is not built on.
        """
        kind, when = _kind(schedule), due(schedule, now, self.rules.zone)
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

    def _to_staff(self, work: DigestWork, run: DigestRun) -> list[NewMessage]:
        found = (work.people.find(key) for key in self.staff())
        readers = [person for person in found if person and person.reachable]
        if not readers:
            return []
        digest = self._composer.staff(work, run)
        self._composer.note_staff_told(work, run, digest)
        letters = {
            language: (staff_letter(digest, self.catalogues.words(language)),)
            for language in {person.language for person in readers}
        }
        # Asked for at this hour, so the quiet hours do not hold it.
        return [
            message
            for person in readers
            for message in _messages(run, person, Topic.STAFF_DIGEST, letters[person.language], run.covered_until)
        ]

    def _to_followers(self, work: DigestWork, rhythm: Weekly, run: DigestRun) -> list[NewMessage]:
        """The followers' messages: one set of letters a language and choice of commitments, for those with news."""
        digest = self._composer.followers(work, run)
        news = self._composer.news(work, run, digest)
        not_before = self.rules.quiet.next_allowed(run.covered_until, self.rules.zone)
        letters: dict[tuple[str, tuple[str, ...]], tuple[Letter, ...]] = {}
        queue: list[NewMessage] = []
        for person, chosen in self._readers(work, rhythm, run):
            if not news.intersection(chosen or news):
                continue
            key = (person.language, chosen)
            if key not in letters:
                letters[key] = follower_letters(only(digest, chosen), self.catalogues.words(person.language))
            queue += _messages(run, person, Topic.FOLLOWER_DIGEST, letters[key], not_before)
        if queue:
            self._composer.note_followers_told(work, run, digest)
        return queue

    def _readers(self, work: DigestWork, rhythm: Weekly, run: DigestRun) -> Iterator[tuple[Person, tuple[str, ...]]]:
        """Who chose this rhythm before its time came, and the commitments they chose."""
        when = due(rhythm, run.covered_until, self.rules.zone)
        last_day = when.day - timedelta(days=run.late)
        for subscription, person in work.subscriptions.followers():
            chosen = Weekly(subscription.weekday, subscription.hour, subscription.minute)
            if chosen == rhythm and subscription.since <= last_day:
                yield person, subscription.commitments


def _kind(schedule: Schedule) -> str:
    """Followers with the same rhythm read the same numbers; the staff have their own."""
    match schedule:
        case Daily():
            return STAFF
        case Weekly(weekday, hour, minute):
            return f"followers.{weekday}-{hour:02}{minute:02}"


def _without_readers(run: DigestRun) -> DigestRun:
    """A run that nobody gets uses up no number."""
    return replace(run, number=run.number - 1, recipients=0)


def _messages(
    run: DigestRun, person: Person, topic: Topic, letters: Sequence[Letter], not_before: datetime
) -> list[NewMessage]:
    return [
        NewMessage(f"{run.kind}:{run.period}:{person.key}:{part}", person.key, topic, letter, not_before)
        for part, letter in enumerate(letters, 1)
    ]
