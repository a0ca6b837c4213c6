"""Telegram as a channel: the only place in delivery that knows aiogram."""

from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageReplyMarkup,
    EditMessageText,
    Response,
    SendChatAction,
    SendMessage,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    JsonPayload,
)

from delivery.message import Button, Letter
from delivery.outcome import (
    Ambiguous,
    Delivered,
    Moved,
    Outcome,
    Refused,
    RetryLater,
    Unauthorised,
    Unreachable,
)
from delivery.plain_text import plain
from delivery.rate_limit import Lane, Pace
from people.person import ChatId

_CONNECT_SECONDS = 10
"""What takes longer to connect than this was certainly not sent, and is tried again."""

_SEND_SECONDS = 30

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_UNREAD = (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteMessages,
    EditMessageReplyMarkup,
    EditMessageText,
    SendChatAction,
)
"""Methods whose result nobody reads."""

_EDITS = (DeleteMessage, DeleteMessages, EditMessageReplyMarkup, EditMessageText)
"""Calls that change what is there and add no message."""

_KNOWN_REFUSALS = (
    "message is too long",
    "text is too long",
    "message text is empty",
    "text must be non-empty",
    "BUTTON_DATA_INVALID",
    "reply markup is too long",
)
"""Telegram's words that have none of ours in them, and so may be kept."""


@dataclass(frozen=True, slots=True)
class SentMessage:
    """All that is read of Telegram's answer to a message sent."""

    message_id: int | None


class LeanSession(AiohttpSession):
    """Talks JSON, and does not take apart what nobody reads: about half the work of aiogram's own session.

    `sendMessage` answers with a `SentMessage`, presses, edits and deletions with True. Errors are aiogram's.
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
        limits = ClientTimeout(total=self.timeout if timeout is None else timeout, connect=_CONNECT_SECONDS)
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        try:
            async with session.post(url, data=self._body(bot, method), timeout=limits) as response:
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
        if isinstance(method, (SendMessage, *_UNREAD)) and status_code == HTTPStatus.OK:
            answer = self._decoded(content)
            if answer.get("ok") is True:
                result: Any = _sent(answer) if isinstance(method, SendMessage) else True
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

    async def send(self, chat: ChatId, letter: Letter, /) -> Outcome:
        """Send one message; if Telegram cannot read its markup, once more without."""
        message = SendMessage(
            chat_id=chat,
            text=letter.text,
            parse_mode="HTML",
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup(letter),
        )
        try:
            return await self._call(message)
        except TelegramBadRequest as error:
            if "can't parse entities" not in error.message:
                return outcome_of(error)
        except (AiogramError, UnicodeError) as error:
            return outcome_of(error)
        try:
            return await self._call(message.model_copy(update={"text": plain(letter.text), "parse_mode": None}))
        except (AiogramError, UnicodeError) as error:
            return outcome_of(error)

    async def _call(self, message: SendMessage) -> Outcome:
        sent = await self._bot(message, request_timeout=_SEND_SECONDS)
        return Delivered(sent.message_id)


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


def outcome_of(error: AiogramError | UnicodeError) -> Outcome:  # noqa: PLR0911 - a table, one row a line
    """What an exception of aiogram means for the message.

    `TelegramNetworkError` is raised both for what never left and for what got no answer, `ClientDecodeError`
    also for a proxy's page with status 502: only the cause, or the body, says whether the message went out.
    """
    match error:
        case TelegramRetryAfter():
            return RetryLater(float(error.retry_after))
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Unreachable()
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Unauthorised()
        case TelegramEntityTooLarge():
            return Refused("entity too large")
        case TelegramServerError():
            return Ambiguous()
        case TelegramNetworkError():
            not_sent = isinstance(error.__cause__, (ClientConnectorError, ConnectionTimeoutError))
            return RetryLater() if not_sent else Ambiguous()
        case ClientDecodeError():
            return _of_unreadable(error.data)
        case TelegramAPIError():
            return _of_no(error)
        case UnicodeEncodeError():
            return Refused("not encodable")
        case _:
            return Ambiguous()


def _of_unreadable(data: object) -> Outcome:
    if isinstance(data, dict) and data.get("ok") is True:
        return Delivered(_sent(data).message_id)
    return Ambiguous()


def _of_no(error: TelegramAPIError) -> Outcome:
    if "chat not found" in error.message:
        return Unreachable()
    if error.message.startswith("Too Many Requests"):
        return RetryLater(1.0)
    return Refused(next((words for words in _KNOWN_REFUSALS if words in error.message), "bad request"))


def _sent(answer: dict[str, Any]) -> SentMessage:
    """Read the number of the message sent, if it is there: that it was sent is certain either way."""
    result = answer.get("result")
    number = result.get("message_id") if isinstance(result, dict) else None
    return SentMessage(number if isinstance(number, int) else None)
