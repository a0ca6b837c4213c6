"""Following, changing how and leaving: each takes effect at once, in one commit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

from delivery.message import Topic
from digests.period import QuietHours, Weekly
from digests.ports import DigestWork, Rhythm, Subscription
from digests.pulse import touch
from digests.rhythms import rarer
from people.person import Visit
from people.ports import UnitsOfWork
from people.service import person_of


class Changes(TypedDict, total=False):
    """What a follower may change about how they follow; see `Subscription`."""

    commitments: tuple[str, ...]
    rhythm: Rhythm
    weekday: int
    hour: int
    minute: int
    quiet: QuietHours | None
    paused: bool


class Unfit(StrEnum):
    """Why somebody cannot follow like that, as a plain sentence."""

    NO_COMMITMENT = "The promise has no such commitment."
    TWICE = "A commitment is chosen twice."
    NO_WEEKDAY = "A weekday is a number from 0, Monday, to 6."
    NO_HOUR = "An hour is a number from 0 to 23."
    NO_MINUTE = "A minute is a number from 0 to 59."


_DAYS, _HOURS, _MINUTES = range(7), range(24), range(60)


def unfit(subscription: Subscription, commitments: Sequence[str]) -> tuple[Unfit, ...]:
    """Everything that keeps somebody from following like that; `commitments` are the promise's."""
    chosen = subscription.commitments
    rules = (
        (Unfit.NO_COMMITMENT, not set(chosen).issubset(commitments)),
        (Unfit.TWICE, len(set(chosen)) < len(chosen)),
        (Unfit.NO_WEEKDAY, subscription.weekday not in _DAYS),
        (Unfit.NO_HOUR, subscription.hour not in _HOURS),
        (Unfit.NO_MINUTE, subscription.minute not in _MINUTES),
    )
    return tuple(problem for problem, broken in rules if broken)


@dataclass(frozen=True, slots=True)
class Following:
    """Who hears of the promise. `rhythm` is the one new followers start with, `commitments` are the promise's."""

    database: UnitsOfWork[DigestWork]
    rhythm: Weekly
    clock: Callable[[], datetime]
    zone: ZoneInfo
    commitments: tuple[str, ...] = ()

    async def follow(self, visit: Visit, thread: int | None = None) -> str:
        """Follow every commitment; returns the language. `thread` is the topic of a group that the digests go to."""

        def follow(work: DigestWork) -> str:
            person = person_of(work, visit)
            if person.thread != thread:
                work.people.save(replace(person, thread=thread))
            if work.subscriptions.find(visit.person) is None:
                at = self.rhythm
                work.subscriptions.save(Subscription(visit.person, (), at.weekday, at.hour, at.minute, self._today()))
            work.inbox.finish(visit.update)
            return person.language

        return await self.database.write(follow)

    async def stop(self, visit: Visit) -> bool:
        """Stop following; what already waits in the outbox is dropped. False where the person did not follow."""

        def stop(work: DigestWork) -> bool:
            was_following = work.subscriptions.remove(visit.person)
            work.outbox.drop_waiting(visit.person, Topic.FOLLOWER_DIGEST)
            work.inbox.finish(visit.update)
            return was_following

        return await self.database.write(stop)

    async def find(self, visit: Visit) -> Subscription | None:
        """How the visitor follows; None where they do not."""
        return await self.database.read(lambda work: work.subscriptions.find(visit.person))

    async def change(self, visit: Visit, **fields: Unpack[Changes]) -> Subscription | None:
        """Follow differently from now on. None, and nothing changed, for who does not follow or wants what cannot be.

        With another rhythm, or after a pause, one waits for the next digest: those that are late are not made up for.
        """
        return await self.database.write(partial(self._change, visit, fields))

    async def as_before(self, visit: Visit, rhythm: str) -> Subscription | None:
        """Hear as often again as before nothing was pressed for long. Only that one step back, however old the button.

        None for who does not follow, or has chosen another rhythm since; the press counts all the same.
        """

        def back(work: DigestWork) -> Subscription | None:
            kept = work.subscriptions.find(visit.person)
            if kept and rhythm in list(Rhythm) and rarer(Rhythm(rhythm)) is kept.rhythm:
                return self._change(visit, {"rhythm": Rhythm(rhythm)}, work)
            touch(work, visit)
            work.inbox.finish(visit.update)
            return None

        return await self.database.write(back)

    async def touched(self, visit: Visit) -> None:
        """Note that something was pressed under a digest."""

        def note(work: DigestWork) -> None:
            touch(work, visit)
            work.inbox.finish(visit.update)

        await self.database.write(note)

    def _today(self) -> date:
        return self.clock().astimezone(self.zone).date()

    def _change(self, visit: Visit, fields: Changes, work: DigestWork) -> Subscription | None:
        work.inbox.finish(visit.update)
        kept = work.subscriptions.find(visit.person)
        if kept is None:
            return None
        changed = replace(kept, **fields, untouched=0)
        if unfit(changed, self.commitments):
            return None
        if (changed.timing, changed.paused) != (kept.timing, kept.paused):
            changed = replace(changed, since=self._today())
        if changed.paused:
            work.outbox.drop_waiting(visit.person, Topic.FOLLOWER_DIGEST)
        work.subscriptions.save(changed)
        return changed
