"""Reading what residents wrote: choose, read, sort, mark. Each press asks anew whether the reader may."""

from collections.abc import Awaitable
from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from handlers.awaited_days import AwaitedDay, AwaitedDays
from handlers.callbacks import read_number
from handlers.desk import Desk
from handlers.last import unknown_button
from handlers.listening import heard
from handlers.reading_filter import pack_wanted, read_days, read_wanted
from handlers.reading_view import ReadingScreens
from handlers.staff import deny, gone
from handlers.staff_taps import Act, StaffTap
from handlers.staff_view import denied_text
from localization.catalogue import Words
from people.person import Visit
from people.staff import Right, StaffMember
from people.staffing import Denial
from survey.reading.ports import Wanted
from survey.reading.service import Opened, Shelf

_BY = ("area", "language", "question", "days", "state")


async def shelf(query: CallbackQuery, visit: Visit, about: str, desk: Desk, days: AwaitedDays) -> None:
    """A page of texts."""
    at, _, page = about.partition(":")
    days.end(visit.person)
    found = await desk.reading.look(visit, read_wanted(at, desk.reading.content), read_number(page))
    await _put_shelf(query, visit, desk, found)


async def seen_all(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Every text of the page marked as read."""
    at, _, rest = about.partition(":")
    page, _, mark = rest.partition(":")
    found = await desk.reading.mark_page(visit, read_wanted(at, desk.reading.content), read_number(page), mark)
    if found is None:
        await gone(query, visit, desk)
        return
    await _put_shelf(query, visit, desk, found)


async def text(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """One text."""
    reference, _, rest = about.partition(":")
    await _put_card(query, visit, desk, rest, desk.reading.open(visit, reference))


async def seen(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """One text marked as read, or as not read."""
    reference, _, rest = about.partition(":")
    state, _, rest = rest.partition(":")
    await _put_card(query, visit, desk, rest, desk.reading.mark(visit, reference, read=state == "1"))


async def tag(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """A tag given or taken away."""
    reference, _, rest = about.partition(":")
    which, _, rest = rest.partition(":")
    tags = desk.reading.content.tags
    place = int(which[1:]) if which[1:].isascii() and which[1:].isdigit() and len(which) <= len("+99") else len(tags)
    name = tags[place].name if place < len(tags) else ""
    await _put_card(query, visit, desk, rest, desk.reading.tag(visit, reference, name, on=which.startswith("+")))


async def narrow(query: CallbackQuery, visit: Visit, about: str, desk: Desk, days: AwaitedDays) -> None:
    """By what the texts are chosen."""
    reader = await _reader(query, visit, desk)
    if reader is None:
        return
    at, _, by = about.partition(":")
    wanted = read_wanted(at, desk.reading.content)
    if by and by not in _BY:
        await unknown_button(query, visit, desk)
        return
    days.end(visit.person)
    if by == "days":
        days.ask(visit.person, wanted, desk.local_now())
    screens = _screens(desk, await desk.words(visit))
    letter = screens.options(wanted, by, _choices(screens, reader, wanted, by)) if by else screens.narrowing(wanted)
    await desk.cards.put(query, visit, letter)


async def typed(message: Message, visit: Visit, text: str, wanted: Wanted, desk: Desk, days: AwaitedDays) -> None:
    """Days typed: the texts of those days. Words that ask for help are met with help and are no days."""
    if await heard(message, visit, text, desk):
        return
    words = await desk.words(visit)
    chosen = read_days(text, wanted)
    if chosen is None:
        await desk.show(message, visit, Letter(words("reading.no_days")))
        return
    days.end(visit.person)
    found = await desk.reading.look(visit, chosen, 0)
    screens = _screens(desk, words)
    letter = Letter(denied_text(found, words)) if isinstance(found, Denial) else screens.shelf(found)
    await desk.show(message, visit, letter)


async def how_to_read(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """What is shown and what is not, and the duty to report."""
    if await _reader(query, visit, desk):
        at = pack_wanted(read_wanted(about, desk.reading.content), desk.reading.content)
        await desk.cards.put(query, visit, _screens(desk, await desk.words(visit)).how_to_read(at))


async def _reader(query: CallbackQuery, visit: Visit, desk: Desk) -> StaffMember | None:
    reader = await desk.staffing.admitted(visit, Right.READ)
    if isinstance(reader, Denial):
        await deny(query, visit, desk, reader)
        return None
    return reader


async def _put_shelf(query: CallbackQuery, visit: Visit, desk: Desk, found: Shelf | Denial) -> None:
    if isinstance(found, Denial):
        await deny(query, visit, desk, found)
        return
    await desk.cards.put(query, visit, _screens(desk, await desk.words(visit)).shelf(found))


async def _put_card(
    query: CallbackQuery, visit: Visit, desk: Desk, rest: str, looked: Awaitable[Opened | Denial | None]
) -> None:
    opened = await looked
    if isinstance(opened, Denial):
        await deny(query, visit, desk, opened)
    elif opened is None:
        await gone(query, visit, desk)
    else:
        at, _, page = rest.partition(":")
        at = pack_wanted(read_wanted(at, desk.reading.content), desk.reading.content)
        card = _screens(desk, await desk.words(visit)).card(opened, at, str(read_number(page)))
        await desk.cards.put(query, visit, card)


def _choices(screens: ReadingScreens, reader: StaffMember, wanted: Wanted, by: str) -> list[tuple[str, Wanted]]:
    content = screens.content
    if by == "days":
        return [(screens.label("days", ""), replace(wanted, first=None, last=None))]
    if by == "state":
        states = (("unread", True), ("all", False))
        return [(screens.words(f"reading.state.{name}"), replace(wanted, unread=unread)) for name, unread in states]
    if by == "area":
        areas = reader.areas or ("", *(each.name for each in content.areas))
        return [(screens.label(by, area), replace(wanted, area=area)) for area in areas]
    if by == "language":
        return [(screens.label(by, each), replace(wanted, language=each)) for each in ("", *content.languages)]
    questions = ("", *(each.name for each in content.questions))
    return [(screens.label(by, each), replace(wanted, question=each)) for each in questions]


def _screens(desk: Desk, words: Words) -> ReadingScreens:
    return ReadingScreens(desk.reading.content, words, desk.catalogues, desk.reading.k)


def router() -> Router:
    """The buttons of reading."""
    routes = Router(name="reading")
    for handler, act in (
        (shelf, Act.READ),
        (narrow, Act.NARROW),
        (text, Act.TEXT),
        (tag, Act.TAG),
        (seen, Act.SEEN),
        (seen_all, Act.SEEN_ALL),
        (how_to_read, Act.HOW_TO_READ),
    ):
        routes.callback_query.register(handler, StaffTap(act))
    return routes


def text_router() -> Router:
    """Days typed, asked before the text is taken as an answer."""
    routes = Router(name="typed days")
    routes.message.register(typed, AwaitedDay())
    return routes
