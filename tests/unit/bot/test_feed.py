import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.asking import Asking, FeedError, FeedRefusedError
from bot.feed import Feed

TOKEN = "123456789:AAExampleExampleExampleExampleExample"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Telegram:
    """Answers as the test says, and remembers what was asked."""

    answer: Answer
    asked: list[dict[str, Any]] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.methods.append(request.match_info["method"])
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
    app.router.add_post(f"/bot{TOKEN}/{{method}}", telegram.serve)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield feed_at(http, server)


def feed_at(http: aiohttp.ClientSession, server: BaseTestServer) -> Feed:
    address = str(server.make_url(f"/bot{TOKEN}/"))
    return Feed(Asking(http, address.__add__), ("message", "callback_query"))


def refusal(code: int, **parameters: Any) -> Answer:
    content = {"ok": False, "error_code": code, "description": "no", "parameters": parameters}
    return says(content, status=code)


async def test_what_telegram_sends_comes_unread_and_in_its_order(feed: Feed, telegram: Telegram) -> None:
    updates = [{"update_id": 7, "message": {"odd": [1, None]}}, {"update_id": 8}]
    telegram.answer = says({"ok": True, "result": updates})
    assert await feed.fetch(100) == updates
    assert telegram.asked == [
        {"offset": 0, "limit": 100, "timeout": 0, "allowed_updates": ["message", "callback_query"]}
    ]


async def test_what_came_is_confirmed_once_it_is_stored_and_the_first_question_waits_for_nothing(
    feed: Feed, telegram: Telegram
) -> None:
    telegram.answer = says({"ok": True, "result": [{"update_id": 7}, {"update_id": 8}]})
    await feed.fetch(100)
    await feed.fetch(100)
    feed.stored()
    await feed.waiting()
    feed.begin()
    await feed.fetch(100)
    assert [(asked["offset"], asked["timeout"]) for asked in telegram.asked] == [(0, 0), (0, 10), (9, 0), (0, 0)]


WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
)


async def test_a_webhook_that_is_set_is_taken_off_without_dropping_what_waits_and_only_once(
    feed: Feed, telegram: Telegram
) -> None:
    is_set = True

    async def answer(request: web.Request) -> web.Response:
        nonlocal is_set
        if request.match_info["method"] == "deleteWebhook":
            is_set = False
            return web.json_response({"ok": True, "result": True})
        if is_set:
            return web.json_response({"ok": False, "error_code": 409, "description": WEBHOOK_IS_SET}, status=409)
        return web.json_response({"ok": True, "result": [{"update_id": 7}]})

    telegram.answer = answer
    assert await feed.fetch(100) == [{"update_id": 7}]
    assert telegram.methods == ["getUpdates", "deleteWebhook", "getUpdates"]
    assert telegram.asked[1] == {}
    is_set = True  # by somebody else
    for _ in range(2):
        with pytest.raises(FeedError) as caught:
            await feed.fetch(100)
        assert caught.value.kind == "a webhook is set"
    assert telegram.methods.count("deleteWebhook") == 1
    feed.begin()
    assert await feed.fetch(100) == [{"update_id": 7}]


async def test_what_has_no_number_cannot_be_confirmed_and_is_left_out(feed: Feed, telegram: Telegram) -> None:
    telegram.answer = says({"ok": True, "result": [{"update_id": 7}, {"update_id": "8"}, {}, "update", None]})
    assert await feed.fetch(100) == [{"update_id": 7}]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_that_is_not_accepted_needs_an_operator(feed: Feed, telegram: Telegram, code: int) -> None:
    telegram.answer = refusal(code)
    with pytest.raises(FeedRefusedError):
        await feed.fetch(100)


async def test_another_poller_is_trouble_that_may_pass(feed: Feed, telegram: Telegram) -> None:
    telegram.answer = refusal(409)
    with pytest.raises(FeedError) as caught:
        await feed.fetch(100)
    assert not isinstance(caught.value, FeedRefusedError)
    assert (caught.value.kind, caught.value.retry_after) == ("answered 409", 0.0)


async def test_telegrams_own_wait_is_told(feed: Feed, telegram: Telegram) -> None:
    telegram.answer = refusal(429, retry_after=17)
    with pytest.raises(FeedError) as caught:
        await feed.fetch(100)
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
        await feed.fetch(100)
    assert not isinstance(caught.value, FeedRefusedError)
    assert_secret(caught.value)


async def test_a_server_that_is_not_there_never_tells_the_token() -> None:
    async with aiohttp.ClientSession() as http:
        async with TestServer(web.Application()) as server:
            gone = feed_at(http, server)
        with pytest.raises(FeedError) as caught:
            await gone.fetch(100)
    assert caught.value.kind == "ClientConnectorError"
    assert_secret(caught.value)


async def test_an_answer_that_never_comes_is_given_up(
    feed: Feed, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.asking._MARGIN", 0.05)
    telegram.answer = says_nothing
    with pytest.raises(FeedError) as caught:
        await feed.fetch(100)
    assert "Timeout" in caught.value.kind
    assert_secret(caught.value)


def assert_secret(error: BaseException) -> None:
    """Neither the error nor what a traceback would print beneath it has the token."""
    while error is not None:
        assert TOKEN not in f"{error!r} {error} {error.args}"
        following = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or following  # type: ignore[assignment]  # the loop ends with None
