import asyncio
import contextlib
import random
from collections import Counter
from dataclasses import replace

import pytest

from delivery.message import Topic
from delivery.outcome import (
    Ambiguous,
    Delivered,
    Moved,
    Outcome,
    Refused,
    RetryLater,
    ThreadGone,
    Unauthorised,
    Unreachable,
)
from delivery.rate_limit import Lane, Pace
from delivery.sender import Limits
from people.person import ChatId, PersonKey
from tests.unit.delivery.fake_time import now, run
from tests.unit.delivery.post import FakeTelegram, Post, always


def test_everybody_gets_their_digest_once_at_the_set_rate_with_one_write_a_message() -> None:
    async def main() -> None:
        post = Post()
        post.store.queue(people=500)
        assert await post.sender(rate=25).run_once() == 500
        assert Counter(post.telegram.arrived) == {f"Nr 1, {number}, del 1": 1 for number in range(1, 501)}
        assert post.states() == {"sent": 500}
        assert 500 / now() >= 0.95 * 25
        assert post.store.writes == 501

    run(main())


def test_the_parts_of_a_long_digest_come_in_order_even_when_one_is_put_back() -> None:
    def answer(_chat: ChatId, _attempt: int) -> Outcome:
        return Ambiguous() if len(post.telegram.calls) == 5 else Delivered(1)

    async def main() -> None:
        post.store.queue(people=4, parts=3)
        await post.run_for(200)
        for number in range(1, 5):
            parts = [text for text in post.telegram.arrived if text.startswith(f"Nr 1, {number},")]
            assert parts == sorted(parts)
        assert len(post.telegram.arrived) == 13

    post = Post(telegram=FakeTelegram(answer))
    run(main())


def test_a_message_that_may_have_arrived_is_repeated_once_after_a_minute_and_then_left() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(always(Ambiguous())))
        post.store.queue(people=1)
        await post.run_for(600)
        (first, second) = [call.at for call in post.telegram.calls]
        assert 60 <= second - first <= 70
        assert len(set(post.telegram.arrived)) == 1
        assert post.states() == {"unknown": 1}
        assert post.trouble == ["unknown"]

    run(main())


def test_who_has_blocked_the_bot_gets_nothing_more() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(always(Unreachable())))
        post.store.queue(people=1, parts=3)
        post.store.queue(people=1, topic=Topic.NOTICE)
        await post.run_for(60)
        assert not post.store.people.rows[PersonKey("person 1")].reachable
        assert post.states() in ({"dead": 1}, {"dead": 2})
        assert len(post.telegram.calls) <= 2

    run(main())


def test_a_refused_message_dies_and_the_others_go_on() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(lambda chat, _: Refused("too long") if chat == 1003 else Delivered(1)))
        post.store.queue(people=10)
        await post.run_for(20)
        assert post.states() == {"sent": 9, "dead": 1}
        assert post.trouble == ["refused"]

    run(main())


def test_a_group_that_moved_gets_its_message_in_its_new_place() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(lambda chat, _: Delivered(1) if chat == 77 else Moved(77)))
        post.store.queue(people=1)
        post.store.queue(people=1, parts=2)
        await post.run_for(20)
        assert post.states() == {"sent": 2}
        assert set(post.store.people.rows) == {PersonKey("chat 77")}
        assert post.store.people.rows[PersonKey("chat 77")].chat == 77
        assert [call.chat for call in post.telegram.calls] == [1001, 77, 77]

    run(main())


def test_a_group_whose_topic_is_gone_gets_its_message_in_the_group_itself_from_then_on() -> None:
    def answer(_chat: ChatId, attempt: int) -> Outcome:
        return ThreadGone() if attempt == 1 and post.telegram.calls[-1].thread == 9 else Delivered(1)

    post = Post(telegram=FakeTelegram(answer))

    async def main() -> None:
        post.store.queue(people=1, parts=2)
        group = post.store.people.rows[PersonKey("person 1")]
        post.store.people.save(replace(group, thread=9))
        await post.run_for(20)
        assert post.states() == {"sent": 2}
        assert [call.thread for call in post.telegram.calls] == [9, None, None]
        assert post.store.people.rows[PersonKey("person 1")].thread is None

    run(main())


