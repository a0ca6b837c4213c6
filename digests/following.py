"""Following and leaving: each takes effect at once, in one commit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from delivery.message import Topic
from digests.period import Weekly
from digests.ports import DigestWork, Subscription
from people.person import Visit
from people.ports import UnitsOfWork
from people.service import person_of


@dataclass(frozen=True, slots=True)
class Following:
    """Who hears of the promise, in the rhythm new followers start with."""

    database: UnitsOfWork[DigestWork]
    rhythm: Weekly
    clock: Callable[[], datetime]
    zone: ZoneInfo

    async def follow(self, visit: Visit) -> str:
        """Follow every commitment; returns the person's language."""

        def follow(work: DigestWork) -> str:
            person = person_of(work, visit)
            if work.subscriptions.find(visit.person) is None:
                rhythm = self.rhythm
                since = self.clock().astimezone(self.zone).date()
                work.subscriptions.save(
                    Subscription(visit.person, (), rhythm.weekday, rhythm.hour, rhythm.minute, since)
                )
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

    async def is_following(self, visit: Visit) -> bool:
        """Whether the person follows."""
        return await self.database.read(lambda work: work.subscriptions.find(visit.person) is not None)
