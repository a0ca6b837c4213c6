"""Whether this process does what it is there for."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.hearing import POLLED
from bot.intake import Intake
from storage.database import Database
from storage.errors import StorageError

SILENT = timedelta(seconds=60)
"""Longer than a long poll and the pauses after failures: so long without an answer, Telegram is away."""

PATIENCE = 2.0
"""Seconds for the database to answer in."""


@dataclass(slots=True)
class Health:
    """Asked by whoever watches the process. `stopping`: it takes nothing more in."""

    database: Database
    intake: Intake
    clock: Callable[[], datetime]
    stopping: Callable[[], bool] = field(default=lambda: False)

    async def trouble(self) -> str:
        """What keeps the process from its work: stopping, database or telegram; nothing where it is ready.

        A process that stands by is ready while the one that holds the lease hears from Telegram.
        """
        if self.stopping():
            return "stopping"
        try:
            async with asyncio.timeout(PATIENCE):
                marked = await self.database.read(lambda work: work.marks.get(POLLED))
        except (StorageError, TimeoutError):
            return "database"
        heard = marked if self.intake.standing_by else self.intake.answered
        return "" if heard and self.clock() - heard < SILENT else "telegram"
