"""A time of day waited for: typed words are one only for a while after somebody was asked for it.

Kept in memory only: after a restart the buttons still answer.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.desk import Desk
from handlers.filters import OwnText
from handlers.following_choices import written
from handlers.following_taps import Step
from people.person import PersonKey, Visit

LASTS = timedelta(minutes=10)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Awaited:
    """What was asked for, in which message, and until when it is waited for."""

    step: Step
    message: int
    until: datetime


@dataclass(frozen=True, slots=True)
class AwaitedHours:
    """Of whom a time of day is waited for; whoever was asked longest ago is forgotten first."""

    _asked: OrderedDict[PersonKey, Awaited] = field(default_factory=OrderedDict, init=False)

    def ask(self, person: PersonKey, step: Step, message: int, now: datetime) -> None:
        """Wait for it."""
        self._asked[person] = Awaited(step, message, now + LASTS)
        self._asked.move_to_end(person)
        if len(self._asked) > _MOST:
            self._asked.popitem(last=False)

    def of(self, person: PersonKey, now: datetime) -> Awaited | None:
        """What is waited for."""
        awaited = self._asked.get(person)
        return awaited if awaited and now < awaited.until else None

    def end(self, person: PersonKey) -> None:
        """Wait no longer."""
        self._asked.pop(person, None)


class AwaitedHour(Filter):
    """Words typed while a time of day is waited for; hands them on as `text`, and what is waited for as `awaited`.

    Where a question of the survey waits for words too, only what reads as a time of day is taken.
    """

    async def __call__(
        self, message: Message, visit: Visit, desk: Desk, hours: AwaitedHours
    ) -> bool | dict[str, object]:
        """Whether the message is such words."""
        awaited = hours.of(visit.person, desk.local_now())
        if awaited is None or not message.text or not await OwnText()(message):
            return False
        if written(awaited.step, message.text) is None and (await desk.surveys.look(visit)).awaits_text:
            return False
        return {"text": message.text, "awaited": awaited}
