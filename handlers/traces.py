"""Which messages the bot has sent since somebody began to look: a kiosk deletes them before the next person comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

_SENT: ContextVar[list[int] | None] = ContextVar("sent", default=None)


@contextmanager
def traced() -> Iterator[list[int]]:
    """The numbers of the messages sent in here, as they come."""
    sent: list[int] = []
    token = _SENT.set(sent)
    try:
        yield sent
    finally:
        _SENT.reset(token)


class Traces(BaseRequestMiddleware):
    """Notes what is sent while somebody looks."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the call, and note the message it made."""
        answer = await make_request(bot, method)
        sent, number = _SENT.get(), getattr(answer, "message_id", None)
        if sent is not None and isinstance(number, int):
            sent.append(number)
        return answer
