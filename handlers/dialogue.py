"""Being at a dialogue: through its code to the questions, the panel, and what came of it."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from fieldwork.dialogue import LINK
from fieldwork.visiting import Arrival, Arrived
from handlers.bursts import Bursts
from handlers.desk import Desk, Event
from handlers.dialogue_view import arrived_letter, ask_letter, asked_letter, wished_letter
from handlers.field_buttons import Go
from handlers.field_taps import DialogueLink, GoTap
from handlers.listening import heard
from handlers.resting import rest
from handlers.turning_away import UNKNOWN, turned_away
from people.person import Visit


async def arrive(message: Message, visit: Visit, code: str, desk: Desk) -> None:
    """/start d_CODE: what this is, and what can be done here."""
    await _put(message, visit, desk, await desk.field.visiting.arrive(visit, code))


async def here(query: CallbackQuery, visit: Visit, code: str, desk: Desk) -> None:
    """Back to what can be done here; no question is waited for any more."""
    await desk.field.visiting.stop_asking(visit)
    await _put(query, visit, desk, await desk.field.visiting.arrive(visit, code))


async def begin(query: CallbackQuery, visit: Visit, code: str, desk: Desk, bursts: Bursts) -> None:
    """Answer the questions."""
    await _begin(query, visit, code, desk, bursts, leaving=False)


async def leave(query: CallbackQuery, visit: Visit, code: str, desk: Desk, bursts: Bursts) -> None:
    """Answer here, and leave what was begun elsewhere."""
    await _begin(query, visit, code, desk, bursts, leaving=True)


async def _begin(query: CallbackQuery, visit: Visit, code: str, desk: Desk, bursts: Bursts, *, leaving: bool) -> None:
    bursts.end(visit.person)
    turn = await desk.field.visiting.begin(visit, code, leaving=leaving)
    if isinstance(turn, Arrived):
        await _put(query, visit, desk, turn)
        return
    await rest(query)
    await desk.cards.send(visit.person, visit.chat, turn)


async def yes(query: CallbackQuery, visit: Visit, code: str, desk: Desk) -> None:
    """Yes, tell me what came of it."""
    await _wish(query, visit, code, desk, wanted=True)


async def no(query: CallbackQuery, visit: Visit, code: str, desk: Desk) -> None:
    """Not after all."""
    await _wish(query, visit, code, desk, wanted=False)


async def _wish(query: CallbackQuery, visit: Visit, code: str, desk: Desk, *, wanted: bool) -> None:
    """The message that was pressed may hold a receipt, so it stays as it is."""
    wished = await desk.field.visiting.wish(visit, code, yes=wanted)
    if await _is_made_up(query, visit, desk, wished):
        return
    await desk.show(query, visit, wished_letter(wished, await desk.words(visit)))


async def ask(query: CallbackQuery, visit: Visit, code: str, desk: Desk) -> None:
    """A question to the panel is waited for."""
    arrived = await desk.field.visiting.begin_asking(visit, code)
    if await _is_made_up(query, visit, desk, arrived):
        return
    words = await desk.words(visit)
    if arrived.dialogue is None or arrived.arrival is not Arrival.OPEN:
        await desk.show(query, visit, arrived_letter(arrived, words))
        return
    await desk.show(query, visit, ask_letter(arrived.dialogue, words))


async def question(message: Message, visit: Visit, text: str, desk: Desk) -> None:
    """A question to the panel. Words that ask for help are met with help, and are no question."""
    if await heard(message, visit, text, desk):
        return
    asked = await desk.field.visiting.ask(visit, text)
    await desk.show(message, visit, asked_letter(asked, await desk.words(visit)))


async def _is_made_up(event: Event, visit: Visit, desk: Desk, arrived: Arrived) -> bool:
    """Whether no dialogue ever had that code, and whoever made it up has been told so often enough."""
    return arrived.arrival is Arrival.UNKNOWN and not await turned_away(event, visit, desk, UNKNOWN, LINK)


async def _put(event: Event, visit: Visit, desk: Desk, arrived: Arrived) -> None:
    if await _is_made_up(event, visit, desk, arrived):
        return
    letter = arrived_letter(arrived, await desk.words(visit), asks=_asks(desk))
    await desk.put(event, visit, letter)


def _asks(desk: Desk) -> bool:
    return desk.field.visiting.asked is not None


def router() -> Router:
    """The link and the buttons, asked before the command the link comes with."""
    routes = Router(name="dialogue")
    routes.message.register(arrive, DialogueLink())
    for handler, go in (
        (here, Go.HERE),
        (begin, Go.BEGIN),
        (leave, Go.LEAVE),
        (yes, Go.YES),
        (no, Go.NO),
        (ask, Go.ASK),
    ):
        routes.callback_query.register(handler, GoTap(go))
    return routes
