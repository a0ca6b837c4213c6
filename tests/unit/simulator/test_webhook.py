import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiohttp import web

from simulator.records import Json
from simulator.world import Person, World


class Hook:
    """A bot's webhook: keeps what it gets, answers what it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.got: asyncio.Queue[tuple[Json, str | None]] = asyncio.Queue()
        self.answers: list[web.Response] = []

    async def take(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.put_nowait((await request.json(), secret))
        return self.answers.pop(0) if self.answers else web.Response()

    async def next_text(self) -> str:
        async with asyncio.timeout(5):
            update, _ = await self.got.get()
        return str(update["message"]["text"])


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield hook
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(bot: Bot, world: World, amina: Person, hook: Hook) -> None:
    await bot.set_webhook(hook.url, secret_token="s3cret")
    world.write(amina.id, "Hej")
    async with asyncio.timeout(5):
        update, secret = await hook.got.get()
    assert (update["message"]["text"], secret) == ("Hej", "s3cret")
    assert (await bot.get_webhook_info()).url == hook.url


async def test_a_refused_update_is_posted_again_before_the_next(
    bot: Bot, world: World, amina: Person, hook: Hook
) -> None:
    hook.answers.append(web.Response(status=500))
    world.write(amina.id, "ett")
    world.write(amina.id, "två")
    await bot.set_webhook(hook.url)
    assert [await hook.next_text() for _ in range(3)] == ["ett", "ett", "två"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_refused_update_comes_again_when_the_bot_says_and_nobody_else_waits_for_it(
    bot: Bot, world: World, amina: Person, hook: Hook
) -> None:
    hook.answers.append(web.Response(status=503, headers={"Retry-After": "3600"}))
    await bot.set_webhook(hook.url)
    world.write(amina.id, "ett")
    assert await hook.next_text() == "ett"
    world.write(amina.id, "två")
    world.write(world.add_person("Bo", "sv", "").id, "tre")
    assert await hook.next_text() == "tre"
    await bot.set_webhook(hook.url)  # the same again changes nothing
    world.write(world.add_person("Cilla", "sv", "").id, "fyra")
    assert await hook.next_text() == "fyra"
    await bot.set_webhook(hook.url, max_connections=39)  # other settings begin anew
    assert [await hook.next_text() for _ in range(2)] == ["ett", "två"]


async def test_an_answer_may_carry_one_call(bot: Bot, world: World, amina: Person, hook: Hook) -> None:
    call = {"method": "sendMessage", "chat_id": amina.id, "text": "Svar"}
    hook.answers.append(web.json_response(call))
    await bot.set_webhook(hook.url)
    subscription = world.subscribe()
    world.write(amina.id, "Hej")
    async with asyncio.timeout(5):
        texts = [(await anext(subscription))["message"]["text"] for _ in range(2)]
    assert texts == ["Hej", "Svar"]


async def test_waiting_updates_can_be_dropped(bot: Bot, world: World, amina: Person) -> None:
    world.write(amina.id, "Hej")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("http://example.org/", "", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.org:8080/", "", "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://example.org/", "x" * 257, "secret token is too long"),
        ("https://example.org/", "å", "secret token contains unallowed characters"),
    ],
)
async def test_bad_webhooks_are_refused(bot: Bot, url: str, secret: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.set_webhook(url, secret_token=secret)
