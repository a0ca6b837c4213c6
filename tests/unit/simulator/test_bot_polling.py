import asyncio

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from simulator.world import Person, World


async def test_updates_come_again_until_an_offset_confirms_them(bot: Bot, world: World, amina: Person) -> None:
    ids = [world.write(amina.id, text) for text in ("a", "b", "c")]
    assert [update.update_id for update in await bot.get_updates()] == ids
    assert [update.update_id for update in await bot.get_updates(limit=2)] == ids[:2]
    assert world.confirmed == set()
    assert [update.update_id for update in await bot.get_updates(offset=ids[1])] == ids[1:]
    assert world.confirmed == {ids[0]}


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, world: World, amina: Person) -> None:
    ids = [world.write(amina.id, text) for text in ("a", "b", "c")]
    assert [update.update_id for update in await bot.get_updates(offset=-1)] == ids[2:]
    assert [update.update_id for update in await bot.get_updates(offset=-9)] == ids[2:]
    assert world.confirmed == set(ids[:2])


async def test_a_waiting_poll_gets_the_update_at_once(bot: Bot, world: World, amina: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await world.updates.awaited.wait()
    update_id = world.write(amina.id, "Hej")
    async with asyncio.timeout(5):
        assert [update.update_id for update in await poll] == [update_id]


async def test_a_poll_ends_empty_when_its_time_is_up(bot: Bot) -> None:
    async with asyncio.timeout(5):
        assert await bot.get_updates(timeout=1) == []


async def test_the_older_of_two_pollers_is_sent_away(bot: Bot, world: World, amina: Person) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await world.updates.awaited.wait()
    newer = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await older
    update_id = world.write(amina.id, "Hej")
    assert [update.update_id for update in await newer] == [update_id]


async def test_a_webhook_and_polling_exclude_each_other(bot: Bot, world: World) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await world.updates.awaited.wait()
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_only_the_types_asked_for_are_kept(bot: Bot, world: World, amina: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    assert world.write(amina.id, "Hej") == 0
    await bot.get_updates(allowed_updates=[])
    assert world.write(amina.id, "Hej") > 0
    assert len(await bot.get_updates()) == 1


async def test_a_malformed_update_is_delivered_as_it_is(http: aiohttp.ClientSession, api: str, world: World) -> None:
    update_id = world.inject({"message": "no object"})
    async with http.get(f"{api}/getUpdates") as response:
        answer = await response.json()
    assert answer == {"ok": True, "result": [{"update_id": update_id, "message": "no object"}]}


async def test_a_poller_that_vanished_does_not_take_updates_along(bot: Bot, world: World, amina: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await world.updates.awaited.wait()
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    update_id = world.write(amina.id, "Hej")
    assert [update.update_id for update in await bot.get_updates(timeout=30)] == [update_id]
