import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage
from aiogram.types import BufferedInputFile
from aiohttp import ConnectionTimeoutError, web

from delivery.message import Button, Letter
from delivery.outcome import (
    Ambiguous,
    Delivered,
    Moved,
    Outcome,
    PictureForgotten,
    Refused,
    RetryLater,
    ThreadGone,
    Unauthorised,
    Unreachable,
)
from delivery.plain_text import plain
from delivery.ports import Picture
from delivery.rate_limit import Pace
from delivery.telegram import LeanSession, PacedCalls, TelegramChannel, markup
from delivery.telegram_answers import outcome_of
from people.person import ChatId

TOKEN = "123456:TEST"
CHAT = ChatId(1001)
LETTER = Letter("<b>Hej</b> &lt;3", ((Button("Sluta", "d:stop"),),))


@dataclass
class Server:
    """A Bot API on a socket: keeps what it was asked and answers what the test says, in turn."""

    url: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    hold: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        kind = request.content_type
        body = await request.json() if kind == "application/json" else await form(request)
        self.asked.append((request.path.rpartition("/")[2], kind, body))
        status, text = self.answers.pop(0) if self.answers else (200, ok({"message_id": 7}))
        if text == "silence":
            await self.hold.wait()
        if text.startswith("frozen "):
            time.sleep(1.5)  # noqa: ASYNC251 - the whole process stands still, the timers of whoever asks too
            text = text.removeprefix("frozen ")
        if text == "hang up":
            assert request.transport
            request.transport.close()
        return web.Response(status=status, text=text)


async def form(request: web.Request) -> dict[str, object]:
    fields = await request.post()
    return {name: each.file.read() if isinstance(each, web.FileField) else each for name, each in fields.items()}


def ok(result: object) -> str:
    return json.dumps({"ok": True, "result": result})


def no(code: int, description: str, **parameters: int) -> str:
    answer: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    return json.dumps(answer | ({"parameters": parameters} if parameters else {}))


@pytest.fixture(scope="module")
async def one_server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    server.hold.set()
    await runner.cleanup()


@pytest.fixture
def server(one_server: Server) -> Server:
    one_server.answers, one_server.asked = [], []
    return one_server


@pytest.fixture(scope="module")
async def bot(one_server: Server) -> AsyncIterator[Bot]:
    session = LeanSession(api=TelegramAPIServer.from_base(one_server.url), timeout=5)
    async with Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML")) as bot:
        yield bot


async def test_a_letter_arrives_as_it_was_written(bot: Bot, server: Server) -> None:
    assert await TelegramChannel(bot).send(CHAT, LETTER) == Delivered(7)
    (asked,) = server.asked
    assert asked == (
        "sendMessage",
        "application/json",
        {
            "chat_id": 1001,
            "text": "<b>Hej</b> &lt;3",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": [[{"text": "Sluta", "callback_data": "d:stop"}]]},
        },
    )


