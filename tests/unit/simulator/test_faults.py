import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from simulator.server import SimulatorServer
from simulator.world import Person, World


async def test_an_ordered_error_comes_as_often_as_ordered(bot: Bot, world: World, amina: Person) -> None:
    world.faults.fail("sendMessage", 500, times=2)
    for _ in range(2):
        with pytest.raises(TelegramServerError, match="Internal Server Error"):
            await bot.send_message(amina.id, "Hej")
    assert world.messages(amina.id) == []
    await bot.send_message(amina.id, "Hej")


async def test_an_ordered_flood_error_says_how_long(bot: Bot, world: World, amina: Person) -> None:
    world.faults.fail("*", 429, retry_after=30)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(amina.id, "Hej")
    assert refused.value.retry_after == 30


async def test_a_broken_proxy_answers_html(bot: Bot, world: World, amina: Person) -> None:
    world.faults.fail("sendMessage", 502, html=True)
    with pytest.raises(ClientDecodeError):
        await bot.send_message(amina.id, "Hej")


async def test_a_dropped_call_is_not_performed_unless_asked(bot: Bot, world: World, amina: Person) -> None:
    world.faults.drop("sendMessage")
    world.faults.drop("sendMessage", performed=True)
    for _ in range(2):
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(amina.id, "Hej")
    assert len(world.messages(amina.id)) == 1
    assert [call.status for call in world.calls] == [0, 200]


async def test_a_hanging_call_is_performed_and_never_answered(bot: Bot, world: World, amina: Person) -> None:
    world.faults.hang("sendMessage")
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(amina.id, "Hej", request_timeout=1)
    assert len(world.messages(amina.id)) == 1
    await bot.send_message(amina.id, "Hej igen")


async def test_a_delayed_call_is_answered_in_the_end(bot: Bot, world: World, amina: Person) -> None:
    world.faults.delay("sendMessage", 0.2)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await bot.send_message(amina.id, "Hej")
    assert loop.time() - began >= 0.2


async def test_faults_can_be_called_off(bot: Bot, world: World, amina: Person) -> None:
    world.faults.fail("sendMessage", 500)
    world.faults.clear()
    await bot.send_message(amina.id, "Hej")


async def test_the_server_stops_while_calls_hang_and_poll(
    server: SimulatorServer, world: World, bot: Bot, amina: Person
) -> None:
    world.faults.hang("sendMessage")
    subscription = world.subscribe()
    hanging = asyncio.create_task(bot.send_message(amina.id, "Hej", request_timeout=30))
    polling = asyncio.create_task(bot.get_updates(timeout=30, request_timeout=60))
    async with asyncio.timeout(5):
        await anext(subscription)
        await world.updates.awaited.wait()
        await server.stop()
        outcomes = await asyncio.gather(hanging, polling, return_exceptions=True)
    assert [type(outcome).__name__ for outcome in outcomes] == ["Message", "TelegramServerError"]
