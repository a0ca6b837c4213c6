"""The round that clears up after those who left a kiosk."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

import structlog
from aiogram.exceptions import AiogramError

from handlers.desk import Desk
from handlers.kiosk_screen import give_back, start_over
from people.kiosk import IDLE

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class KioskRound:
    """Run now and then. `alone` waits for a person's turn: nothing is wiped away under somebody's hands."""

    desk: Desk
    clock: Callable[[], datetime]
    alone: Callable[[str], AbstractAsyncContextManager[None]]

    async def __call__(self) -> None:
        """Wipe what was left on the screen of a kiosk, and close those that have been open for too long."""
        kiosks = self.desk.field.kiosks
        for person in await kiosks.over():
            async with self.alone(person):
                try:
                    await give_back(person, self.desk, "kiosk.closed_itself")
                except AiogramError as error:
                    log.warning("a kiosk was closed and could not be wiped", trouble=type(error).__name__)
        for person in await kiosks.left():
            async with self.alone(person):
                cleared = await kiosks.clear(person, left_before=self.clock() - IDLE)
                try:
                    if cleared:
                        await start_over(self.desk, cleared)
                except AiogramError as error:
                    log.warning("a kiosk could not be wiped", trouble=type(error).__name__)
