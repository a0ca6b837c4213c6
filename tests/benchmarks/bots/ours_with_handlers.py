"""Our bot with ten more routers in front of its own, each with one handler behind an asynchronous filter."""

import sys
from unittest import mock

from aiogram import Dispatcher, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.commands.words import main
from handlers.desk import Desk
from handlers.routes import build_dispatcher

MORE = 10


class Never(Filter):
    """Takes nothing, after a look at the event as a real filter has."""

    async def __call__(self, event: CallbackQuery | Message) -> bool:
        return event.from_user is None


async def unwanted(_: CallbackQuery | Message) -> None:
    raise AssertionError


def crowded(desk: Desk) -> Dispatcher:
    dispatcher = build_dispatcher(desk)
    own = list(dispatcher.sub_routers)
    for _ in range(MORE):
        router = Router()
        router.callback_query.register(unwanted, Never())
        router.message.register(unwanted, Never())
        dispatcher.include_router(router)
    dispatcher.sub_routers[:] = [*dispatcher.sub_routers[len(own) :], *own]
    return dispatcher


if __name__ == "__main__":
    with mock.patch("bot.app.build_dispatcher", crowded):
        sys.exit(main(["run"]))
