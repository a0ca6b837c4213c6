"""A process that takes in what a scripted Telegram sends, over an inbox in memory."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from bot.asking import Asking
from bot.feed import Feed
from bot.handling import Arrival, Handling
from bot.hearing import Hearing
from bot.intake import Intake
from bot.lanes import Lanes
from bot.source import Source
from people.inbox import HeldUpdate, IntakeWork, StoredUpdate
from people.keys import KeyRing
from storage.errors import StorageBusy

Result = TypeVar("Result")
Raw = Mapping[str, Any]

KEYS = KeyRing("a key for tests only, of no use anywhere")
START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def update(number: int, person: int = 7, **more: Any) -> dict[str, Any]:
    return {"update_id": number, "message": {"from": {"id": person}, "text": f"words {number}"}, **more}


@dataclass
class Memory:
    """The inbox, marks and leases over dictionaries; `broken` is storage that keeps nothing.

    `mute` keeps and then fails, as when the connection goes away just after a commit. `slow` is waited for after each
    commit, so that others come between.
    """

    rows: dict[int, StoredUpdate] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    moments: dict[str, datetime] = field(default_factory=dict)
    holders: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    broken: bool = False
    mute: bool = False
    slow: asyncio.Event | None = None

    async def write(self, work: Callable[[IntakeWork], Result], /) -> Result:
        if self.broken:
            raise StorageBusy
        result = work(self)
        if self.slow:
            await self.slow.wait()
        if self.mute:
            raise StorageBusy
        return result

    async def read(self, work: Callable[[IntakeWork], Result], /) -> Result:
        return await self.write(work)

    @property
    def inbox(self) -> "Memory":
        return self

    @property
    def marks(self) -> "Memory":
        return self

    @property
    def leases(self) -> "Memory":
        return self

    def store(self, updates: Sequence[StoredUpdate], now: datetime, /) -> Sequence[int]:
        new = [each for each in updates if each.id not in self.rows and each.id not in self.done]
        self.rows |= {each.id: each for each in new}
        return [each.id for each in new]

    def waiting(self) -> Sequence[StoredUpdate]:
        return list(self.rows.values())

    def these(self, updates: Sequence[int], /) -> Sequence[StoredUpdate]:
        return [self.rows[each] for each in updates if each in self.rows]

    def of(self, lane: str, /) -> Sequence[HeldUpdate]:
        raise AssertionError("the intake does not ask what is held")

    def forget_lane(self, lane: str, /) -> int:
        raise AssertionError("the intake forgets nobody")

    def is_open(self, update: int, /) -> bool:
        return update in self.rows

    def finish(self, update: int, /) -> None:
        self.finish_all([update])

    def finish_all(self, updates: Sequence[int], /) -> None:
        for each in updates:
            self.rows.pop(each, None)
            self.done.add(each)

    def failed(self, update: int, /, *, dead: bool) -> None:
        raise AssertionError

    def purge(self, done_before: datetime, dead_before: datetime, /) -> int:
        raise AssertionError

    def get(self, name: str, /) -> datetime | None:
        return self.moments.get(name)

    def set(self, name: str, moment: datetime, /) -> None:
        self.moments[name] = moment

    def take(self, name: str, holder: str, now: datetime, until: datetime, /) -> bool:
        kept = self.holders.get(name)
        if kept and kept[0] != holder and kept[1] > now:
            return False
        self.holders[name] = (holder, until)
        return True

    def release(self, name: str, holder: str, /) -> None:
        if self.holders.get(name, ("",))[0] == holder:
            del self.holders[name]


Step = Sequence[Raw] | Exception | Callable[[], Sequence[Raw]]


@dataclass
class Town:
    """A process that takes in what a scripted Telegram sends, until the script is over."""

    memory: Memory = field(default_factory=Memory)
    script: list[Step] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    handled: list[int] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    returns: list[datetime | None] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    unstored: list[int] = field(default_factory=list)
    now: datetime = START
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def intake(self, holder: str = "this process", source: Source | None = None, most: int = 100) -> Intake:
        return Intake(
            database=self.memory,
            source=source or Feed(cast("Asking", self), ()),
            handling=cast("Handling", self),
            lanes=Lanes(self.handle, side_by_side=8, most=most),
            keys=KEYS,
            clock=lambda: self.now,
            holder=holder,
            hearing=Hearing(self.memory, lambda: self.now, self.returned),
            unstored=self.could_not_store,
        )

    async def could_not_store(self, updates: Sequence[Raw]) -> None:
        self.unstored += [each["update_id"] for each in updates]

    async def run(self, *script: Step, intake: Intake | None = None) -> Intake:
        """Let the intake run through the script, then stop it."""
        self.stop.clear()
        self.script = list(script)
        running = intake or self.intake()
        await running.run(self.stop)
        await running.lanes.drain(1)
        return running

    async def ask(self, method: str, question: Mapping[str, Any], wait: float) -> Sequence[Raw]:
        if not self.script:
            self.stop.set()
            await asyncio.Event().wait()
        self.offsets.append(question["offset"])
        step = self.script.pop(0)
        if isinstance(step, Exception):
            raise step
        await asyncio.sleep(0)
        return step() if callable(step) else step

    async def handle(self, arrival: Arrival) -> None:
        self.handled.append(arrival.stored.id)
        self.done.append(arrival.stored.id)

    def take_done(self) -> Sequence[int]:
        done, self.done = self.done, []
        return done

    def give_back(self, done: Sequence[int]) -> None:
        self.done.extend(done)

    async def returned(self, last: datetime | None) -> None:
        self.returns.append(last)

    def pass_time(self, **by: float) -> None:
        self.now += timedelta(**by)
