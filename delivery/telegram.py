"""Telegram as a channel. Only this and what reads its answers know aiogram here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from http import HTTPStatus
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChatAdministrators,
    GetChatMember,
    Response,
    SendChatAction,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from aiohttp import ClientError, ClientTimeout, ConnectionTimeoutError, FormData, JsonPayload

from delivery.message import Button, Letter
from delivery.outcome import Delivered, Outcome, PictureForgotten
from delivery.plain_text import plain
from delivery.ports import Picture
from delivery.rate_limit import Lane, Pace
from delivery.telegram_answers import (
    SentMessage,
    knows_no_such_file,
    outcome_of,
    refuses_markup,
    refuses_picture,
    sent_message,
)
from people.person import ChatId

_CONNECT_SECONDS = 10
"""What takes longer to connect than this was certainly not sent, and is tried again."""

_LIMITS = ClientTimeout(total=None, connect=_CONNECT_SECONDS)

_SEND_SECONDS = 30

_GRACE_SECONDS = 0.5

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_PICTURE_NAME = "lofteskollen.png"

_UNREAD = (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageReplyMarkup,
    EditMessageText,
    SendChatAction,
)
"""Methods whose result nobody reads."""

_EDITS = (
    *(DeleteMessage, DeleteMessages, EditMessageReplyMarkup, EditMessageText),
    *(GetChatAdministrators, GetChatMember),
)
"""Calls that change what is there, or only ask about it, and add no message."""


@asynccontextmanager
async def _in_time(seconds: float) -> AsyncIterator[None]:
    """TimeoutError after so long, and a little more, counted only then.

    So a process that stood still for longer than that still reads the answer that came meanwhile.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as limit:
        timer = loop.call_later(seconds, lambda: limit.reschedule(loop.time() + _GRACE_SECONDS))
        try:
            yield
        finally:
            timer.cancel()


class LeanSession(AiohttpSession):
    """Talks JSON, and does not take apart what nobody reads: about half the work of aiogram's own session.

    `sendMessage` and `sendPhoto` answer with a `SentMessage`, presses, edits and deletions with True. Errors are
    aiogram's.
    """

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        """Make one call.

        Raises:
            TelegramNetworkError: no answer came; the cause tells whether the call left at all.
            AiogramError: Telegram said no, or what it said cannot be read.
        """
        session = await self.create_session()
        seconds = self.timeout if timeout is None else timeout
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        try:
            async with _in_time(seconds), session.post(url, data=self._body(bot, method), timeout=_LIMITS) as response:
                content = await response.text()
        except ConnectionTimeoutError:
            # The text of this one holds the address, and with it the token.
            raise TelegramNetworkError(method, "no connection in time") from ConnectionTimeoutError()
        except TimeoutError as error:
            raise TelegramNetworkError(method, "no answer in time") from error
        except ClientError as error:
            raise TelegramNetworkError(method, type(error).__name__) from error
        answer = self.check_response(bot, method, response.status, content)
        return cast("TelegramType", answer.result)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """The answer; of one nobody reads no more than that it is a yes."""
        if isinstance(method, (SendMessage, SendPhoto, *_UNREAD)) and status_code == HTTPStatus.OK:
            answer = self._decoded(content)
            if answer.get("ok") is True:
                result: Any = True if isinstance(method, _UNREAD) else sent_message(answer)
                return cast("Response[TelegramType]", Response.model_construct(ok=True, result=result))
        return super().check_response(bot, method, status_code, content)

    def _body(self, bot: Bot, method: TelegramMethod[Any]) -> JsonPayload | FormData:
        files: dict[str, Any] = {}
        fields = {
            key: prepared
            for key, value in method.model_dump(warnings=False, exclude_none=True).items()
            if (prepared := self.prepare_value(value, bot, files, _dumps_json=False)) not in (None, "")
        }
        return self.build_form_data(bot, method) if files else JsonPayload(fields, dumps=self.json_dumps)

    def _decoded(self, content: str) -> dict[str, Any]:
        try:
            answer = self.json_loads(content)
        except ValueError as error:
            raise ClientDecodeError("Failed to decode object", error, content) from error
        return answer if isinstance(answer, dict) else {}


class PacedCalls(BaseRequestMiddleware):
    """Keeps replies within Telegram's limits: a call to a chat takes a turn, a 429 is waited out and repeated."""

    def __init__(self, pace: Pace, tries: int = 5) -> None:
        """Use `pace`; after so many 429s in a row the caller gets the error."""
        self._pace = pace
        self._tries = tries

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call when its turn comes. What has no chat, such as the answer to a press, passes."""
        chat = getattr(method, "chat_id", None)
        if not isinstance(chat, int):
            return await make_request(bot, method)
        for left in reversed(range(self._tries)):
            await self._pace.turn(chat, Lane.REPLY, edit=isinstance(method, _EDITS))
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                self._pace.halt(error.retry_after, chat)
                if not left:
                    raise
        raise AssertionError  # the last round has returned or raised


class TelegramChannel:
    """Reaches people through the Bot API. Its bot's session takes no turns of its own: the sender does."""

    def __init__(self, bot: Bot) -> None:
        """Send with this bot."""
        self._bot = bot

    async def send(
        self, chat: ChatId, letter: Letter, /, *, thread: int | None = None, picture: Picture | None = None
    ) -> Outcome:
        """Send one message.

        What Telegram cannot read of its markup goes once more as plain text, and without a picture it will not take.
        """
        message = _message(chat, letter, thread, picture)
        while True:
            try:
                sent = cast("SentMessage", await self._bot(message, request_timeout=_SEND_SECONDS))
                return Delivered(sent.message_id, sent.file)
            except (AiogramError, UnicodeError) as error:
                simpler = _simpler(message, letter, error)
                if simpler is None:
                    lost = knows_no_such_file(error) and picture and picture.file
                    return PictureForgotten(lost) if lost else outcome_of(error)
            message = simpler


def _message(chat: ChatId, letter: Letter, thread: int | None, picture: Picture | None) -> SendMessage | SendPhoto:
    if picture is None:
        return SendMessage(
            chat_id=chat,
            message_thread_id=thread,
            text=letter.text,
            parse_mode="HTML",
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup(letter),
        )
    return SendPhoto(
        chat_id=chat,
        message_thread_id=thread,
        photo=picture.file or BufferedInputFile(picture.content, _PICTURE_NAME),
        caption=letter.text,
        parse_mode="HTML",
        reply_markup=markup(letter),
    )


def _simpler(
    message: SendMessage | SendPhoto, letter: Letter, error: AiogramError | UnicodeError
) -> SendMessage | SendPhoto | None:
    """The same in a form that Telegram may take after this no; None where it would make no difference."""
    if refuses_markup(error) and message.parse_mode:
        words = "text" if isinstance(message, SendMessage) else "caption"
        return message.model_copy(update={words: plain(letter.text), "parse_mode": None})
    if isinstance(message, SendPhoto) and refuses_picture(error):
        return _message(ChatId(int(message.chat_id)), letter, message.message_thread_id, None)
    return None


def markup(letter: Letter) -> InlineKeyboardMarkup | None:
    """The letter's buttons in Telegram's form."""
    return _keyboard(letter.buttons) if letter.buttons else None


@lru_cache(maxsize=256)
def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup:
    """Built once for the many who see the same question or digest: it costs a tenth of an answer."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=each.label, callback_data=each.data) for each in row] for row in rows
        ]
    )
