"""Days waited for, by which somebody of the staff chooses texts. Kept in memory only, and for a few minutes."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.desk import Desk
from handlers.filters import OwnText, is_in_person
from handlers.patience import patience
from people.person import PersonKey, Visit
from people.ports import StoreTrouble
from survey.reading.ports import Wanted

LASTS = timedelta(minutes=10)
_MOST = 1000


@dataclass(frozen=True, slots=True)
class AwaitedDays:
    """Of whom days are waited for, and what they had chosen; whoever was asked longest ago is forgotten first."""

    _asked: OrderedDict[PersonKey, tuple[Wanted, datetime]] = field(default_factory=OrderedDict, init=False)

    def ask(self, person: PersonKey, wanted: Wanted, now: datetime) -> None:
        """Wait for them."""
        self._asked[person] = (wanted, now + LASTS)
        self._asked.move_to_end(person)
        if len(self._asked) > _MOST:
            self._asked.popitem(last=False)

    def of(self, person: PersonKey, now: datetime) -> Wanted | None:
        """What they had chosen, while days are waited for."""
        wanted, until = self._asked.get(person, (None, now))
        return wanted if now < until else None

    def end(self, person: PersonKey) -> None:
        """Wait no longer."""
        self._asked.pop(person, None)


class AwaitedDay(Filter):
    """Words typed while days are waited for; hands them on as `text`, and what was chosen as `wanted`.

    While a question of the survey waits for words, they are its answer.
    """

    async def __call__(self, message: Message, visit: Visit, desk: Desk, days: AwaitedDays) -> bool | dict[str, object]:
        """Whether the message is such words."""
        wanted = days.of(visit.person, desk.local_now())
        if wanted is None or not is_in_person(message) or not await OwnText()(message):
            return False
        try:
            async with patience():
                if (await desk.surveys.look(visit)).awaits_text:
                    return False
        except (StoreTrouble, TimeoutError):
            return False
        return {"text": message.text, "wanted": wanted}
