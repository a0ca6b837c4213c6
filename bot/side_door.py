"""Where those wait who try what only the staff may: however many they are, nobody else waits behind them."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from bot.handling import Arrival
from bot.lanes import Lanes
from handlers.trying import tries_a_right
from people.inbox import StoredUpdate, UpdateStore
from people.person import PersonKey
from people.ports import Staff, StoreTrouble, UnitsOfWork

log = structlog.get_logger(__name__)

SIDE_BY_SIDE = 1
"""Answered at once: each more would take as much of the process as a resident who answers."""
MOST_WAITING = 200
"""How many of their updates wait in memory at the most; the rest wait in the inbox alone."""
_PAUSE = 2.0


class SideDoorWork(Protocol):
    """What is asked of the store."""

    @property
    def inbox(self) -> UpdateStore:
        """What waits."""
        ...

    @property
    def staff(self) -> Staff:
        """Who is on it."""
        ...


@dataclass(slots=True)
class SideDoor:
    """Takes the buttons and links of the staff from everybody who is not on it, or has tried too often of late.

    One person's go in their order; nothing of them counts before what the same person does elsewhere, for they are
    refused or begin something that waits for somebody else's yes.
    """

    database: UnitsOfWork[SideDoorWork]
    lanes: Lanes[Arrival]
    is_noisy: Callable[[PersonKey], bool]
    _left: deque[int] = field(default_factory=deque, init=False)
    _fetching: asyncio.Task[None] | None = field(default=None, init=False)

    async def take(self, arrivals: Sequence[Arrival]) -> Sequence[Arrival]:
        """Keep those who belong here; returns the others."""
        trying = {arrival.stored.lane for arrival in arrivals if tries_a_right(arrival.raw)}
        if not trying:
            return arrivals
        trusted = await self._members(trying)
        here = [each for each in arrivals if each.stored.lane not in trusted and tries_a_right(each.raw)]
        for arrival in here:
            self._put(arrival)
        kept = {arrival.stored.id for arrival in here}
        return [arrival for arrival in arrivals if arrival.stored.id not in kept]

    async def drain(self, seconds: float) -> bool:
        """Finish what is under way; the rest stays in the inbox for the next start. False where that took too long."""
        if self._fetching:
            self._fetching.cancel()
        return await self.lanes.drain(seconds)

    async def _members(self, people: set[str]) -> frozenset[str]:
        """Those who are on the staff and quiet. Where the store cannot say, nobody is: they wait a little longer."""
        quiet = [PersonKey(each) for each in people if not self.is_noisy(PersonKey(each))]
        with contextlib.suppress(StoreTrouble):
            return await self.database.read(
                lambda work: frozenset(each for each in quiet if (found := work.staff.of(each)) and found.active)
            )
        return frozenset()

    def _put(self, arrival: Arrival) -> None:
        if self.lanes.room > 0 and not self._left:
            self.lanes.put(arrival.stored.lane, arrival)
            return
        self._left.append(arrival.stored.id)
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.create_task(self._fetch())

    async def _fetch(self) -> None:
        """Take what waits in the inbox alone, as room comes."""
        while self._left:
            await self.lanes.wait_for_room()
            wanted = [self._left[place] for place in range(min(self.lanes.room, len(self._left)))]
            try:
                found = await self._read(wanted)
            except StoreTrouble as error:
                log.error("updates wait for storage", trouble=type(error).__name__)
                await asyncio.sleep(_PAUSE)
                continue
            for update in found:
                self.lanes.put(update.lane, Arrival(update, json.loads(update.raw)))
            for _ in wanted:
                self._left.popleft()

    async def _read(self, wanted: Sequence[int]) -> Sequence[StoredUpdate]:
        return await self.database.read(lambda work: work.inbox.these(wanted))
