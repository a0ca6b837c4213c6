import asyncio
from bisect import bisect_left

import pytest

from delivery.message import NO_CHAT
from delivery.rate_limit import Lane, Pace
from tests.unit.delivery.fake_time import now, run


async def _send(pace: Pace, chat: int, lane: Lane, sent: list[tuple[float, int]]) -> None:
    await pace.turn(chat, lane)
    sent.append((now(), chat))


async def _broadcast(rate: int, chats: int) -> list[float]:
    pace, sent = Pace(rate), list[tuple[float, int]]()
    await asyncio.gather(*(_send(pace, chat, Lane.BROADCAST, sent) for chat in range(1, chats + 1)))
    return [moment for moment, _ in sent]


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
@pytest.mark.parametrize("lateness", [0.0, 0.0005, 0.0015, 0.01, 0.03])
@pytest.mark.parametrize("rate", [5, 25, 29])
def test_a_broadcast_keeps_close_to_the_rate_and_never_passes_it_in_any_second(rate: int, lateness: float) -> None:
    moments = run(_broadcast(rate, 60 * rate), lateness)
    busiest = max(at - bisect_left(moments, moment - 1.0) + 1 for at, moment in enumerate(moments))
    assert busiest <= rate
    reached = (len(moments) - 1) / (moments[-1] - moments[0]) / rate
    assert reached >= (0.98 if lateness < 0.01 else 0.95)  # timers of a busy machine ring so late


def test_nobody_waits_behind_a_broadcast_for_their_reply() -> None:
    async def main() -> None:
        pace, sent = Pace(10), list[tuple[float, int]]()
        broadcast = [asyncio.create_task(_send(pace, chat, Lane.BROADCAST, sent)) for chat in range(1, 101)]
        await asyncio.sleep(1.05)
        asked = now()
        await _send(pace, 500, Lane.REPLY, sent)
        assert now() - asked <= 0.15
        assert len(sent) < 15
        await asyncio.gather(*broadcast)

    run(main())


def test_three_quick_screens_do_not_wait_and_a_flood_gets_one_a_second() -> None:
    async def main() -> list[float]:
        pace, sent = Pace(1000), list[tuple[float, int]]()
        for _ in range(6):
            await _send(pace, 7, Lane.REPLY, sent)
        return [moment for moment, _ in sent]

    moments = run(main())
    assert moments[2] < 0.01
    assert moments[3:] == pytest.approx([1.01, 2.02, 3.03], abs=0.01)


def test_what_goes_to_no_chat_keeps_no_chats_pace() -> None:
    async def main() -> list[float]:
        pace, sent = Pace(10), list[tuple[float, int]]()
        for _ in range(5):
            await _send(pace, NO_CHAT, Lane.BROADCAST, sent)
        return [moment for moment, _ in sent]

    assert run(main()) == pytest.approx([0.0, 0.095, 0.19, 0.285, 0.38], abs=0.01)


def test_a_card_edited_in_place_does_not_use_up_the_chats_own_pace() -> None:
    async def main() -> float:
        pace = Pace(1000)
        for _ in range(10):
            await pace.turn(7, Lane.REPLY, edit=True)
        return now()

    assert run(main()) < 0.1


def test_a_slow_chat_does_not_hold_up_the_others() -> None:
    async def main() -> float:
        pace, sent = Pace(100), list[tuple[float, int]]()
        flood = [asyncio.create_task(_send(pace, 7, Lane.REPLY, sent)) for _ in range(20)]
        await asyncio.sleep(0.5)
        asked = now()
        await _send(pace, 8, Lane.REPLY, sent)
        waited = now() - asked
        await asyncio.gather(*flood)
        return waited

    assert run(main()) < 0.05


def test_a_group_or_channel_gets_at_most_twenty_a_minute_even_if_the_first_is_held_up_on_its_way() -> None:
    async def main() -> list[float]:
        pace, sent = Pace(25), list[tuple[float, int]]()
        for _ in range(45):
            await _send(pace, -100, Lane.BROADCAST, sent)
        return [moment for moment, _ in sent]

    moments = run(main())
    assert max(at - bisect_left(moments, moment - 60.5) + 1 for at, moment in enumerate(moments)) <= 20


def test_after_a_429_nothing_goes_to_anybody_until_the_wait_is_over_and_then_at_the_pace() -> None:
    async def main() -> None:
        pace, sent = Pace(20, jitter=lambda: 0.25), list[tuple[float, int]]()
        waiting = [asyncio.create_task(_send(pace, chat, Lane.BROADCAST, sent)) for chat in range(1, 101)]
        await asyncio.sleep(1.0)
        halted = now()
        pace.halt(30, 5)
        waiting.append(asyncio.create_task(_send(pace, 500, Lane.REPLY, sent)))
        await asyncio.gather(*waiting)
        later = [moment for moment, _ in sent if moment > halted]
        assert later[0] == pytest.approx(halted + 30.25, abs=0.06)
        assert later[0] >= halted + 30.25
        assert next(chat for moment, chat in sent if moment > halted) == 500
        assert later[1] - later[0] > 0.04

    run(main())


def test_a_shorter_429_does_not_end_a_longer_one() -> None:
    async def main() -> float:
        pace = Pace(20)
        pace.halt(30, 5)
        pace.halt(2, 6)
        await pace.turn(7, Lane.REPLY)
        return now()

    assert run(main()) >= 30


def test_a_429_in_a_group_halts_that_group_alone() -> None:
    async def main() -> None:
        pace = Pace(20)
        pace.halt(60, -100)
        await pace.turn(7, Lane.REPLY)
        assert now() < 0.1
        await pace.turn(-100, Lane.REPLY)
        assert now() >= 60

    run(main())


def test_who_gives_up_waiting_uses_up_no_turn() -> None:
    async def main() -> None:
        pace = Pace(1)
        await pace.turn(1, Lane.REPLY)
        impatient = [asyncio.create_task(pace.turn(chat, Lane.REPLY)) for chat in range(2, 50)]
        await asyncio.sleep(0.1)
        for task in impatient:
            task.cancel()
        await asyncio.gather(*impatient, return_exceptions=True)
        await pace.turn(99, Lane.BROADCAST)
        assert now() < 2.1

    run(main())


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
def test_ten_thousand_chats_leave_nothing_behind() -> None:
    async def main() -> int:
        pace = Pace(100)
        most = 0
        for chat in range(1, 10_001):
            await pace.turn(chat, Lane.BROADCAST)
            most = max(most, len(pace._chats._limiters))
        return most

    assert run(main()) < 400
