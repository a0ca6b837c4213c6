"""What is forgotten by itself, because nothing more will be done with it. For answers see `survey.retention`."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Database
from storage.errors import StorageBusy
from storage.unit_of_work import UnitOfWork

DONE_UPDATES = timedelta(hours=48)
"""Telegram keeps updates for 24 hours (core.telegram.org/bots/api#getting-updates), and may hand one out again."""
QUARANTINED_UPDATES = timedelta(days=7)
SENT_MESSAGES = timedelta(days=30)
EXPIRED_INVITATIONS = timedelta(days=30)
LEFT_DRAFTS = timedelta(days=30)
PICTURES = timedelta(days=60)
"""Longer than any message waits that could still want its picture."""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Throws away what is older than the times above, and empties the database's log of what was erased."""

    database: Database
    clock: Callable[[], datetime]

    async def __call__(self) -> None:
        """Forget what is old by now."""
        await self.database.write(self._purge)
        with contextlib.suppress(StorageBusy):  # then at the next tick
            await self.database.forget_deleted()

    def _purge(self, work: UnitOfWork) -> None:
        now = self.clock()
        work.inbox.purge(now - DONE_UPDATES, now - QUARANTINED_UPDATES)
        work.outbox.purge(now - SENT_MESSAGES)
        work.invitations.purge(now - EXPIRED_INVITATIONS)
        work.drafts.purge(now - LEFT_DRAFTS)
        work.pictures.purge(now - PICTURES)
