import asyncio

import pytest
from structlog.testing import capture_logs

from bot.schedule import Tick


@pytest.fixture
def ran() -> list[str]:
    return []


async def test_one_job_that_fails_keeps_no_other_from_running(ran: list[str]) -> None:
    async def fails() -> None:
        ran.append("fails")
        raise ValueError("what somebody wrote")

    async def works() -> None:
        ran.append("works")

    with capture_logs() as logged:
        await Tick(fails, works).run_once()
    assert ran == ["fails", "works"]
    assert [line["event"] for line in logged] == ["a job of the tick failed"]


async def test_the_first_tick_comes_at_once() -> None:
    ticked = asyncio.Event()

    async def job() -> None:
        ticked.set()

    tick = Tick(job)
    tick.start()
    await asyncio.wait_for(ticked.wait(), timeout=5)
    await tick.stop(5)


async def test_a_stop_waits_for_the_job_under_way(ran: list[str]) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def job() -> None:
        begun.set()
        await go_on.wait()
        ran.append("finished")

    tick = Tick(job)
    tick.start()
    await asyncio.wait_for(begun.wait(), timeout=5)
    stopping = asyncio.create_task(tick.stop(5))
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert ran == ["finished"]


async def test_a_stop_does_not_wait_longer_than_it_may() -> None:
    begun = asyncio.Event()

    async def job() -> None:
        begun.set()
        await asyncio.Event().wait()

    tick = Tick(job)
    tick.start()
    await asyncio.wait_for(begun.wait(), timeout=5)
    await tick.stop(0.01)


async def test_a_job_that_is_broken_off_by_the_stop_is_no_trouble_to_tell_of(caplog: pytest.LogCaptureFixture) -> None:
    hangs = asyncio.Event()

    async def job() -> None:
        hangs.set()
        await asyncio.Event().wait()

    not_ours = asyncio.all_tasks()
    tick = Tick(job)
    tick.start()
    await asyncio.wait_for(hangs.wait(), timeout=5)
    await tick.stop(0.01)
    await asyncio.gather(*asyncio.all_tasks() - not_ours, return_exceptions=True)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_tick_that_never_began_may_be_stopped() -> None:
    await Tick().stop(5)
