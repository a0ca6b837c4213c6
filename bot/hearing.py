"""When Telegram was last heard, in this process or an earlier one, and what follows a silence."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from people.inbox import IntakeWork
from people.ports import UnitsOfWork
from storage.errors import StorageError

log = structlog.get_logger(__name__)

POLLED = "polled"
"""The mark of a recent moment at which Telegram answered."""

PRESSES_LIVE = timedelta(seconds=150)
"""How long Telegram keeps a pressed button for us (tdlib/telegram-bot-api, Client.cpp); messages live a day."""


@dataclass(slots=True)
class Hearing:
    """`returned(last)` is told when Telegram is heard after a silence: `last` is when it was before (None: never)."""

    database: UnitsOfWork[IntakeWork]
    clock: Callable[[], datetime]
    returned: Callable[[datetime | None], Coroutine[Any, Any, None]]
    last: datetime | None = field(default=None, init=False)
    _heard: bool = field(default=False, init=False)
    _returning: asyncio.Task[None] | None = field(default=None, init=False)

    @property
    def answered(self) -> datetime | None:
        """When this process last heard Telegram; None before it has."""
        return self.last if self._heard else None

    def answer(self) -> None:
        """Telegram is heard now."""
        now = self.clock()
        last, self.last = self.last, now
        if not self._heard or (last is not None and now - last > PRESSES_LIVE):
            self._heard = True
            self._returning = asyncio.create_task(self._return(last, now))

    def close(self) -> None:
        """Tell nobody any more; a later process does."""
        if self._returning:
            self._returning.cancel()

    async def _return(self, last: datetime | None, now: datetime) -> None:
        """Tell it, and only then remember the answer, so that what a crash cuts short comes again and the rest not."""
        try:
            await self.returned(last)
            await self.database.write(lambda work: work.marks.set(POLLED, now))
        except StorageError as error:
            log.error("who was cut off has not been told", trouble=type(error).__name__)
            self._heard, self.last = False, last
