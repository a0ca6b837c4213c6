"""The morning digest in the chat: the hour it comes at, and what becomes of what it asks."""

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery

from delivery.message import Letter
from delivery.telegram import markup
from digests.morning import Decided, Hours
from digests.ports import Decision, Matter
from digests.staff_matters import matter_rows, taker
from handlers.callbacks import read_number
from handlers.desk import Desk
from handlers.last import unknown_button
from handlers.morning_view import DAY, EVERYBODY, HOURS, TIME, WITH, WITHOUT, hours_letter
from handlers.resting import rest
from handlers.staff import deny, gone
from handlers.staff_taps import Act, StaffTap
from handlers.turning_away import STANDS, turned_away
from people.person import Visit
from people.staffing import Denial


async def hours(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """When the digest comes, and after a press, when it comes from now on."""
    found = await _chosen(visit, about, desk)
    if found is None:
        await unknown_button(query, visit, desk)
    elif isinstance(found, Denial):
        await deny(query, visit, desk, found)
    else:
        await desk.cards.put(query, visit, hours_letter(found, await desk.words(visit)))


async def take(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """I take it."""
    await _decide(query, visit, about, desk, Decision.TAKEN)


async def later(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Ask again tomorrow."""
    await _decide(query, visit, about, desk, Decision.LATER)


async def nothing(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Nothing to do."""
    await _decide(query, visit, about, desk, Decision.NOTHING)


async def _chosen(visit: Visit, about: str, desk: Desk) -> Hours | Denial | None:
    """What a press says of the hour; None where it says nothing we know."""
    what, _, chosen = about.partition(":")
    times = {f"{hour:02}{minute:02}": (hour, minute) for hour, minute in HOURS}
    if not about:
        return await desk.morning.hours(visit)
    if about == EVERYBODY:
        return await desk.morning.as_everybody(visit)
    if what == TIME and chosen in times:
        return await desk.morning.choose_time(visit, *times[chosen])
    if what == DAY and chosen in {f"{day}{then}" for day in range(7) for then in (WITH, WITHOUT)}:
        return await desk.morning.choose_day(visit, int(chosen[0]), on=chosen[1] == WITH)
    return None


async def _decide(query: CallbackQuery, visit: Visit, about: str, desk: Desk, decision: Decision) -> None:
    number, _, issue = about.partition(":")
    decided = await desk.morning.decide(visit, read_number(number), issue, decision)
    if isinstance(decided, Denial):
        await deny(query, visit, desk, decided)
    elif decided.matter is None:
        await gone(query, visit, desk)
    else:
        if decided.stood:
            await turned_away(query, visit, desk, STANDS)
        await _show(query, visit, desk, decided, issue)


async def _show(query: CallbackQuery, visit: Visit, desk: Desk, decided: Decided, issue: str) -> None:
    """The digest's buttons as things stand now, and in a few words what became of this press."""
    words, matter = await desk.words(visit), decided.matter
    assert matter  # noqa: S101 - it was found
    await rest(query, words(_said(decided, matter), name=taker(matter, decided.takers, words)))
    if not decided.matters or query.message is None:
        return
    letter = Letter("", tuple(matter_rows(decided.matters, decided.takers, issue, words)))
    try:
        await desk.bot.edit_message_reply_markup(
            chat_id=visit.chat, message_id=query.message.message_id, reply_markup=markup(letter)
        )
    except TelegramBadRequest:
        return  # the buttons stand like that already, or the message is gone


def _said(decided: Decided, matter: Matter) -> str:
    """The sentence about it, by its key."""
    if decided.stood and decided.own and matter.decision is Decision.TAKEN:
        return "morning.stood.yours"
    return f"morning.{'stood' if decided.stood else 'done'}.{matter.decision}"


def router() -> Router:
    """The morning's routes."""
    routes = Router(name="mornings")
    for handler, act in ((hours, Act.MORNING), (take, Act.TAKE), (later, Act.LATER), (nothing, Act.NOTHING)):
        routes.callback_query.register(handler, StaffTap(act))
    return routes
