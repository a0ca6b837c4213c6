"""One person's updates in order, different people side by side, with a bound on both."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A place in a lane that somebody else uses: from when it has come until they are done."""

    come: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Lanes(Generic[Item]):
    """Runs items through `handle`: one at a time in a lane, up to `side_by_side` lanes at once.

    Never more than `most` items wait; `room` tells how many more may come, and `wait_for_room` waits for one.
    A lane exists only while it has something to do.
    """

    def __init__(self, handle: Callable[[Item], Awaitable[None]], *, side_by_side: int, most: int) -> None:
        """`handle` must not raise: what it raises drops what waits in that lane."""
        self._handle = handle
        self._places = asyncio.Semaphore(side_by_side)
        self._most = most
        self._waiting = 0
        self._lanes: dict[str, deque[Item | _Turn]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._moved = asyncio.Event()

    @property
    def room(self) -> int:
        """How many more items may be put in."""
        return self._most - self._waiting

    def put(self, lane: str, item: Item) -> None:
        """Add an item at the end of its lane."""
        self._put(lane, item)

    @asynccontextmanager
    async def alone(self, lane: str) -> AsyncIterator[None]:
        """Wait for a turn in the lane; none of its items is run meanwhile."""
        turn = _Turn()
        self._put(lane, turn)
        try:
            await turn.come.wait()
            yield
        finally:
            turn.done.set()

    def _put(self, lane: str, item: Item | _Turn) -> None:
        self._waiting += 1
        queue = self._lanes.get(lane)
        if queue is not None:
            queue.append(item)
            return
        self._lanes[lane] = deque([item])
        task = asyncio.create_task(self._run(lane))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def wait_for_room(self) -> None:
        """Return once at least one more item may come."""
        while self.room <= 0:
            self._moved.clear()
            await self._moved.wait()

    async def drain(self, seconds: float) -> bool:
        """Wait until every lane is empty; False where that took longer than `seconds` and the rest was dropped."""
        if not self._running:
            return True
        _, late = await asyncio.wait(self._running, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late

    async def _run(self, lane: str) -> None:
        queue = self._lanes[lane]
        try:
            while queue:
                async with self._places:
                    try:
                        await self._run_one(queue.popleft())
                    finally:
                        self._made_room(1)
        finally:
            del self._lanes[lane]
            self._made_room(len(queue))

    async def _run_one(self, item: Item | _Turn) -> None:
        if isinstance(item, _Turn):
            item.come.set()
            await item.done.wait()
        else:
            await self._handle(item)

    def _made_room(self, items: int) -> None:
        self._waiting -= items
        self._moved.set()
