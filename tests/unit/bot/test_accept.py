"""What is pushed: stored before it is confirmed, once, in order, and only by who holds the lease."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.handling import Arrival
from bot.hearing import POLLED, PRESSES_LIVE
from bot.intake import Intake
from people.inbox import StoredUpdate
from tests.unit.bot.taking_in import KEYS, START, Raw, Town, update

LEASE = "getUpdates"


@dataclass
class Pushing:
    """A source that looks when it is told to; `hears` is whether Telegram then says that it gets through."""

    look: asyncio.Event = field(default_factory=asyncio.Event)
    looked: asyncio.Event = field(default_factory=asyncio.Event)
    hears: bool = True
    begun: int = 0
    came: int = 0

    def begin(self) -> None:
        self.begun += 1

    async def fetch(self, limit: int) -> Sequence[Raw] | None:
        assert limit > 0
        self.looked.set()
        await self.look.wait()
        self.look.clear()
        return [] if self.hears else None

    def stored(self) -> None:
        pass

    async def waiting(self) -> Sequence[Raw]:
        return ()

    def reached(self) -> None:
        self.came += 1

    async def turn(self) -> None:
        """Let the source look once, and the intake come to rest after it."""
        self.looked.clear()
        self.look.set()
        await self.looked.wait()


@pytest.fixture
def source() -> Pushing:
    return Pushing()


@pytest.fixture
def town() -> Town:
    return Town()


@asynccontextmanager
async def running(town: Town, source: Pushing, intake: Intake | None = None) -> AsyncIterator[Intake]:
    """An intake that leads."""
    intake = intake or town.intake(source=source)
    town.stop.clear()
    source.looked.clear()
    task = asyncio.create_task(intake.run(town.stop))
    await source.looked.wait()
    yield intake
    town.stop.set()
    await task
    await intake.lanes.drain(1)


async def test_it_is_stored_as_polled_ones_are_before_it_is_confirmed_and_then_handled(
    town: Town, source: Pushing
) -> None:
    async with running(town, source) as intake:
        assert await intake.accept(update(10))
        row = town.memory.rows[10]
        assert (json.loads(row.raw), row.lane) == (update(10), KEYS.person(7))
        assert await intake.accept(update(11))
        await source.turn()
    assert town.handled == [10, 11]
    assert source.came == 2
    await intake.close()
    assert town.memory.rows == {}
    assert town.memory.done == {10, 11}


async def test_what_comes_twice_is_confirmed_twice_and_handled_once(town: Town, source: Pushing) -> None:
    async with running(town, source) as intake:
        both = await asyncio.gather(intake.accept(update(10)), intake.accept(update(10)))
        assert [*both, await intake.accept(update(10))] == [True, True, True]
    assert town.handled == [10]


async def test_what_one_person_sends_is_handled_in_the_order_it_came(town: Town, source: Pushing) -> None:
    async with running(town, source) as intake:
        for number in range(10, 60):
            assert await intake.accept(update(number, person=number % 2))
    assert [each for each in town.handled if each % 2] == list(range(11, 60, 2))
    assert [each for each in town.handled if not each % 2] == list(range(10, 60, 2))


async def test_what_is_said_in_groups_is_confirmed_and_not_stored(town: Town, source: Pushing) -> None:
    async with running(town, source) as intake:
        chat = {"id": -7, "type": "group"}
        assert await intake.accept({"update_id": 10, "message": {"from": {"id": 7}, "chat": chat, "text": "hej"}})
    assert (town.memory.rows, town.memory.done, town.handled) == ({}, set(), [])


async def test_it_has_to_come_again_before_the_start_and_after_the_stop(town: Town, source: Pushing) -> None:
    intake = town.intake(source=source)
    assert not await intake.accept(update(10))
    async with running(town, source, intake):
        assert await intake.accept(update(10))
    assert not await intake.accept(update(11))
    assert not await intake.accept(update(10))
    assert list(town.memory.rows) == [10]


async def test_who_stands_by_or_was_frozen_past_its_lease_takes_nothing(town: Town, source: Pushing) -> None:
    async with running(town, source) as leading:
        waiting = town.intake("another process", source=Pushing())
        task = asyncio.create_task(waiting.run(town.stop))
        await asyncio.sleep(0)
        assert not await waiting.accept(update(10))
        assert waiting.standing_by
        assert await leading.accept(update(10))
        town.pass_time(seconds=40)
        assert not await leading.accept(update(11))
        assert town.unstored == []
    await task
    assert town.handled == [10]


async def test_while_a_process_reads_what_was_left_nothing_new_comes_between(town: Town, source: Pushing) -> None:
    left = StoredUpdate(9, KEYS.person(7), json.dumps(update(9)).encode())
    town.memory.store([left], START)
    town.memory.slow = asyncio.Event()
    intake = town.intake(source=source)
    starting = asyncio.create_task(intake.run(town.stop))
    for _ in range(5):
        await asyncio.sleep(0)
        assert not await intake.accept(update(10))
    town.memory.slow.set()
    await source.looked.wait()
    assert await intake.accept(update(10))
    town.stop.set()
    await starting
    await intake.lanes.drain(1)
    assert town.handled == [9, 10]


async def test_what_is_being_stored_while_the_lease_is_lost_and_taken_again_is_handled_once(
    town: Town, source: Pushing
) -> None:
    async with running(town, source) as intake:
        town.memory.slow = asyncio.Event()
        pushing = asyncio.create_task(intake.accept(update(10)))
        for _ in range(3):
            await asyncio.sleep(0)
        assert 10 in town.memory.rows
        intake._renewed = None  # as if another process had held it in between
        reading = asyncio.create_task(intake._lead())
        await asyncio.sleep(0)
        town.memory.slow.set()
        assert (await reading, await pushing) == (True, True)
    assert source.begun == 2
    assert town.handled == [10]


async def test_where_nothing_can_be_stored_it_has_to_come_again_and_who_asks_for_help_is_heard(
    town: Town, source: Pushing
) -> None:
    async with running(town, source) as intake:
        assert await intake.accept(update(9))
        await intake.lanes.drain(1)
        town.memory.broken = True
        assert not await intake.accept(update(10))
        assert town.unstored == [10]
        town.memory.broken = False
        assert await intake.accept(update(10))
    assert town.handled == [9, 10]
    await intake.close()
    assert town.memory.done == {9, 10}


async def test_help_is_heard_however_long_nothing_can_be_stored(
    town: Town, source: Pushing, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused = asyncio.Event()

    async def pause(_: float) -> None:
        paused.set()
        await asyncio.Event().wait()

    async with running(town, source) as intake:
        monkeypatch.setattr("bot.intake.asyncio.sleep", pause)
        town.memory.broken = True
        town.pass_time(minutes=5)
        source.look.set()
        await paused.wait()
        assert not intake.leads
        assert not await intake.accept(update(10))
        assert town.unstored == [10]


async def test_what_was_stored_although_storage_said_no_is_handled_when_it_comes_again(
    town: Town, source: Pushing
) -> None:
    async with running(town, source) as intake:
        town.memory.mute = True
        assert not await intake.accept(update(10))
        assert 10 in town.memory.rows
        town.memory.mute = False
        assert await intake.accept(update(10))
        assert await intake.accept(update(10))
    assert town.handled == [10]


async def test_what_is_broken_off_while_it_is_stored_forgets_nothing_that_was_done(
    town: Town, source: Pushing, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_: object) -> None:
        await asyncio.Event().wait()

    async with running(town, source) as intake:
        assert await intake.accept(update(9))
        await intake.lanes.drain(1)
        with monkeypatch.context() as stuck:
            stuck.setattr(town.memory, "write", hang)
            pushing = asyncio.create_task(intake.accept(update(10)))
            await asyncio.sleep(0)
            pushing.cancel()
            await asyncio.gather(pushing, return_exceptions=True)
    await intake.close()
    assert town.memory.done == {9}


async def test_who_has_too_much_to_do_takes_no_more_until_there_is_room(town: Town, source: Pushing) -> None:
    free = asyncio.Event()
    handle = town.handle

    async def busy(arrival: Arrival) -> None:
        await free.wait()
        await handle(arrival)

    town.handle = busy  # type: ignore[method-assign]
    async with running(town, source, town.intake(source=source, most=2)) as intake:
        taken = await asyncio.gather(*(intake.accept(update(number, person=1)) for number in range(10, 15)))
        assert sum(taken) <= 3  # one is being handled and waits no more
        assert not await intake.accept(update(20))
        free.set()
        for number in range(10, 15):
            await intake.lanes.wait_for_room()
            assert await intake.accept(update(number, person=1))
    assert sorted(town.handled) == [10, 11, 12, 13, 14]


async def test_a_push_and_a_look_that_gets_through_are_hearing_telegram_and_another_look_is_not(
    town: Town, source: Pushing
) -> None:
    source.hears = False
    async with running(town, source) as intake:
        await source.turn()
        assert intake.answered is None
        assert await intake.accept(update(10))
        assert intake.answered == START
        town.pass_time(seconds=15)
        await source.turn()
        assert intake.answered == START
        source.hears = True
        await source.turn()
        assert intake.answered == START + timedelta(seconds=15)


@pytest.mark.parametrize("silence", [PRESSES_LIVE, PRESSES_LIVE + timedelta(seconds=1)])
async def test_a_silence_longer_than_presses_live_is_told_when_a_push_ends_it(
    town: Town, source: Pushing, silence: timedelta
) -> None:
    told: list[datetime | None] = [START]
    town.memory.moments[POLLED] = START
    async with running(town, source) as intake:
        assert await intake.accept(update(10))
        await asyncio.sleep(0)
        town.now += silence
        intake._renewed = town.now
        assert await intake.accept(update(11))
        await asyncio.sleep(0)
    assert town.returns == (told if silence == PRESSES_LIVE else told * 2)
