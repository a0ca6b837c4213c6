import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.feed import Feed, FeedError, FeedRefusedError

TOKEN = "123456789:AAExampleExampleExampleExampleExample"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Telegram:
    """Answers `getUpdates` as the test says, and remembers what was asked."""

    answer: Answer
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        return await self.answer(request)


def says(content: Any, status: int = 200) -> Answer:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response(content, status=status)

    return answer


async def shows_a_page(_: web.Request) -> web.Response:
    return web.Response(text="<html>Bad Gateway</html>", status=502, content_type="text/html")


async def hangs_up(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def hangs_up_half_way(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"ok": true, "result": [')
    assert request.transport is not None
    request.transport.abort()
    return response


async def says_nothing(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(says({"ok": True, "result": []}))


@pytest.fixture
async def feed(telegram: Telegram) -> AsyncIterator[Feed]:
    app = web.Application()
    app.router.add_post(f"/bot{TOKEN}/getUpdates", telegram.serve)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Feed(http, str(server.make_url(f"/bot{TOKEN}/getUpdates")), ("message", "callback_query"))


def refusal(code: int, **parameters: Any) -> Answer:
    content = {"ok": False, "error_code": code, "description": "no", "parameters": parameters}
    return says(content, status=code)


async def test_what_telegram_sends_comes_unread_and_in_its_order(feed: Feed, telegram: Telegram) -> None:
    updates = [{"update_id": 7, "message": {"odd": [1, None]}}, {"update_id": 8}]
    telegram.answer = says({"ok": True, "result": updates})
    assert await feed.fetch(7, 100, 25.0) == updates
    assert telegram.asked == [
        {"offset": 7, "limit": 100, "timeout": 25, "allowed_updates": ["message", "callback_query"]}
    ]


async def test_what_has_no_number_cannot_be_confirmed_and_is_left_out(feed: Feed, telegram: Telegram) -> None:
    telegram.answer = says({"ok": True, "result": [{"update_id": 7}, {"update_id": "8"}, {}, "update", None]})
    assert await feed.fetch(0, 100, 0) == [{"update_id": 7}]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_that_is_not_accepted_needs_an_operator(feed: Feed, telegram: Telegram, code: int) -> None:
    telegram.answer = refusal(code)
    with pytest.raises(FeedRefusedError):
        await feed.fetch(0, 100, 0)


async def test_another_poller_is_trouble_that_may_pass(feed: Feed, telegram: Telegram) -> None:
    telegram.answer = refusal(409)
    with pytest.raises(FeedError) as caught:
        await feed.fetch(0, 100, 0)
    assert not isinstance(caught.value, FeedRefusedError)
    assert (caught.value.kind, caught.value.retry_after) == ("answered 409", 0.0)


async def test_telegrams_own_wait_is_told(feed: Feed, telegram: Telegram) -> None:
    telegram.answer = refusal(429, retry_after=17)
    with pytest.raises(FeedError) as caught:
        await feed.fetch(0, 100, 0)
    assert caught.value.retry_after == 17.0


@pytest.mark.parametrize(
    "answer",
    [
        shows_a_page,
        hangs_up,
        hangs_up_half_way,
        says([]),
        says("yes"),
        says(None),
        says({"ok": True}),
        says({"ok": True, "result": {"update_id": 1}}),
        says({"ok": False}),
        says({"ok": False, "error_code": "?", "parameters": []}),
        refusal(429, retry_after=None),
        refusal(429, retry_after="soon"),
    ],
)
async def test_whatever_else_comes_is_trouble_that_may_pass_and_never_tells_the_token(
    feed: Feed, telegram: Telegram, answer: Answer
) -> None:
    telegram.answer = answer
    with pytest.raises(FeedError) as caught:
        await feed.fetch(0, 100, 0)
    assert not isinstance(caught.value, FeedRefusedError)
    assert_secret(caught.value)


async def test_a_server_that_is_not_there_never_tells_the_token() -> None:
    async with TestServer(web.Application()) as server:
        gone = str(server.make_url(f"/bot{TOKEN}/getUpdates"))
    async with aiohttp.ClientSession() as http:
        with pytest.raises(FeedError) as caught:
            await Feed(http, gone, ()).fetch(0, 100, 0)
    assert caught.value.kind == "ClientConnectorError"
    assert_secret(caught.value)


async def test_an_answer_that_never_comes_is_given_up(
    feed: Feed, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.feed._MARGIN", 0.05)
    telegram.answer = says_nothing
    with pytest.raises(FeedError) as caught:
        await feed.fetch(0, 100, 0)
    assert "Timeout" in caught.value.kind
    assert_secret(caught.value)


def assert_secret(error: BaseException) -> None:
    """Neither the error nor what a traceback would print beneath it has the token."""
    while error is not None:
        assert TOKEN not in f"{error!r} {error} {error.args}"
        following = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or following  # type: ignore[assignment]  # the loop ends with None
