"""What is noted when somebody's words were met with help: a number for the staff, and a word to whoever is on duty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from delivery.message import Letter, NewMessage, Topic
from digests.ports import HelpWork
from localization.catalogue import Catalogues
from people.concern.category import Category
from people.person import PersonKey, Visit
from people.ports import UnitsOfWork

ONE_ALERT = timedelta(minutes=15)
"""How often whoever is on duty is alerted at the most: each alert asks for the same thing, to look."""


@dataclass(frozen=True, slots=True)
class HelpRecord:
    """Counts help shown, by day and category, and alerts those on duty. Nothing says who wrote, or what."""

    database: UnitsOfWork[HelpWork]
    catalogues: Catalogues
    on_duty: Sequence[PersonKey]
    clock: Callable[[], datetime]
    zone: ZoneInfo

    async def note(self, visit: Visit, category: Category) -> None:
        """Note that help was shown to a visitor."""
        now = self.clock()

        def note(work: HelpWork) -> None:
            work.help_shown.add(now.astimezone(self.zone).date(), category)
            if not category.is_tip:
                work.outbox.add(list(self._alerts(work, now)))
            work.inbox.finish(visit.update)

        await self.database.write(note)

    def _alerts(self, work: HelpWork, now: datetime) -> Sequence[NewMessage]:
        moment = int(now.timestamp() // ONE_ALERT.total_seconds())
        found = (work.people.find(key) for key in self.on_duty)
        return [
            NewMessage(
                f"duty:{moment}:{person.key}",
                person.key,
                Topic.NOTICE,
                Letter(self.catalogues.words(person.language)("duty.alert")),
                now,
            )
            for person in found
            if person and person.reachable
        ]
