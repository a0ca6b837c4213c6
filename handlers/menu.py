"""Welcome, help, and the promise: what anybody may open at any time without losing their place."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from handlers.callbacks import Menu, MenuTap
from handlers.desk import Desk, Event
from handlers.filters import is_own
from handlers.following import follow
from handlers.help_view import help_letter
from handlers.screens import welcome_letter, with_help
from people.person import Visit

FOLLOW_LINK = "follow"


async def start(message: Message, visit: Visit, command: CommandObject, desk: Desk) -> None:
    """/start, and the deep link that follows at once."""
    await desk.people.welcome(visit)
    if command.args == FOLLOW_LINK and is_own(message):
        await follow(message, visit, desk)
        return
    await desk.show(message, visit, welcome_letter(await desk.words(visit)))


async def help_lines(event: Event, visit: Visit, desk: Desk) -> None:
    """Who to turn to."""
    words = await desk.words_for_help(visit)
    await desk.show(event, visit, help_letter(words, desk.help_lines.lines, desk.local_now()))


async def promises(event: Event, visit: Visit, desk: Desk) -> None:
    """What was promised and how far it has come."""
    words = await desk.words(visit)
    await desk.show(event, visit, *with_help(words, *await desk.overview.letters(words)))


def router() -> Router:
    """The menu's routes."""
    routes = Router(name="menu")
    routes.message.register(start, CommandStart())
    for handler, command, menu in (
        (help_lines, "help", Menu.HELP),
        (promises, "promises", Menu.PROMISES),
    ):
        routes.message.register(handler, Command(command))
        routes.callback_query.register(handler, MenuTap(menu))
    return routes
