"""What waits to be signed: the list, one of them, the yes, the wish for a change, and taking back."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.desk import Desk, Event
from handlers.published_view import published_letter, updates_letter
from handlers.recording_routes import Pressing, press_router
from handlers.recording_taps import (
    ASK,
    LOOK,
    NOT_ASK,
    PUBLISHED,
    SIGN,
    WAITING,
    WITHDRAW,
    WITHDRAW_NOW,
    Pressed,
)
from handlers.refusals import outdated, refuse
from handlers.signing_view import LookScreen, done_letter, waiting_letter, wish_letter, withdraw_letter
from people.person import Visit
from people.staff import Right
from promises.rollup import as_it_stands
from promises.service import Result
from promises.signing import Refusal, refusal_to_change


async def show(event: Event, visit: Visit, desk: Desk, number: int, notice: str = "", language: str = "") -> None:
    """Show one proposal, or why it is not shown. `notice` is a key."""
    looked = await desk.proposals.look(visit, number)
    if isinstance(looked, Refusal):
        await refuse(event, visit, desk, looked, Right.SIGN)
        return
    words = await desk.words(visit)
    screen = LookScreen(looked, desk.local_now().tzinfo, words, desk.catalogues)
    await desk.put(event, visit, screen.letter(language, words(notice) if notice else ""))


async def settled(event: Event, visit: Visit, desk: Desk, result: Result, number: int) -> None:
    """Say what became of a proposal, or why nothing did. One that changed is shown, where its `number` is known."""
    if result is Refusal.CHANGED and number:
        await outdated(event, visit, desk, result)
        await show(event, visit, desk, number, "signing.refusal.changed")
    elif isinstance(result, Refusal):
        await refuse(event, visit, desk, result, Right.SIGN)
    elif not isinstance(result, tuple):
        await desk.put(event, visit, done_letter(result, await desk.words(visit)))


async def _waiting(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    found = await desk.proposals.waiting(visit)
    if isinstance(found, Refusal):
        await refuse(query, visit, desk, found, Right.SIGN)
        return
    letter = waiting_letter(found, pressed.number, desk.promise, await desk.words(visit))
    await desk.cards.put(query, visit, letter)


async def _look(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    await show(query, visit, desk, pressed.number, language=pressed.rest)


async def _sign(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    signed = await desk.progress.sign(visit, pressed.number, pressed.rest)
    await settled(query, visit, desk, signed, pressed.number)


async def _ask(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    """Wait for the words in which a change is asked for."""
    looked = await desk.proposals.wish(visit, pressed.number, pressed.rest)
    if isinstance(looked, Refusal):
        await settled(query, visit, desk, looked, pressed.number)
        return
    await desk.cards.put(query, visit, wish_letter(looked, await desk.words(visit)))


async def _not_ask(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    await desk.proposals.stop_wishing(visit)
    await show(query, visit, desk, pressed.number)


async def _withdraw(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    """Ask first; whoever may not is told so at once."""
    looked = await desk.proposals.look(visit, pressed.number)
    refusal = looked if isinstance(looked, Refusal) else refusal_to_change(looked.proposal, looked.actor)
    if isinstance(looked, Refusal) or refusal:
        await refuse(query, visit, desk, refusal or Refusal.UNKNOWN, Right.SIGN)
        return
    await desk.cards.put(query, visit, withdraw_letter(looked, desk.promise, await desk.words(visit)))


async def _withdraw_now(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    await settled(query, visit, desk, await desk.progress.withdraw(visit, pressed.number), pressed.number)


async def _published(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    """What is published, a part of the promise at a time, to be set right."""
    history = await desk.progress.history(visit.person, pressed.about)
    if isinstance(history, Refusal):
        await refuse(query, visit, desk, history, Right.SIGN)
        return
    words, commitment = await desk.words(visit), desk.promise.commitment(pressed.about)
    zone = desk.local_now().tzinfo
    standing = as_it_stands(history)
    letter = updates_letter(commitment, standing, zone, words) if commitment else published_letter(desk.promise, words)
    await desk.cards.put(query, visit, letter)


_PRESSING: Mapping[str, Pressing] = {
    WAITING: _waiting,
    LOOK: _look,
    SIGN: _sign,
    ASK: _ask,
    NOT_ASK: _not_ask,
    WITHDRAW: _withdraw,
    WITHDRAW_NOW: _withdraw_now,
    PUBLISHED: _published,
}


PRESSES = frozenset(_PRESSING)
"""The buttons that are answered here."""


def router() -> Router:
    """The buttons of signing."""
    return press_router("signing", _PRESSING)