def test_who_stopped_following_after_a_digest_was_queued_costs_no_call() -> None:
    async def main() -> None:
        post = Post()
        post.store.queue(people=30)
        post.store.outbox.left = {PersonKey(f"person {number}") for number in range(1, 21)}
        await post.run_for(20)
        assert post.states() == {"sent": 10}
        assert {call.chat for call in post.telegram.calls} == set(range(1021, 1031))
        assert now() < 20.5

    run(main())


def test_a_process_that_was_frozen_past_its_lease_sends_nothing_that_another_has_sent() -> None:
    async def main() -> None:
        post = Post()
        post.store.queue(people=100)
        frozen = Frozen()
        sleeper = asyncio.create_task(post.sender(pace=frozen).run_once())
        await asyncio.sleep(1.0)
        await post.run_for(200)
        assert post.states() == {"sent": 100}
        frozen.thawed.set()
        await sleeper
        assert Counter(Counter(post.telegram.arrived).values()) == {1: 100}
        assert post.states() == {"sent": 100}

    run(main())


class Frozen(Pace):
    """Gives no turn until its process is woken."""

    def __init__(self) -> None:
        super().__init__()
        self.thawed = asyncio.Event()

    async def turn(self, chat: int, lane: Lane, *, edit: bool = False) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await self.thawed.wait()
        await self.thawed.wait()


def test_a_process_frozen_in_a_call_does_not_give_back_what_another_now_holds() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(lambda *_: RetryLater(1.0) if now() < 1.0 else Delivered(1), seconds=300.0))
        post.store.queue(people=1)
        frozen = asyncio.create_task(post.sender().run_once())
        await asyncio.sleep(200)
        post.telegram.seconds = 120.0
        holder = asyncio.create_task(post.sender().run_once())
        await frozen
        await asyncio.sleep(5)
        await post.sender().run_once()
        await holder
        assert post.states() == {"sent": 1}
        assert len(post.telegram.arrived) == 1

    run(main())


def test_with_a_token_that_is_not_accepted_nothing_is_sent_nothing_is_lost_and_somebody_is_told() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(always(Unauthorised())))
        post.store.queue(people=50)
        await post.run_for(3600)
        assert len(post.telegram.calls) <= 8
        assert post.states() == {"pending": 50}
        assert set(post.trouble) == {"unauthorised"}

    run(main())


def test_after_a_429_nothing_goes_before_its_time_and_it_uses_up_no_attempt() -> None:
    async def main() -> None:
        def answer(_chat: ChatId, _attempt: int) -> Outcome:
            return RetryLater(37.0) if 2.0 < now() < 3.0 else Delivered(1)

        post = Post(telegram=FakeTelegram(answer))
        post.store.queue(people=200)
        await post.run_for(120)
        assert post.states() == {"sent": 200}
        halted = next(call.at for call in post.telegram.calls if call.at > 2.0)
        in_the_wait = [call for call in post.telegram.calls if halted + 0.16 < call.at < halted + 37.14]
        assert in_the_wait == []
        assert post.trouble == []

    run(main())


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
def test_a_day_without_network_loses_nothing_and_does_not_hammer() -> None:
    async def main() -> None:
        day = 86_400.0
        post = Post(telegram=FakeTelegram(lambda *_: RetryLater() if now() < day else Delivered(1)))
        post.store.queue(people=300)
        await post.run_for(day + 120)
        assert post.states() == {"sent": 300}
        assert sum(call.at < day for call in post.telegram.calls) < 86_400 / 60 + 30
        assert Counter(post.telegram.arrived).most_common(1)[0][1] == 1

    run(main())


def test_an_outcome_is_not_forgotten_while_the_store_is_in_trouble() -> None:
    async def main() -> None:
        post = Post()
        post.store.queue(people=20)
        running = asyncio.create_task(post.sender().run_once())
        await asyncio.sleep(0.2)
        post.store.fails = 30
        await running
        assert post.states() == {"sent": 20}
        assert len(post.telegram.arrived) == 20
        assert set(post.trouble) == {"storage"}

    run(main())


