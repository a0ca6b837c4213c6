"""What staff did, as an administrator reads it."""

from aiogram import Router
from aiogram.types import CallbackQuery

from delivery.message import Button, Letter
from delivery.plain_text import plain
from handlers.callbacks import read_number
from handlers.desk import Desk
from handlers.staff import deny
from handlers.staff_taps import Act, StaffTap, pack_staff
from handlers.staff_view import back, called
from localization.catalogue import Words
from localization.labels import written_moment
from people.audit import NEWCOMER, OPERATOR, AuditEntry, Deed
from people.audit_reading import AuditPage
from people.person import Visit
from people.staffing import Denial

_EVERYBODY = "all"
"""What a button carries, after a number, that shows who else was turned away too."""


async def audit(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """A page of it."""
    number, _, shown = about.partition(":")
    page = await desk.audit.page(visit, read_number(number), strangers=shown == _EVERYBODY)
    if isinstance(page, Denial):
        await deny(query, visit, desk, page)
        return
    await desk.cards.put(query, visit, audit_letter(page, await desk.words(visit), desk))


def audit_letter(page: AuditPage, words: Words, desk: Desk) -> Letter:
    """Who, what, when and about what; never anybody's words."""
    lines = [_line(page, each, words, desk) for each in page.entries] or [words("audit.nothing")]
    shown = (_EVERYBODY,) if page.strangers else ()
    turns = [
        Button(label, pack_staff(Act.AUDIT, to, *shown))
        for label, to in (("‹", page.newer), ("›", page.older))
        if to is not None
    ]
    other = ("button.audit.staff", ("",)) if page.strangers else ("button.audit.everybody", ("", _EVERYBODY))
    switch = (Button(words(other[0]), pack_staff(Act.AUDIT, *other[1])),)
    rows = (*([tuple(turns)] if turns else []), switch, back(words))
    return Letter("\n\n".join((words("audit.title"), *lines)), rows)


def _line(page: AuditPage, entry: AuditEntry, words: Words, desk: Desk) -> str:
    local = entry.moment.astimezone(desk.local_now().tzinfo)
    known = entry.deed in list(Deed)
    return words(
        "audit.entry",
        number=entry.number,
        when=written_moment(local, words.language),
        who=_who(page, entry, words),
        what=plain(words(f"audit.deed.{entry.deed}")) if known else entry.deed,
        subject=entry.subject,
    )


def _who(page: AuditPage, entry: AuditEntry, words: Words) -> str:
    if entry.actor in (OPERATOR, NEWCOMER):
        return plain(words("audit.operator" if entry.actor == OPERATOR else "audit.newcomer"))
    member = page.actors.get(entry.actor)
    return called(member, words) if member else plain(words("staff.unnamed", number=entry.actor))


def router() -> Router:
    """The audit's route."""
    routes = Router(name="auditing")
    routes.callback_query.register(audit, StaffTap(Act.AUDIT))
    return routes
