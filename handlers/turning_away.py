"""Buttons and links that come to nothing: written down, and answered with one sentence."""

from collections.abc import Collection, Mapping

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from delivery.message import Letter
from delivery.plain_text import plain
from handlers import recording_taps
from handlers.desk import Desk, Event
from handlers.field_buttons import AT_DIALOGUE, KIOSK, WORK, Go, Step, Work
from handlers.resting import alert
from handlers.staff_taps import STAFF, Act, is_in_private
from handlers.staff_view import DENIED
from people.invitation import LINK
from people.person import Visit
from people.staffing import Denial

BUTTONS: Mapping[str, Collection[str]] = {
    STAFF: frozenset(Act),
    recording_taps.RECORDING: recording_taps.ALL,
    WORK: frozenset(Work),
    KIOSK: frozenset(Step),
    AT_DIALOGUE: frozenset(Go),
}
"""What a button of the staff, a kiosk or a dialogue may say that it does, by what its data begins with."""

_FOR_STAFF = frozenset({STAFF, recording_taps.RECORDING, WORK})
UNKNOWN, GONE, STANDS, OWN = "unknown", "gone", "stands", "own"
"""Why: no button ever carried that; it is settled; it has been done already; nobody says yes to themselves."""


def is_watched(data: str) -> bool:
    """Whether a button says that it is one of those of which each press that comes to nothing is written down."""
    return data.partition(":")[0] in BUTTONS


def is_for_staff(data: str) -> bool:
    """Whether a button says that it is one of the staff's."""
    return data.partition(":")[0] in _FOR_STAFF


def named(data: str) -> str:
    """What a button claims to be, in words of ours alone: nothing that somebody made up is written down."""
    kind, _, rest = data.partition(":")
    act = rest.partition(":")[0]
    return f"button {kind}:{act if act in BUTTONS.get(kind, ()) else '?'}"


async def turned_away(event: Event, visit: Visit, desk: Desk, why: str, link: str = LINK) -> bool:
    """Write down that a press, or a message with a `link`, came to nothing. Returns whether to say so."""
    if isinstance(event, CallbackQuery):
        return await desk.turning_away.note(visit, named(event.data or ""), why)
    return await desk.turning_away.note(visit, f"link {link}", why, written=True)


async def turn_away(event: Event, visit: Visit, desk: Desk, key: str, why: str, **values: object) -> None:
    """Write it down and say why. What was written in words is no press: it is only answered.

    `key` is what is said, with its `values`.
    """
    if isinstance(event, CallbackQuery) and not await turned_away(event, visit, desk, why):
        return
    text = (await desk.words(visit))(key, **values)
    if isinstance(event, CallbackQuery):
        await alert(event, desk.bot, plain(text))
    else:
        await desk.show(event, visit, Letter(text))


class NoMember(Filter):
    """A button of the staff pressed by somebody whose role does not hold; hands on why as `denial`."""

    async def __call__(self, query: CallbackQuery, visit: Visit, desk: Desk) -> bool | dict[str, object]:
        """Whether it is one; who comes with an invitation has no role yet, and may say yes to it."""
        kind, _, rest = (query.data or "").partition(":")
        if kind not in _FOR_STAFF or rest.partition(":")[0] == Act.JOIN or not is_in_private(query):
            return False
        denial = await desk.staffing.admitted(visit)
        return {"denial": denial} if isinstance(denial, Denial) else False


async def no_member(query: CallbackQuery, visit: Visit, denial: Denial, desk: Desk) -> None:
    """Whatever the button is: it is not for them."""
    await turn_away(query, visit, desk, DENIED[denial], denial)


def router() -> Router:
    """Asked before every button of the staff."""
    routes = Router(name="turning away")
    routes.callback_query.register(no_member, NoMember())
    return routes
