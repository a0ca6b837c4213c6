import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

import pytest

from bot.asking import FeedError, FeedRefusedError
from bot.hearing import POLLED, PRESSES_LIVE
from people.inbox import StoredUpdate
from storage.errors import StorageBusy
from tests.unit.bot.taking_in import KEYS, START, Raw, Town, update


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    town = Town()
    at_once = asyncio.sleep

    async def pause(seconds: float) -> None:
        if seconds:
            town.pauses.append(seconds)
            town.pass_time(seconds=seconds)
        if town.script or not seconds:
            await at_once(0)
        else:
            town.stop.set()

    monkeypatch.setattr("bot.intake.asyncio.sleep", pause)
    yield town
    assert not town.script


async def test_what_comes_is_stored_as_it_came_then_handled_and_only_then_confirmed(town: Town) -> None:
    def second() -> Sequence[Raw]:
        assert set(town.memory.rows) == {10, 11}
        return []

    await town.run([update(10), update(11)], second)
    assert town.offsets == [0, 12]
    assert town.handled == [10, 11]


async def test_the_raw_update_and_its_persons_lane_are_kept(town: Town) -> None:
    odd = {"update_id": 12, "poll": {"id": "å"}}
    await town.run([update(10, person=7), odd])
    rows = town.memory.rows
    assert json.loads(rows[10].raw) == update(10, person=7)
    assert rows[10].lane == KEYS.person(7)
    assert (json.loads(rows[12].raw), rows[12].lane) == (odd, "")


async def test_what_is_said_in_groups_is_confirmed_and_not_stored(town: Town) -> None:
    group = {"id": -7, "type": "group"}
    chatter = {"update_id": 10, "message": {"from": {"id": 7}, "chat": group, "text": "hej"}}
    await town.run([chatter], [update(12), chatter | {"update_id": 13}], [])
    assert town.offsets == [0, 11, 14]
    assert set(town.memory.rows) | town.memory.done == {12}
    assert town.handled == [12]


async def test_what_storage_does_not_take_is_not_confirmed_and_comes_again(town: Town) -> None:
    def broken() -> Sequence[Raw]:
        town.memory.broken = True
        return [update(10)]

    running = town.intake()
    await town.run([update(9)], broken, intake=running)
    assert town.handled == [9]
    town.memory.broken = False
    await town.run([update(10)], [], intake=running)
    assert town.offsets == [0, 10, 10, 11]
    assert town.handled == [9, 10]
    assert 9 in town.memory.done


async def test_what_was_stored_although_storage_said_no_is_handled_when_it_comes_again(town: Town) -> None:
    def mute() -> Sequence[Raw]:
        town.memory.mute = True
        return [update(10)]

    def while_it_waits() -> Sequence[Raw]:
        assert 10 in town.memory.rows
        town.memory.mute = False
        return [update(10)]

    await town.run([update(9)], mute, while_it_waits, [update(10)], [update(10)], [])
    assert town.handled == [9, 10]


async def test_what_waits_while_nothing_can_be_stored_is_looked_at_and_not_confirmed(town: Town) -> None:
    def broken() -> Sequence[Raw]:
        town.memory.broken = True
        return [update(10)]

    def while_it_waits() -> Sequence[Raw]:
        town.memory.broken = False
        return [update(10), update(11)]

    await town.run([update(9)], broken, while_it_waits, [update(10), update(11)])
    assert town.unstored == [10, 11]
    assert town.offsets[:4] == [0, 10, 10, 10]
    assert town.handled == [9, 10, 11]


async def test_an_update_that_comes_twice_is_handled_once(town: Town) -> None:
    await town.run([update(10)], [update(10), update(11)], [update(10)])
    assert town.handled == [10, 11]


async def test_after_an_empty_answer_numbers_may_begin_anew(town: Town) -> None:
    await town.run([update(900)], [], [update(3)], [])
    assert town.offsets == [0, 901, 0, 4]
    assert town.handled == [900, 3]


async def test_what_is_done_is_marked_with_the_next_answer_and_at_the_stop(town: Town) -> None:
    running = await town.run([update(10)], [update(11)], [])
    assert {10, 11} <= town.memory.done | set(town.done)
    await running.close()
    assert town.memory.rows == {}
    assert town.memory.holders == {}


