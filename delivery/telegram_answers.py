"""What the Bot API's answers and refusals mean for a message."""

from dataclasses import dataclass
from typing import Any

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
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from delivery.outcome import (
    Ambiguous,
    Delivered,
    Moved,
    Outcome,
    Refused,
    RetryLater,
    ThreadGone,
    Unauthorised,
    Unreachable,
)

_KNOWN_REFUSALS = (
    "message is too long",
    "text is too long",
    "message text is empty",
    "text must be non-empty",
    "BUTTON_DATA_INVALID",
    "reply markup is too long",
)
"""Telegram's words that have none of ours in them, and so may be kept."""

_UNREACHABLE = (
    "chat not found",
    "PEER_ID_INVALID",
    "CHAT_WRITE_FORBIDDEN",
    "CHAT_RESTRICTED",
    "CHANNEL_PRIVATE",
    "not enough rights",
    "need administrator rights",
    "have no rights to send a message",
    "have no write access",
    "group is deactivated",
    "group chat was deactivated",
    "group chat was deleted",
)
"""A 400 that means the same as a 403: the bot is gone from there, or may not write.

The words are those of the Bot API server's and TDLib's source, as bots in the open report them.
"""

_THREAD_GONE = ("message thread not found", "TOPIC_CLOSED", "TOPIC_DELETED")

_NO_SUCH_FILE = ("wrong file identifier", "wrong remote file", "wrong file_id", "FILE_REFERENCE")

_PICTURE_REFUSED = (
    "IMAGE_PROCESS_FAILED",
    "PHOTO_",
    "file must be non-empty",
    "file is too big",
    "caption is too long",
    "MEDIA_CAPTION_TOO_LONG",
    "not enough rights to send photos",
    "CHAT_SEND_PHOTOS_FORBIDDEN",
    "CHAT_SEND_MEDIA_FORBIDDEN",
)


@dataclass(frozen=True, slots=True)
class SentMessage:
    """All that is read of Telegram's answer to a message sent; `file` is the number of its picture."""

    message_id: int | None
    file: str | None = None


def refuses_markup(error: AiogramError | UnicodeError) -> bool:
    """Whether Telegram could not read the HTML."""
    return isinstance(error, TelegramBadRequest) and "can't parse entities" in error.message


def refuses_picture(error: AiogramError | UnicodeError) -> bool:
    """Whether it is the picture, or its being one, that cannot go."""
    if isinstance(error, TelegramEntityTooLarge):
        return True
    return isinstance(error, TelegramBadRequest) and any(words in error.message for words in _PICTURE_REFUSED)


def knows_no_such_file(error: AiogramError | UnicodeError) -> bool:
    """Whether Telegram has no file of the number it was given."""
    return isinstance(error, TelegramBadRequest) and any(words in error.message for words in _NO_SUCH_FILE)


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
        sent = sent_message(data)
        return Delivered(sent.message_id, sent.file)
    return Ambiguous()


def _of_no(error: TelegramAPIError) -> Outcome:
    if any(words in error.message for words in _THREAD_GONE):
        return ThreadGone()
    if any(words in error.message for words in _UNREACHABLE):
        return Unreachable()
    if error.message.startswith("Too Many Requests"):
        return RetryLater(1.0)
    return Refused(next((words for words in _KNOWN_REFUSALS if words in error.message), "bad request"))


def sent_message(answer: dict[str, Any]) -> SentMessage:
    """Read the number of the message sent, if it is there: that it was sent is certain either way."""
    result = answer.get("result")
    if not isinstance(result, dict):
        return SentMessage(None)
    number = result.get("message_id")
    return SentMessage(number if isinstance(number, int) else None, _file_of(result.get("photo")))


def _file_of(sizes: object) -> str | None:
    """The number of the largest of a picture's sizes, which come last (core.telegram.org/bots/api#message)."""
    largest = sizes[-1] if isinstance(sizes, list) and sizes else None
    file = largest.get("file_id") if isinstance(largest, dict) else None
    return file if isinstance(file, str) else None
