"""The way in: store what is needed of an update, only then confirm it, then hand it on in its person's order."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.discretion import discreet
from bot.feed import Feed, FeedError, FeedRefusedError
from bot.handling import Arrival, Handling
from bot.lanes import Lanes
from bot.side_door import SideDoor
from bot.waiting import unless
from handlers.visit import sender
from people.inbox import IntakeWork, StoredUpdate
from people.keys import KeyRing
from people.ports import UnitsOfWork
from storage.errors import StorageError

log = structlog.get_logger(__name__)

POLLED = "polled"
"""The mark of a recent moment at which Telegram answered."""

PRESSES_LIVE = timedelta(seconds=150)
"""How long Telegram keeps a pressed button for us (tdlib/telegram-bot-api, Client.cpp); messages live a day."""

_BATCH = 100
_LONG_POLL = 10.0
_LEASE_NAME = "getUpdates"
_LEASE = timedelta(seconds=40)
"""Longer than a renewal, a long poll and a slow answer take together; so long a replica waits for one that is gone."""
_RENEW = timedelta(seconds=10)
_TOKEN_PAUSE = 30.0
_SLOW = 1.0
"""Seconds after which storing is so slow that whoever asks for help is not kept waiting for it."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 8.0
"""Seconds after a failure. Whoever presses a button meanwhile has about 15 until Telegram stops caring."""


