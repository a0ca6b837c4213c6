import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.lanes import Lanes


class Doors:
    """Handles items only when a test opens their door, and notes the order."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.doors: dict[str, asyncio.Event] = {}

    def open(self, item: str) -> None:
        self.doors.setdefault(item, asyncio.Event()).set()

    async def __call__(self, item: str) -> None:
        self.begun.append(item)
        await self.doors.setdefault(item, asyncio.Event()).wait()
        self.done.append(item)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_one_persons_second_update_waits_for_the_first() -> None:
    doors = Doors()
    lanes = Lanes(doors, side_by_side=8, most=10)
    lanes.put("alva", "alva 1")
    lanes.put("alva", "alva 2")
    await settle()
    assert doors.begun == ["alva 1"]
    doors.open("alva 1")
    await settle()
    assert doors.begun == ["alva 1", "alva 2"]
    doors.open("alva 2")
    assert await lanes.drain(1)


async def test_a_person_does_not_wait_for_another() -> None:
    doors = Doors()
    lanes = Lanes(doors, side_by_side=8, most=10)
    lanes.put("alva", "slow")
    lanes.put("yusuf", "quick")
    doors.open("quick")
    await settle()
    assert doors.done == ["quick"]
    doors.open("slow")
    assert await lanes.drain(1)


async def test_no_more_people_than_agreed_are_served_at_once() -> None:
    doors = Doors()
    lanes = Lanes(doors, side_by_side=2, most=10)
    for person in "abcd":
        lanes.put(person, person)
    await settle()
    assert doors.begun == ["a", "b"]
    doors.open("a")
    await settle()
    assert doors.begun == ["a", "b", "c"]
    for person in "bcd":
        doors.open(person)
    assert await lanes.drain(1)


async def test_intake_waits_for_room() -> None:
    doors = Doors()
    lanes = Lanes(doors, side_by_side=1, most=2)
    lanes.put("a", "a")
    lanes.put("b", "b")
    assert lanes.room == 0
    waiting = asyncio.create_task(lanes.wait_for_room())
    await settle()
    assert not waiting.done()
    doors.open("a")
    await waiting
    assert lanes.room == 1
    doors.open("b")
    assert await lanes.drain(1)


async def test_a_stop_that_cannot_wait_drops_what_is_not_done() -> None:
    doors = Doors()
    lanes = Lanes(doors, side_by_side=1, most=5)
    lanes.put("a", "stuck")
    await settle()
    assert not await lanes.drain(0.01)
    assert doors.done == []


@given(st.lists(st.sampled_from("abc"), max_size=30))
async def test_everything_is_handled_once_and_in_each_persons_order(people: list[str]) -> None:
    handled: list[tuple[str, int]] = []

    async def handle(item: tuple[str, int]) -> None:
        await asyncio.sleep(0)
        handled.append(item)

    lanes = Lanes(handle, side_by_side=2, most=100)
    for number, person in enumerate(people):
        lanes.put(person, (person, number))
    assert await lanes.drain(5)
    assert sorted(handled, key=lambda item: item[1]) == list(zip(people, range(len(people)), strict=True))
    for person in "abc":
        own = [number for name, number in handled if name == person]
        assert own == sorted(own)


async def test_a_turn_taken_in_a_lane_waits_for_what_came_before_and_holds_back_what_comes_after() -> None:
    seen: list[str] = []

    async def handle(item: str) -> None:
        await asyncio.sleep(0)
        seen.append(item)

    lanes = Lanes(handle, side_by_side=2, most=10)
    lanes.put("alva", "before")
    async with lanes.alone("alva"):
        lanes.put("alva", "after")
        lanes.put("bo", "elsewhere")
        for _ in range(10):
            await asyncio.sleep(0)
        seen.append("turn")
    assert await lanes.drain(1.0)
    assert seen == ["before", "elsewhere", "turn", "after"]
    assert lanes.room == 10