TOO_MANY = "Too Many Requests: retry after 37"
UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, ok({"message_id": 12, "a field": "nobody knows"}), Delivered(12)),
        (200, ok(True), Delivered(None)),
        (200, '{"ok": true, "result": {"mess', Ambiguous()),
        (200, "", Ambiguous()),
        (429, no(429, TOO_MANY, retry_after=37), RetryLater(37.0)),
        (429, no(429, "Too Many Requests"), RetryLater(1.0)),
        (400, no(400, UPGRADED, migrate_to_chat_id=-100123), Moved(-100123)),
        (403, no(403, "Forbidden: bot was blocked by the user"), Unreachable()),
        (403, no(403, "Forbidden: user is deactivated"), Unreachable()),
        (403, no(403, "Forbidden: bot was kicked from the supergroup chat"), Unreachable()),
        (403, no(403, "Forbidden: bot is not a member of the channel chat"), Unreachable()),
        (400, no(400, "Bad Request: chat not found"), Unreachable()),
        (400, no(400, "Bad Request: CHAT_WRITE_FORBIDDEN"), Unreachable()),
        (400, no(400, "Bad Request: not enough rights to send text messages to the chat"), Unreachable()),
        (400, no(400, "Bad Request: need administrator rights in the channel chat"), Unreachable()),
        (400, no(400, "Bad Request: have no rights to send a message"), Unreachable()),
        (400, no(400, "Bad Request: message thread not found"), ThreadGone()),
        (400, no(400, "Bad Request: TOPIC_CLOSED"), ThreadGone()),
        (400, no(400, "Bad Request: message is too long"), Refused("message is too long")),
        (400, no(400, "Bad Request: about something the person wrote"), Refused("bad request")),
        (413, no(413, "Request Entity Too Large"), Refused("entity too large")),
        (413, "<html>too large</html>", Ambiguous()),
        (401, no(401, "Unauthorized"), Unauthorised()),
        (404, no(404, "Not Found"), Unauthorised()),
        (409, no(409, "Conflict"), Refused("bad request")),
        (500, no(500, "Internal Server Error"), Ambiguous()),
        (502, no(502, "Bad Gateway: restart"), Ambiguous()),
        (502, "<html>502 Bad Gateway</html>", Ambiguous()),
        (503, "", Ambiguous()),
        (200, no(400, "Bad Request: chat not found"), Unreachable()),
        (200, "hang up", Ambiguous()),
    ],
)
async def test_every_answer_means_one_thing(bot: Bot, server: Server, status: int, body: str, outcome: Outcome) -> None:
    server.answers = [(status, body)]
    assert await TelegramChannel(bot).send(CHAT, LETTER) == outcome
    assert len(server.asked) == 1


CHART = Picture("chart", b"\x89PNG and so on")
KNOWN = Picture("chart", b"", "file 7")
TAKEN = ok({"message_id": 7, "photo": [{"file_id": "small", "width": 90}, {"file_id": "large", "width": 1280}]})


async def test_a_picture_is_uploaded_with_the_text_as_its_caption_and_its_number_told(bot: Bot, server: Server) -> None:
    server.answers = [(200, TAKEN)]
    assert await TelegramChannel(bot).send(CHAT, LETTER, thread=5, picture=CHART) == Delivered(7, "large")
    [(method, kind, body)] = server.asked
    assert (method, kind) == ("sendPhoto", "multipart/form-data")
    assert body[body["photo"].removeprefix("attach://")] == CHART.content
    assert (body["chat_id"], body["message_thread_id"], body["parse_mode"]) == ("1001", "5", "HTML")
    assert body["caption"] == "<b>Hej</b> &lt;3"
    assert json.loads(body["reply_markup"])["inline_keyboard"][0][0]["callback_data"] == "d:stop"


async def test_a_picture_with_a_number_goes_by_its_number(bot: Bot, server: Server) -> None:
    server.answers = [(200, TAKEN)]
    assert await TelegramChannel(bot).send(CHAT, LETTER, picture=KNOWN) == Delivered(7, "large")
    assert server.asked[0][:2] == ("sendPhoto", "application/json")
    assert server.asked[0][2]["photo"] == "file 7"
    assert "message_thread_id" not in server.asked[0][2]


@pytest.mark.parametrize(
    "words",
    [
        "wrong file identifier/HTTP URL specified",
        "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
        "FILE_REFERENCE_EXPIRED",
    ],
)
async def test_a_number_telegram_does_not_know_is_told(bot: Bot, server: Server, words: str) -> None:
    server.answers = [(400, no(400, f"Bad Request: {words}"))]
    assert await TelegramChannel(bot).send(CHAT, LETTER, picture=KNOWN) == PictureForgotten("file 7")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "Bad Request: IMAGE_PROCESS_FAILED"),
        (400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (400, "Bad Request: message caption is too long"),
        (400, "Bad Request: not enough rights to send photos to the chat"),
        (413, "Request Entity Too Large"),
    ],
)
async def test_where_a_picture_cannot_go_the_words_do(bot: Bot, server: Server, status: int, words: str) -> None:
    server.answers = [(status, no(status, words)), (200, ok({"message_id": 8}))]
    assert await TelegramChannel(bot).send(CHAT, LETTER, thread=5, picture=CHART) == Delivered(8)
    assert [asked[0] for asked in server.asked] == ["sendPhoto", "sendMessage"]
    assert (server.asked[1][2]["text"], server.asked[1][2]["message_thread_id"]) == (LETTER.text, 5)


