"""The buttons under the promise: a commitment's history, and all of it as a picture."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from delivery.outcome import Unreachable
from digests.overview import HISTORY, PICTURE
from handlers.desk import Desk
from handlers.resting import alert, rest
from handlers.screens import with_help
from people.person import Visit


class HistoryTap(Filter):
    """The button that shows a commitment's history; hands the commitment's name on as `commitment`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        kind, _, commitment = (query.data or "").rpartition(":")
        return {"commitment": commitment} if kind == HISTORY else False


class PictureTap(Filter):
    """The button that shows the promise as a picture."""

    async def __call__(self, query: CallbackQuery) -> bool:
        """Whether the button is this one."""
        return query.data == PICTURE


async def history(query: CallbackQuery, visit: Visit, commitment: str, desk: Desk) -> None:
    """All that was published about a commitment."""
    words = await desk.words(visit)
    letters = await desk.overview.history(commitment, words)
    if letters:
        await desk.show(query, visit, *with_help(words, *letters))
    else:
        await alert(query, desk.bot, words("promises.outdated"))


async def picture(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """The promise as a picture. It takes a moment the first time, so the button rests before."""
    await rest(query)
    words = await desk.words(visit)
    (letter,) = with_help(words, await desk.overview.picture(words))
    if isinstance(await desk.pictures.send(visit.chat, letter), Unreachable):
        await desk.people.set_reachable(visit, reachable=False)


def router() -> Router:
    """The buttons under the promise."""
    routes = Router(name="under the promise")
    routes.callback_query.register(history, HistoryTap())
    routes.callback_query.register(picture, PictureTap())
    return routes
