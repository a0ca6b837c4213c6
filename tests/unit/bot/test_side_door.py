"""However many forge the staff's buttons, nobody else waits behind them, and none of theirs is lost."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

import pytest

from bot.handling import Arrival
from bot.lanes import Lanes
from bot.side_door import SideDoor, SideDoorWork
from handlers.trying import tries_a_right
from people.inbox import StoredUpdate
from people.organisation import Organisation
from people.person import PersonKey
from people.staff import Role, StaffMember
from storage.errors import StorageBusy

Result = TypeVar("Result")
PRESS, LINK, ANSWER = "t:revoke:1", "/start i_x", "s:1:c:age:x"


def arrival(number: int, person: str, data: str) -> Arrival:
    raw = {"message": {"text": data}} if data.startswith("/") else {"callback_query": {"data": data}}
    return Arrival(StoredUpdate(number, person, json.dumps(raw).encode()), raw)


def member(person: str, *, until: date | None = None) -> StaffMember:
    since = date(2026, 11, 23)
    return StaffMember(1, PersonKey(person), "", Role.EDITOR, Organisation.POLICE, (), since, until)


@dataclass
class Store:
    """The inbox and the staff over dictionaries; `broken` is one that does not answer."""

    rows: dict[int, StoredUpdate] = field(default_factory=dict)
    members: dict[str, StaffMember] = field(default_factory=dict)
    broken: int = 0

    async def read(self, work: Callable[[SideDoorWork], Result], /) -> Result:
        await asyncio.sleep(0)
        if self.broken:
            self.broken -= 1
            raise StorageBusy
        return work(cast("SideDoorWork", self))

    async def write(self, work: Callable[[SideDoorWork], Result], /) -> Result:
        raise AssertionError("nothing is written here")

    @property
    def inbox(self) -> "Store":
        return self

    @property
    def staff(self) -> "Store":
        return self

    def of(self, person: PersonKey, /) -> StaffMember | None:
        return self.members.get(person)

    def these(self, updates: Sequence[int], /) -> Sequence[StoredUpdate]:
        return [self.rows[each] for each in updates if each in self.rows]


class Door:
    """A side door with room for three; who has come through it waits there until it `opens`."""

    def __init__(self) -> None:
        self.store, self.handled, self.noisy = Store(), list[int](), set[str]()
        self.opens, self.hundred = asyncio.Event(), asyncio.Event()
        lanes = Lanes(self._handle, side_by_side=2, most=3)
        self.side = SideDoor(cast("Any", self.store), lanes, lambda person: person in self.noisy)

    async def _handle(self, come: Arrival) -> None:
        await self.opens.wait()
        self.handled.append(come.stored.id)
        if len(self.handled) == 100:
            self.hundred.set()

    async def come(self, *arrivals: Arrival) -> list[int]:
        """Returns who goes on to the front."""
        self.store.rows |= {each.stored.id: each.stored for each in arrivals}
        return [each.stored.id for each in await self.side.take(arrivals)]


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.mark.parametrize(
    ("data", "tries"),
    [
        *((data, True) for data in (PRESS, LINK, "t", "t:", "u:sign:1:x", "w:one:1", "/start i_")),
        *((data, False) for data in (ANSWER, "m:help", "q:start", "y:go:X", "/start", "/start d_X", "/staff", "x")),
    ],
)
def test_what_tries_a_right(data: str, tries: bool) -> None:
    assert tries_a_right(arrival(1, "x", data).raw) is tries


@pytest.mark.parametrize("raw", [{}, {"callback_query": None}, {"message": []}, {"message": {"text": 5}}])
def test_what_is_no_update_tries_nothing(raw: dict[str, object]) -> None:
    assert not tries_a_right(raw)


async def test_only_who_tries_without_a_role_comes_through_it(door: Door) -> None:
    door.store.members = {"maria": member("maria"), "bo": member("bo", until=date(2026, 11, 24))}
    front = await door.come(
        arrival(1, "stranger", PRESS),
        arrival(2, "stranger", ANSWER),
        arrival(3, "maria", PRESS),
        arrival(4, "bo", PRESS),
        arrival(5, "karin", LINK),
    )
    assert front == [2, 3]
    door.opens.set()
    assert await door.side.drain(1)
    assert door.handled == [1, 4, 5]


async def test_a_member_who_tries_too_often_waits_there_too(door: Door) -> None:
    door.store.members, door.noisy = {"maria": member("maria")}, {"maria"}
    assert await door.come(arrival(1, "maria", PRESS), arrival(2, "maria", ANSWER)) == [2]


async def test_what_does_not_fit_waits_in_the_inbox_and_comes_in_its_turn(door: Door) -> None:
    assert await door.come(*(arrival(number, f"p{number % 7}", PRESS) for number in range(100))) == []
    assert await door.come(arrival(100, "alva", ANSWER)) == [100]
    door.opens.set()
    async with asyncio.timeout(5):
        await door.hundred.wait()
    assert sorted(door.handled) == list(range(100))
    for person in range(7):
        own = [number for number in door.handled if number % 7 == person]
        assert own == sorted(own)


async def test_where_the_store_does_not_answer_whoever_tries_waits_and_nobody_else(door: Door) -> None:
    door.store.members, door.store.broken = {"maria": member("maria")}, 1
    assert await door.come(arrival(1, "maria", PRESS), arrival(2, "alva", ANSWER)) == [2]
    door.opens.set()
    assert await door.side.drain(1)
    assert door.handled == [1]