async def test_a_caption_telegram_cannot_read_comes_once_more_as_plain_text(bot: Bot, server: Server) -> None:
    server.answers = [(400, no(400, "Bad Request: can't parse entities: x")), (200, TAKEN)]
    assert await TelegramChannel(bot).send(CHAT, LETTER, picture=KNOWN) == Delivered(7, "large")
    assert server.asked[1][2]["caption"] == "Hej <3"
    assert "parse_mode" not in server.asked[1][2]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((200, ok(True)), Delivered(None)),
        ((200, ok({"message_id": 3, "photo": []})), Delivered(3)),
        ((200, "hang up"), Ambiguous()),
        ((403, no(403, "Forbidden: bot was blocked by the user")), Unreachable()),
        ((429, no(429, "Too Many Requests: retry after 9", retry_after=9)), RetryLater(9.0)),
    ],
)
async def test_what_comes_of_a_picture_is_read_as_for_words(
    bot: Bot, server: Server, answer: tuple[int, str], outcome: Outcome
) -> None:
    server.answers = [answer]
    assert await TelegramChannel(bot).send(CHAT, LETTER, picture=CHART) == outcome
    assert len(server.asked) == 1


def test_an_answer_that_says_yes_and_cannot_be_read_was_sent() -> None:
    answer = {"ok": True, "result": {"message_id": 5, "chat": "not what it was"}}
    assert outcome_of(ClientDecodeError("no", ValueError(), answer)) == Delivered(5)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogate"), Refused("not encodable")),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no text"), Ambiguous()),
    ],
)
def test_letters_that_are_none_are_not_sent_and_answers_that_are_none_tell_nothing(
    error: UnicodeError, outcome: Outcome
) -> None:
    assert outcome_of(error) == outcome


async def test_no_answer_in_time_may_have_been_sent(server: Server) -> None:
    server.answers = [(200, "silence")]
    async with Bot(TOKEN, session=LeanSession(api=TelegramAPIServer.from_base(server.url))) as bot:
        with pytest.raises(TelegramNetworkError) as caught:
            await bot(SendMessage(chat_id=1, text="hej"), request_timeout=1)
        assert outcome_of(caught.value) == Ambiguous()


async def test_a_process_that_was_frozen_reads_the_answer_that_came_meanwhile(server: Server) -> None:
    server.answers = [(200, "frozen " + ok({"message_id": 9}))]
    async with Bot(TOKEN, session=LeanSession(api=TelegramAPIServer.from_base(server.url))) as bot:
        sent = await bot(SendMessage(chat_id=1, text="hej"), request_timeout=1)
    assert sent.message_id == 9


async def test_a_refused_connection_was_certainly_not_sent() -> None:
    session = LeanSession(api=TelegramAPIServer.from_base("http://127.0.0.1:1"))
    async with Bot(TOKEN, session=session) as bot:
        assert await TelegramChannel(bot).send(CHAT, LETTER) == RetryLater()


async def test_an_unknown_host_was_certainly_not_sent() -> None:
    session = LeanSession(api=TelegramAPIServer.from_base("http://nowhere.invalid"))
    async with Bot(TOKEN, session=session) as bot:
        assert await TelegramChannel(bot).send(CHAT, LETTER) == RetryLater()


