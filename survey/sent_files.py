"""Files that lie in somebody's chat: they are taken away again after a day, as the file on this machine is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from people.person import ChatId, PersonKey

LIES = timedelta(hours=24)
"""How long a file lies in a chat."""
CAN_BE_DELETED = timedelta(hours=48)
"""So long after it was sent a bot may delete a message (core.telegram.org/bots/api#deletemessage)."""
GIVEN_UP_AFTER = CAN_BE_DELETED - LIES
"""So long after its time a message is still tried: then nobody can delete it but whoever has it."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A message with a file in the person's chat, to be deleted at `until`."""

    person: PersonKey
    message: int
    until: datetime


class SentFiles(Protocol):
    """Which messages hold files. What they held is not kept."""

    def add(self, file: SentFile, /) -> None:
        """Remember one."""
        ...

    def due(self, now: datetime, /) -> Sequence[tuple[SentFile, ChatId]]:
        """Those whose time is up, the oldest first, with their chats."""
        ...

    def of(self, person: PersonKey, /) -> Sequence[SentFile]:
        """Those in the person's chat."""
        ...

    def remove(self, file: SentFile, /) -> None:
        """Forget one: it is gone, or cannot be deleted any more."""
        ...
