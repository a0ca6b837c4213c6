"""Welcome, help, and the promise: what anybody may open at any time without losing their place."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from handlers.callbacks import DigestStopTap, Menu, MenuTap
from handlers.desk import Desk, Event
from handlers.help_view import help_letter
from handlers.screens import followed_letter, stopped_letter, welcome_letter, with_help
from people.person import Visit

FOLLOW_LINK = "follow"


async def start(message: Message, visit: Visit, command: CommandObject, desk: Desk) -> None:
    """/start, and the deep link that follows at once."""
    if command.args == FOLLOW_LINK:
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


async def follow(event: Event, visit: Visit, desk: Desk) -> None:
    """Follow the promise."""
    words = desk.catalogues.words(await desk.following.follow(visit))
    await desk.show(event, visit, followed_letter(words, desk.following.rhythm))


async def stop(event: Event, visit: Visit, desk: Desk) -> None:
    """Stop following, from the command, the menu or a digest."""
    was_following = await desk.following.stop(visit)
    await desk.show(event, visit, stopped_letter(await desk.words(visit), was_following=was_following))


def router() -> Router:
    """The menu's routes."""
    routes = Router(name="menu")
    routes.message.register(start, CommandStart())
    for handler, command, menu in (
        (help_lines, "help", Menu.HELP),
        (promises, "promises", Menu.PROMISES),
        (follow, "follow", Menu.FOLLOW),
        (stop, "stop", Menu.STOP),
    ):
        routes.message.register(handler, Command(command))
        routes.callback_query.register(handler, MenuTap(menu))
    routes.callback_query.register(stop, DigestStopTap())
    return routes
