"""One update from parsed to done. What cannot be handled is put aside alone; nobody else waits for it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramForbiddenError
from aiogram.types import Update
from pydantic import ValidationError

from handlers import patience
from handlers.shared_chats import SharedChats
from handlers.visit import read_visit
from localization.catalogue import Catalogues
from people.inbox import IntakeWork, StoredUpdate
from people.keys import KeyRing
from people.person import Visit
from people.ports import StoreTrouble, UnitsOfWork
from people.service import PeopleService
from storage.errors import StorageError

log = structlog.get_logger(__name__)

TRIES = 3
_PAUSES = (0.1, 0.5)
_STORAGE_PAUSE = 2.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it is stored, and as Telegram's JSON reads."""

    stored: StoredUpdate
    raw: Mapping[str, Any]


@dataclass(slots=True)
class Handling:
    """Hands an update to its route, up to three times; what fails each time is quarantined.

    A use case marks its update done in its own commit; the rest are marked together a little later (`take_done`).
    """

    bot: Bot
    dispatcher: Dispatcher
    database: UnitsOfWork[IntakeWork]
    people: PeopleService
    keys: KeyRing
    catalogues: Catalogues
    shared: SharedChats
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    handled: int = field(default=0, init=False)
    quarantined: int = field(default=0, init=False)
    _done: list[int] = field(default_factory=list, init=False)

    async def __call__(self, arrival: Arrival) -> None:
        """Handle one update; never raises."""
        visit = read_visit(arrival.raw, self.keys, self.catalogues)
        tries = arrival.stored.tries
        again = False
        while tries < TRIES:
            try:
                if again and await self._was_committed(arrival):
                    if tries > arrival.stored.tries and visit is not None:
                        await self._say_sorry(visit)
                    return
                again = True
                await self._hand_on(arrival, visit)
            except StoreTrouble as error:
                # Not the update's fault, so it does not count: it waits in its lane and in the inbox.
                log.error("an update waits for storage", trouble=type(error).__name__)
                await self.pause(_STORAGE_PAUSE)
            except Exception as error:  # noqa: BLE001 - whatever it is, it must stop at this update
                # What cannot be read will not become readable.
                tries = TRIES if isinstance(error, ValidationError) else tries + 1
                await self._failed(arrival, visit, error, tries)
            else:
                self.handled += 1
                self._done.append(arrival.stored.id)
                return

    def take_done(self) -> Sequence[int]:
        """The updates done since last asked; the caller now has to mark them."""
        done, self._done = self._done, []
        return done

    def give_back(self, done: Sequence[int]) -> None:
        """Updates that could not be marked after all."""
        self._done.extend(done)

    async def _was_committed(self, arrival: Arrival) -> bool:
        """Whether only what follows the commit failed: the work is not done twice, for that would undo a tick."""
        return not await self.database.read(lambda work: work.inbox.is_open(arrival.stored.id))

    async def _hand_on(self, arrival: Arrival, visit: Visit | None) -> None:
        if visit is None:
            await self.shared(arrival.raw)
            return
        update = Update.model_validate(arrival.raw, context={"bot": self.bot})
        patience.begin()
        try:
            await self.dispatcher.feed_update(self.bot, update, visit=visit)
        except TelegramForbiddenError:
            await self.people.set_reachable(visit, reachable=False)
        except AiogramError as error:
            # The work is committed and only the reply is lost; the next press shows the question again.
            log.warning("a reply did not go out", trouble=type(error).__name__)

    async def _failed(self, arrival: Arrival, visit: Visit | None, error: Exception, tries: int) -> None:
        dead = tries >= TRIES
        log.error("an update failed", kind=_kind(arrival.raw), quarantined=dead, exc_info=error)
        with contextlib.suppress(StorageError):  # it is then counted from here again after a restart
            await self.database.write(lambda work: work.inbox.failed(arrival.stored.id, dead=dead))
        if not dead:
            await self.pause(_PAUSES[tries - 1])
            return
        self.quarantined += 1
        if visit is not None:
            await self._say_sorry(visit)

    async def _say_sorry(self, visit: Visit) -> None:
        try:
            words = self.catalogues.words(await self.people.language(visit))
            await self.bot.send_message(visit.chat, words("last.trouble"))
        except (AiogramError, StorageError) as error:
            log.warning("a reply did not go out", trouble=type(error).__name__)


def _kind(raw: Mapping[str, Any]) -> str:
    """Which kind of update it is; never what is in it."""
    return next((key for key in raw if key != "update_id"), "empty")