def test_told_to_stop_it_finishes_what_is_under_way_and_leaves_the_rest_as_it_was() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(seconds=2.0))
        post.store.queue(people=300)
        stop = asyncio.Event()
        running = asyncio.create_task(post.sender().run(stop))
        await asyncio.sleep(5)
        stop.set()
        await running
        assert now() < 8
        assert set(post.states()) == {"pending", "sent"}
        assert post.states()["sent"] == len(post.telegram.arrived) < 300
        assert {row.attempt for row in post.store.outbox.rows.values() if row.state == "pending"} == {0}

    run(main())


def test_told_to_stop_in_a_long_429_it_stops_at_once() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(always(RetryLater(3600.0))))
        post.store.queue(people=30)
        await post.run_for(10)
        assert now() < 12
        assert post.states() == {"pending": 30}

    run(main())


def test_a_nudge_sends_at_once_and_without_one_it_takes_no_longer_than_the_idle_time() -> None:
    async def main() -> None:
        post = Post()
        sender, stop = post.sender(), asyncio.Event()
        running = asyncio.create_task(sender.run(stop))
        await asyncio.sleep(2)
        post.store.queue(people=1)
        sender.nudge()
        await asyncio.sleep(0.2)
        assert len(post.telegram.arrived) == 1
        post.store.queue(people=2)
        await asyncio.sleep(6)
        assert len(post.telegram.arrived) == 2
        stop.set()
        await running

    run(main())


def test_what_falls_due_while_one_message_is_slow_goes_out_at_the_full_rate_behind_it() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(seconds=10.0))
        post.store.queue(people=1)
        running = asyncio.create_task(post.sender().run_once())
        await asyncio.sleep(5)
        post.telegram.seconds = 0.15
        post.store.queue(people=500)
        assert await running == 500
        assert now() < 10 + 500 / 25 + 1

    run(main())


def test_after_an_outage_it_is_at_the_full_rate_again_with_the_first_message_that_goes() -> None:
    async def main() -> None:
        post = Post(telegram=FakeTelegram(lambda *_: RetryLater() if now() < 30 else Delivered(1)))
        post.store.queue(people=500)
        await post.run_for(75)
        assert post.states() == {"sent": 500}
        ends = max(call.at for call in post.telegram.calls)
        first = min(call.at for call in post.telegram.calls if call.at >= 30)
        assert ends - first < 500 / 25 + 1

    run(main())


@pytest.mark.parametrize("seed", range(25))
def test_ten_crashes_during_a_broadcast_lose_nobody_and_double_no_more_than_was_under_way(seed: int) -> None:
    randomness = random.Random(seed)
    limits = Limits(concurrency=4, lease=20.0, longest_wait=5.0, longest_call=10.0)

    async def main() -> None:
        post = Post(limits=limits)
        post.store.queue(people=400)
        for _ in range(10):
            running = asyncio.create_task(post.sender().run(asyncio.Event()))
            await asyncio.sleep(randomness.uniform(0.0, 2.0))
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await post.run_for(120)
        times = Counter(post.telegram.arrived)
        missing = 400 - len(times)
        assert missing <= post.states().get("unknown", 0)
        assert sum(count - 1 for count in times.values()) <= 10 * limits.concurrency
        assert max(times.values()) <= 2
        assert set(post.states()) <= {"sent", "unknown"}

    run(main())


def test_two_senders_on_one_outbox_do_not_send_the_same() -> None:
    async def main() -> None:
        post = Post()
        post.store.queue(people=200)
        await asyncio.gather(post.sender().run_once(), post.sender().run_once())
        assert Counter(Counter(post.telegram.arrived).values()) == {1: 200}

    run(main())


def test_of_two_processes_the_one_that_is_not_on_duty_sends_nothing_and_gives_back_what_it_took() -> None:
    async def main() -> None:
        post = Post()
        post.on_duty = lambda: now() < 2.0
        post.store.queue(people=100)
        await post.run_for(30)
        assert 40 <= len(post.telegram.calls) <= 60
        assert max(call.at for call in post.telegram.calls) < 2.1
        assert post.states() == {"sent": len(post.telegram.calls), "pending": 100 - len(post.telegram.calls)}
        post.on_duty = lambda: True
        await post.run_for(30)
        assert Counter(Counter(post.telegram.arrived).values()) == {1: 100}

    run(main())
