"""The one reminder somebody asked for: once, in the daytime, and only while it is still of use to them."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from delivery.message import Button, Letter, NewMessage, Topic
from delivery.ports import DeliveryWork
from digests.period import QuietHours
from localization.catalogue import Catalogues, Words
from people.person import PersonKey
from people.ports import UnitsOfWork
from survey.ports import OpenSession, SurveyWork
from survey.session import Stage
from survey.upkeep import SESSION_LIVES

CONTINUE, HELP = "m:survey", "m:help"
"""The data of the buttons that show the open question, and who to turn to."""

_OPEN = (Stage.QUESTIONS, Stage.REVIEW)


class ReminderWork(SurveyWork, DeliveryWork, Protocol):
    """Open surveys and the outbox, in one transaction."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """Queues reminders whose moment has come."""

    database: UnitsOfWork[ReminderWork]
    catalogues: Catalogues
    quiet: QuietHours
    zone: ZoneInfo

    async def tick(self, now: datetime) -> int:
        """Queue what is due, unless these are quiet hours: then it waits. Returns how many messages were queued."""
        if self.quiet.next_allowed(now, self.zone) != now:
            return 0
        due = await self.database.read(lambda work: [each.person for each in work.sessions.to_remind(now)])
        return sum([await self.database.write(partial(self._remind, person, now)) for person in due])

    def _remind(self, person: PersonKey, now: datetime, work: ReminderWork) -> int:
        """Queue one reminder and forget that it was asked for, in one commit: it cannot come twice."""
        kept = work.sessions.find(person)
        if kept is None or kept.remind_at is None or kept.remind_at > now:
            return 0
        work.sessions.save(replace(kept, remind_at=None))
        reader = work.people.find(person)
        if reader is None or not reader.reachable or not _of_use(kept, now):
            return 0
        # The mark is made of box one alone. The response's number in it would tie that response to the chat for weeks.
        mark = f"reminder:{person}:{kept.remind_at.isoformat()}"
        letter = _letter(self.catalogues.words(reader.language))
        return work.outbox.add([NewMessage(mark, person, Topic.NOTICE, letter, now)])


def _of_use(kept: OpenSession, now: datetime) -> bool:
    return kept.position.stage in _OPEN and now - kept.touched <= SESSION_LIVES


def _letter(words: Words) -> Letter:
    rows = ((Button(words("survey.button.continue"), CONTINUE),), (Button(words("button.help"), HELP),))
    return Letter(words("reminder.text"), rows)