async def test_no_connection_in_time_was_certainly_not_sent_and_the_error_holds_no_token(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def black_hole(*_: object, **__: object) -> None:
        raise TimeoutError

    assert isinstance(bot.session, LeanSession)
    connector = (await bot.session.create_session()).connector
    assert connector
    monkeypatch.setattr(connector, "connect", black_hole)
    with pytest.raises(TelegramNetworkError) as caught:
        await bot(SendMessage(chat_id=1, text="hej"))
    assert outcome_of(caught.value) == RetryLater()
    assert isinstance(caught.value.__cause__, ConnectionTimeoutError)
    assert TOKEN not in f"{caught.value} {caught.value.__cause__}"


async def test_markup_telegram_cannot_read_comes_once_more_as_plain_text(bot: Bot, server: Server) -> None:
    broken = "Bad Request: can't parse entities: Unclosed start tag at byte offset 3"
    server.answers = [(400, no(400, broken)), (200, ok({"message_id": 9}))]
    assert await TelegramChannel(bot).send(CHAT, Letter("<b>Hej</b> &lt;3 <i>du")) == Delivered(9)
    first, second = (body for _, _, body in server.asked)
    assert first["parse_mode"] == "HTML"
    assert "parse_mode" not in second
    assert second["text"] == "Hej <3 du"


async def test_plain_text_that_is_refused_too_is_not_tried_for_ever(bot: Bot, server: Server) -> None:
    server.answers = [(400, no(400, "Bad Request: can't parse entities: x"))] * 5
    assert await TelegramChannel(bot).send(CHAT, LETTER) == Refused("bad request")
    assert len(server.asked) == 2


def test_plain_text_keeps_what_only_looks_like_markup() -> None:
    assert plain('1 < 2 <3 <b>x</b> <a href="https://a.se">y</a> &amp;lt;') == "1 < 2 <3 x y &lt;"


def test_a_letter_without_buttons_has_no_keyboard() -> None:
    assert markup(Letter("hej")) is None


async def test_what_nobody_reads_is_not_taken_apart_and_a_no_is_still_a_no(bot: Bot, server: Server) -> None:
    server.answers = [(200, ok("anything")), (200, ok({})), (400, no(400, "Bad Request: query is too old"))]
    assert await bot.answer_callback_query("1") is True
    assert await bot.edit_message_text("hej", chat_id=1, message_id=2) is True
    with pytest.raises(TelegramBadRequest, match="too old"):
        await bot.answer_callback_query("1")


async def test_what_is_read_is_still_checked(bot: Bot, server: Server) -> None:
    server.answers = [(200, ok({"id": 1, "is_bot": True, "first_name": "Lofte"})), (500, no(500, "Internal"))]
    assert (await bot.get_me()).first_name == "Lofte"
    with pytest.raises(TelegramServerError):
        await bot.get_me()


async def test_a_file_still_travels_as_a_file(bot: Bot, server: Server) -> None:
    message = {"message_id": 3, "date": 0, "chat": {"id": 1, "type": "private"}}
    server.answers = [(200, ok(message))]
    sent = await bot.send_document(1, BufferedInputFile(b"a;b", "svar.csv"), caption="")
    assert sent.message_id == 3
    assert server.asked[0][1] == "multipart/form-data"


class TestReplies:
    @pytest.fixture
    def paced(self, bot: Bot) -> Iterator[Bot]:
        calls = PacedCalls(Pace(1000), tries=3)
        bot.session.middleware(calls)
        yield bot
        bot.session.middleware.unregister(calls)

    async def test_after_a_429_a_reply_waits_and_arrives(self, paced: Bot, server: Server) -> None:
        server.answers = [(429, no(429, "Too Many Requests: retry after 1", retry_after=1))]
        before = asyncio.get_running_loop().time()
        assert (await paced.send_message(1, "hej")).message_id == 7
        assert asyncio.get_running_loop().time() - before >= 1.0
        assert len(server.asked) == 2

    async def test_it_does_not_wait_for_ever(self, paced: Bot, server: Server) -> None:
        server.answers = [(429, no(429, "Too Many Requests: retry after 1", retry_after=1))] * 9
        with pytest.raises(TelegramRetryAfter):
            await paced.send_message(1, "hej")
        assert len(server.asked) == 3

    async def test_the_answer_to_a_press_waits_for_nothing(self, paced: Bot, server: Server) -> None:
        server.answers = [(429, no(429, "Too Many Requests: retry after 5", retry_after=5))]
        with pytest.raises(TelegramRetryAfter):
            await paced.answer_callback_query("1")
        assert await paced.answer_callback_query("1") is True

    async def test_to_ask_who_runs_a_group_takes_no_turn_from_its_messages(self, paced: Bot, server: Server) -> None:
        server.answers = [(200, ok([]))] * 3
        before = asyncio.get_running_loop().time()
        for _ in range(3):
            assert await paced.get_chat_administrators(-1) == []
        assert asyncio.get_running_loop().time() - before < 1.0