async def test_a_new_process_goes_on_with_what_the_last_one_left_in_its_order(town: Town) -> None:
    left = [StoredUpdate(number, "lane", json.dumps(update(number)).encode()) for number in (5, 6)]
    town.memory.store(left, START)
    await town.run([update(7)])
    assert town.handled[:2] == [5, 6]
    assert set(town.handled) == {5, 6, 7}


async def test_only_who_holds_the_lease_asks_telegram(town: Town) -> None:
    town.memory.holders["getUpdates"] = ("another process", START + timedelta(seconds=60))
    waiting = await town.run()
    assert (waiting.standing_by, waiting.answered) == (True, None)
    assert town.offsets == []
    assert town.pauses == [1.0]
    town.pass_time(seconds=60)
    leading = await town.run([update(10)])
    assert (leading.standing_by, leading.answered) == (False, town.now)
    assert town.handled == [10]


async def test_a_lease_that_was_given_back_is_free_at_once(town: Town) -> None:
    first = await town.run([])
    await first.close()
    await town.run([update(10)], intake=town.intake("the next process"))
    assert town.handled == [10]


async def test_who_lost_the_lease_stops_asking(town: Town) -> None:
    def late() -> Sequence[Raw]:
        town.pass_time(minutes=2)
        town.memory.holders["getUpdates"] = ("another process", town.now + timedelta(seconds=60))
        return []

    await town.run([], late)
    assert len(town.offsets) == 2
    assert town.pauses == [1.0]


async def test_who_was_frozen_past_its_lease_knows_that_it_leads_no_more(town: Town) -> None:
    waiting = town.intake("the next process")
    leading = await town.run([])
    assert leading.leads
    assert not waiting.leads
    town.pass_time(seconds=40)
    assert not leading.leads


async def test_trouble_is_waited_out_longer_and_longer_and_telegrams_own_wait_is_kept(town: Town) -> None:
    quiet = FeedError("ClientConnectorError")
    await town.run(quiet, quiet, quiet, quiet, quiet, quiet, FeedError("answered 429", 17), [], quiet, [])
    assert town.pauses == [2.0, 4.0, 8.0, 8.0, 8.0, 8.0, 17.0, 2.0]


async def test_a_refused_token_is_asked_about_seldom(town: Town) -> None:
    await town.run(FeedRefusedError("token not accepted"), [])
    assert town.pauses == [30.0]


async def test_storage_that_is_gone_from_the_start_is_waited_for(town: Town) -> None:
    town.memory.broken = True
    await town.run()
    assert town.pauses == [2.0]
    town.memory.broken = False
    await town.run([update(10)])
    assert town.handled == [10]


async def test_the_first_answer_ever_follows_no_silence(town: Town) -> None:
    await town.run([], [], [])
    assert town.returns == [None]


async def test_what_an_earlier_process_heard_is_not_what_this_one_hears(town: Town) -> None:
    town.memory.moments[POLLED] = START
    deaf = await town.run(FeedError("ClientConnectorError"), FeedError("ClientConnectorError"))
    assert (deaf.standing_by, deaf.answered) == (False, None)


async def test_a_restart_tells_when_telegram_last_answered(town: Town) -> None:
    earlier = START - timedelta(minutes=5)
    town.memory.moments[POLLED] = earlier
    await town.run([], [])
    assert town.returns == [earlier]
    assert town.memory.moments[POLLED] == START


async def test_a_silence_longer_than_presses_live_is_told_when_it_ends_and_a_shorter_one_is_not(town: Town) -> None:
    def after(silence: timedelta) -> Callable[[], Sequence[Raw]]:
        def answer() -> Sequence[Raw]:
            town.now += silence
            return []

        return answer

    await town.run([], after(PRESSES_LIVE), after(PRESSES_LIVE + timedelta(seconds=1)), [], [])
    assert town.returns == [None, START + PRESSES_LIVE]


async def test_who_was_cut_off_is_told_once_storage_is_back(town: Town) -> None:
    earlier = START - timedelta(minutes=5)
    town.memory.moments[POLLED] = earlier
    running = town.intake()

    async def fail_once(last: datetime | None) -> None:
        running.hearing.returned = town.returned
        await town.returned(last)
        raise StorageBusy

    running.hearing.returned = fail_once
    await town.run([], [], [], intake=running)
    assert town.returns == [earlier, earlier]
