"""How often receipt codes may be guessed at."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from people.person import PersonKey

WRONG_EACH, EACH_IN = 5, timedelta(hours=1)
"""Wrong codes of one person, after which none of theirs is looked up until the hour has passed."""
WRONG_IN_ALL, ALL_IN = 60, timedelta(minutes=1)
"""Wrong codes of everybody together, after which nobody's is looked up until the minute has passed."""


class Refusal(StrEnum):
    """Why a code was not looked up, right or wrong."""

    PERSON = "person"
    EVERYBODY = "everybody"


@dataclass(slots=True)
class Attempts:
    """The wrong codes of the last hour, in memory only. There are never more than everybody's limit lets through."""

    clock: Callable[[], datetime]
    _wrong: deque[tuple[datetime, PersonKey]] = field(default_factory=deque, init=False)
    _of: Counter[PersonKey] = field(default_factory=Counter, init=False)

    def take(self, person: PersonKey) -> Refusal | None:
        """Count an attempt, as wrong until it is given back; or say why it may not be made."""
        now = self.clock()
        self._forget(now - EACH_IN)
        if self._of[person] >= WRONG_EACH:
            return Refusal.PERSON
        lately = takewhile(lambda each: each[0] > now - ALL_IN, reversed(self._wrong))
        if sum(1 for _ in lately) >= WRONG_IN_ALL:
            return Refusal.EVERYBODY
        self._wrong.append((now, person))
        self._of[person] += 1
        return None

    def give_back(self, person: PersonKey) -> None:
        """The person's last attempt was not wrong."""
        newest = next((each for each in reversed(self._wrong) if each[1] == person), None)
        if newest:
            self._wrong.remove(newest)
            self._uncount(person)

    def __len__(self) -> int:
        return len(self._wrong)

    def _forget(self, until: datetime) -> None:
        while self._wrong and self._wrong[0][0] <= until:
            self._uncount(self._wrong.popleft()[1])

    def _uncount(self, person: PersonKey) -> None:
        self._of[person] -= 1
        if not self._of[person]:
            del self._of[person]
