"""A kiosk: the chat of a member of staff while others answer on their telephone, one after the other."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from people.person import PersonKey

LIVES = timedelta(hours=12)
"""So long after it was opened a kiosk closes by itself: nobody is to be locked out of their own chat by a lost word."""
IDLE = timedelta(minutes=3)
"""So long after the last press whoever answered has left, and what they left on the screen is cleared away."""
MOST_MESSAGES = 300
"""More messages than anybody leaves on the way through a questionnaire; the oldest are then forgotten."""
_WORD_DIGITS = 10_000


class Stage(StrEnum):
    """What the screen shows: a choice of language, somebody's questions, or what they were told at the end."""

    WAITING = "waiting"
    ANSWERING = "answering"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Kiosk:
    """One open kiosk.

    `word` closes it; `language` is what its host reads. `hour` is when the hour began in which `taken` responses were
    begun. `messages` are the numbers of the messages that have to be deleted before the next person comes.
    """

    person: PersonKey
    word: str
    language: str
    opened: datetime
    touched: datetime
    hour: datetime
    taken: int = 0
    messages: tuple[int, ...] = ()
    stage: Stage = Stage.WAITING

    def with_messages(self, *numbers: int) -> "Kiosk":
        """The kiosk with these to be deleted as well."""
        known = dict.fromkeys((*self.messages, *filter(None, numbers)))
        return replace(self, messages=tuple(known)[-MOST_MESSAGES:])

    def in_hour(self, now: datetime) -> "Kiosk":
        """The kiosk with its count of the hour that it is."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        return self if self.hour == hour else replace(self, hour=hour, taken=0)

    def is_left(self, now: datetime) -> bool:
        """Whether somebody went away and left something on the screen."""
        return self.stage is not Stage.WAITING and now >= self.touched + IDLE

    def is_over(self, now: datetime) -> bool:
        """Whether it has been open for as long as a kiosk may be."""
        return now >= self.opened + LIVES


def digits(randomness: bytes) -> str:
    """Four digits that stand in the closing word: a child who presses around does not write them by accident."""
    return f"{int.from_bytes(randomness, 'big') % _WORD_DIGITS:04}"