@dataclass(slots=True)
class Intake:
    """Polls Telegram while this process holds the lease, and never confirms what is not stored.

    `returned(last)` is told when Telegram answers after a silence: `last` is when it answered before that, in this
    process or an earlier one (None: never). `unstored(updates)` is told what waits while storage refuses or is slow.
    `standing_by`: another process holds the lease. `side_door` is for those who try what only the staff may.
    """

    database: UnitsOfWork[IntakeWork]
    feed: Feed
    handling: Handling
    lanes: Lanes[Arrival]
    keys: KeyRing
    clock: Callable[[], datetime]
    holder: str
    returned: Callable[[datetime | None], Coroutine[Any, Any, None]]
    unstored: Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]
    side_door: SideDoor | None = None
    polled: datetime | None = field(default=None, init=False)
    standing_by: bool = field(default=False, init=False)
    _offset: int = field(default=0, init=False)
    _renewed: datetime | None = field(default=None, init=False)
    _heard: bool = field(default=False, init=False)
    _returning: asyncio.Task[None] | None = field(default=None, init=False)

    @property
    def answered(self) -> datetime | None:
        """When Telegram last answered this process; None before it has."""
        return self.polled if self._heard else None

    async def run(self, stop: asyncio.Event) -> None:
        """Take in updates until `stop` is set."""
        pause = _FIRST_PAUSE
        while not stop.is_set():
            try:
                if await self._lead():
                    await self._take_in(stop)
                    pause = _FIRST_PAUSE
                    continue
            except FeedRefusedError as error:
                log.error("Telegram does not accept the token", trouble=error.kind)
                pause = _TOKEN_PAUSE
            except FeedError as error:
                log.warning("no updates", trouble=error.kind)
                pause = error.retry_after or min(pause * 2, _LONGEST_PAUSE)
            except StorageError as error:
                log.error("updates wait at Telegram, for they cannot be stored", trouble=type(error).__name__)
                pause = min(pause * 2, _LONGEST_PAUSE)
                await self._look_at_what_waits(stop)
            await unless(stop, asyncio.sleep(pause))

    @property
    def leads(self) -> bool:
        """Whether this process holds the lease now; one that was frozen for long does not."""
        return self._renewed is not None and self.clock() - self._renewed < _LEASE

    async def close(self) -> None:
        """Mark what is done and give the lease back."""
        if self._returning:
            self._returning.cancel()
        done = self.handling.take_done()

        def leave(work: IntakeWork) -> None:
            work.inbox.finish_all(done)
            work.leases.release(_LEASE_NAME, self.holder)

        await self.database.write(leave)

    async def _lead(self) -> bool:
        """Hold the lease. On taking it, go on with what is left in the inbox and ask when Telegram last answered."""
        now = self.clock()
        if self._renewed is not None and now - self._renewed < _RENEW:
            return True
        held = await self.database.write(lambda work: self._renew(work, now))
        if held and self._renewed is None:
            left, self.polled = await self.database.read(lambda work: (work.inbox.waiting(), work.marks.get(POLLED)))
            await self._let_in([Arrival(update, json.loads(update.raw)) for update in left])
        self._renewed, self.standing_by = now if held else None, not held
        return held

    def _renew(self, work: IntakeWork, now: datetime) -> bool:
        held = work.leases.take(_LEASE_NAME, self.holder, now, now + _LEASE)
        if held and self._renewed is not None and self.polled is not None:
            work.marks.set(POLLED, self.polled)
        return held

    async def _take_in(self, stop: asyncio.Event) -> None:
        await self.lanes.wait_for_room()
        wait = _LONG_POLL if self._heard else 0.0  # after a crash somebody may be waiting: be back at once
        found = await unless(stop, self.feed.fetch(self._offset, min(_BATCH, self.lanes.room), wait))
        if found is None:
            return
        self._answered(self.clock())
        arrivals = [Arrival(self._stored(raw), raw) for raw in map(discreet, found) if raw is not None]
        done = self.handling.take_done()
        if arrivals or done:
            fresh = await self._store(arrivals, done)
            await self._let_in([arrival for arrival in arrivals if arrival.stored.id in fresh])
        # An empty answer means all is confirmed; asking from 0 then finds ids that jump back after an idle week.
        self._offset = max((raw["update_id"] for raw in found), default=-1) + 1

    async def _let_in(self, arrivals: Sequence[Arrival]) -> None:
        """By the front, or by the side door."""
        for arrival in await self.side_door.take(arrivals) if self.side_door else arrivals:
            self.lanes.put(arrival.stored.lane, arrival)

    async def _store(self, arrivals: Sequence[Arrival], done: Sequence[int]) -> frozenset[int]:
        now = self.clock()

        def store(work: IntakeWork) -> frozenset[int]:
            work.inbox.finish_all(done)
            return frozenset(work.inbox.store([arrival.stored for arrival in arrivals], now))

        storing = asyncio.ensure_future(self.database.write(store))
        try:
            await asyncio.wait({storing}, timeout=_SLOW)
            if not storing.done():
                await self.unstored([arrival.raw for arrival in arrivals])
            return await storing
        except StorageError:
            self.handling.give_back(done)
            raise
        finally:
            storing.cancel()

    async def _look_at_what_waits(self, stop: asyncio.Event) -> None:
        """Hand on what waits at Telegram without taking it in: it is not confirmed, and comes again."""
        if self._renewed is None:
            return  # another process may be taking it in
        with contextlib.suppress(FeedError):
            found = await unless(stop, self.feed.fetch(self._offset, _BATCH, 0.0))
            await self.unstored([raw for raw in map(discreet, found or ()) if raw is not None])

    def _answered(self, now: datetime) -> None:
        last, self.polled = self.polled, now
        if not self._heard or (last is not None and now - last > PRESSES_LIVE):
            self._heard = True
            self._returning = asyncio.create_task(self._return(last, now))

    async def _return(self, last: datetime | None, now: datetime) -> None:
        """Tell it, and only then remember the answer, so that what a crash cuts short comes again and the rest not."""
        try:
            await self.returned(last)
            await self.database.write(lambda work: work.marks.set(POLLED, now))
        except StorageError as error:
            log.error("who was cut off has not been told", trouble=type(error).__name__)
            self._heard, self.polled = False, last

    def _stored(self, raw: Mapping[str, Any]) -> StoredUpdate:
        user = sender(raw)
        lane = self.keys.person(user["id"]) if user else ""
        return StoredUpdate(raw["update_id"], lane, json.dumps(raw).encode())
