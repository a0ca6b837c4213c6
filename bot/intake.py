"""The way in: store what is needed of an update, only then confirm it, then hand it on in its person's order."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.asking import FeedError, FeedRefusedError
from bot.discretion import discreet
from bot.handling import Arrival, Handling
from bot.hearing import POLLED, Hearing
from bot.lanes import Lanes
from bot.side_door import SideDoor
from bot.source import Source
from bot.waiting import unless
from handlers.visit import sender
from people.inbox import IntakeWork, StoredUpdate
from people.keys import KeyRing
from people.ports import UnitsOfWork
from storage.errors import StorageError

log = structlog.get_logger(__name__)

_BATCH = 100
_LEASE_NAME = "getUpdates"
_LEASE = timedelta(seconds=40)
"""Longer than a renewal, a turn of the source and a slow answer take together; so long a replica waits for one that is
gone."""
_RENEW = timedelta(seconds=10)
_TOKEN_PAUSE = 30.0
_SLOW = 1.0
"""Seconds after which storing is so slow that whoever asks for help is not kept waiting for it."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 8.0
"""Seconds after a failure. Whoever presses a button meanwhile has about 15 until Telegram stops caring."""


@dataclass(slots=True)
class Intake:
    """Takes in what the source has while this process holds the lease, and never confirms what is not stored.

    `unstored(updates)` is told what waits while storage refuses or is slow. `standing_by`: another process holds the
    lease. `side_door` is for those who try what only the staff may.
    """

    database: UnitsOfWork[IntakeWork]
    source: Source
    handling: Handling
    lanes: Lanes[Arrival]
    keys: KeyRing
    clock: Callable[[], datetime]
    holder: str
    hearing: Hearing
    unstored: Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]
    side_door: SideDoor | None = None
    standing_by: bool = field(default=False, init=False)
    _open: bool = field(default=False, init=False)
    _refused: bool = field(default=False, init=False)
    _renewed: datetime | None = field(default=None, init=False)
    _coming: set[int] = field(default_factory=set, init=False)
    _doubtful: set[int] = field(default_factory=set, init=False)

    @property
    def answered(self) -> datetime | None:
        """When this process last heard Telegram; None before it has."""
        return self.hearing.answered

    async def run(self, stop: asyncio.Event) -> None:
        """Take in updates until `stop` is set."""
        self._open = True
        try:
            await self._run(stop)
        finally:
            self._open = False

    async def accept(self, raw: Mapping[str, Any]) -> bool:
        """Take in one update that was pushed; returns once it is stored, or False where it has to come again.

        That is so while this process stands by, begins or stops, has too much to do, or cannot store.
        """
        kept = discreet(raw)
        if not (self._open and self.leads):
            if self._open and self._refused and self._renewed and kept is not None:
                await self.unstored([kept])
            return False
        if self.lanes.room <= len(self._coming):
            return False
        if kept is not None and not await self._accept(Arrival(self._stored(kept), kept)):
            return False
        self.source.reached()
        self.hearing.answer()
        return True

    async def _accept(self, arrival: Arrival) -> bool:
        self._coming.add(arrival.stored.id)
        try:
            await self._let_in(await self._store([arrival], self.handling.take_done()))
        except StorageError as error:
            log.error("updates wait at Telegram, for they cannot be stored", trouble=type(error).__name__)
            await self.unstored([arrival.raw])
            return False
        finally:
            self._coming.discard(arrival.stored.id)
        return True

    async def _run(self, stop: asyncio.Event) -> None:
        pause = _FIRST_PAUSE
        while not stop.is_set():
            try:
                if await self._lead():
                    self._refused = False
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
                self._refused = True
                await self._look_at_what_waits(stop)
            await unless(stop, asyncio.sleep(pause))

    @property
    def leads(self) -> bool:
        """Whether this process holds the lease now; one that was frozen for long does not."""
        return self._renewed is not None and self.clock() - self._renewed < _LEASE

    async def close(self) -> None:
        """Mark what is done and give the lease back."""
        self.hearing.close()
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
            left, heard = await self.database.read(lambda work: (work.inbox.waiting(), work.marks.get(POLLED)))
            await self._go_on_with(left)
            self.hearing.last = heard
            self.source.begin()
        self._renewed, self.standing_by = now if held else None, not held
        return held

    def _renew(self, work: IntakeWork, now: datetime) -> bool:
        held = work.leases.take(_LEASE_NAME, self.holder, now, now + _LEASE)
        if held and self._renewed is not None and self.hearing.last is not None:
            work.marks.set(POLLED, self.hearing.last)
        return held

    async def _go_on_with(self, left: Sequence[StoredUpdate]) -> None:
        """What an earlier process left; what is being pushed to this one right now is let in by itself."""
        await self._let_in([Arrival(each, json.loads(each.raw)) for each in left if each.id not in self._coming])
        self._doubtful.clear()

    async def _take_in(self, stop: asyncio.Event) -> None:
        await self.lanes.wait_for_room()
        found = await unless(stop, self.source.fetch(min(_BATCH, self.lanes.room)))
        if found is None:
            return
        self.hearing.answer()
        arrivals = [Arrival(self._stored(raw), raw) for raw in map(discreet, found) if raw is not None]
        done = self.handling.take_done()
        if arrivals or done:
            await self._let_in(await self._store(arrivals, done))
        self.source.stored()

    async def _let_in(self, arrivals: Sequence[Arrival]) -> None:
        """By the front, or by the side door."""
        for arrival in await self.side_door.take(arrivals) if self.side_door else arrivals:
            self.lanes.put(arrival.stored.lane, arrival)

    async def _store(self, arrivals: Sequence[Arrival], done: Sequence[int]) -> Sequence[Arrival]:
        """Keep them; returns those that are new.

        One that failed to be stored and comes again may have been stored all the same, and is then still new to us.
        """
        now, fresh = self.clock(), None
        again = self._doubtful.intersection(arrival.stored.id for arrival in arrivals)
        self._doubtful -= again

        def store(work: IntakeWork) -> frozenset[int]:
            work.inbox.finish_all(done)
            new = work.inbox.store([arrival.stored for arrival in arrivals], now)
            return frozenset(new).union(each for each in again if work.inbox.is_open(each))

        storing = asyncio.ensure_future(self.database.write(store))
        try:
            await asyncio.wait({storing}, timeout=_SLOW)
            if not storing.done():
                await self.unstored([arrival.raw for arrival in arrivals])
            fresh = await storing
        except StorageError:
            self._doubtful.update(arrival.stored.id for arrival in arrivals)
            raise
        finally:
            storing.cancel()
            if fresh is None:
                self.handling.give_back(done)
        return [arrival for arrival in arrivals if arrival.stored.id in fresh]

    async def _look_at_what_waits(self, stop: asyncio.Event) -> None:
        """Hand on what waits at Telegram without taking it in: it is not confirmed, and comes again."""
        if self._renewed is None:
            return  # another process may be taking it in
        with contextlib.suppress(FeedError):
            found = await unless(stop, self.source.waiting())
            await self.unstored([raw for raw in map(discreet, found or ()) if raw is not None])

    def _stored(self, raw: Mapping[str, Any]) -> StoredUpdate:
        user = sender(raw)
        lane = self.keys.person(user["id"]) if user else ""
        return StoredUpdate(raw["update_id"], lane, json.dumps(raw).encode())
