"""Taking responses out as a file, and saying whether a colleague may take all of them."""

from aiogram import Router
from aiogram.types import CallbackQuery, FSInputFile

from delivery.message import Button, Letter
from delivery.plain_text import plain
from handlers.desk import Desk
from handlers.last import unknown_button
from handlers.resting import alert, rest
from handlers.staff import deny
from handlers.staff_taps import Act, StaffTap, pack_staff
from handlers.staff_view import back
from handlers.turning_away import turn_away
from localization.catalogue import Words
from people.person import Visit
from people.staff import Right
from people.staffing import Denial
from survey.export_files import Form, schema_path
from survey.export_requests import ExportRequest
from survey.exporting import MOST_BYTES, NotTaken, Span, Taken

_UPLOAD_SECONDS = 300
_FETCH = "everything"
"""What the button carries that fetches everything, before the request's reference."""


async def export(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Which form, and then how much."""
    if about and about not in list(Form):
        await unknown_button(query, visit, desk)
        return
    member = await desk.staffing.admitted(visit, Right.EXPORT)
    if isinstance(member, Denial):
        await deny(query, visit, desk, member)
        return
    words = await desk.words(visit)
    await desk.cards.put(query, visit, span_letter(Form(about), words) if about else form_letter(words))


async def take(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """The file; or of everything the question to a colleague, and once they have said yes the file."""
    what, _, rest_of_it = about.partition(":")
    spans = {each.name.lower(): each for each in Span}
    if what == _FETCH:
        taken = await desk.exporting.fetch(visit, rest_of_it)
    elif what in list(Form) and rest_of_it in spans:
        taken = await desk.exporting.take(visit, Form(what), spans[rest_of_it])
    else:
        await unknown_button(query, visit, desk)
        return
    await _hand_over(query, visit, desk, taken)


async def _hand_over(query: CallbackQuery, visit: Visit, desk: Desk, taken: Taken | NotTaken | Denial) -> None:
    words = await desk.words(visit)
    match taken:
        case Denial():
            await deny(query, visit, desk, taken)
        case NotTaken.ASKED | NotTaken.TOO_BIG | NotTaken.NOBODY_ELSE:
            await desk.cards.put(query, visit, Letter(not_taken_text(taken, words), (back(words, Act.EXPORT),)))
        case NotTaken.NOTHING:
            await alert(query, desk.bot, plain(not_taken_text(taken, words)))
        case NotTaken():
            await turn_away(query, visit, desk, f"export.not.{taken}", taken)
        case Taken():
            await rest(query)
            await _send(visit, desk, taken, words)


async def _send(visit: Visit, desk: Desk, taken: Taken, words: Words) -> None:
    """Send the file and throw ours away; where it did not go out, the next press makes a new one."""
    try:
        file = FSInputFile(taken.path, taken.name)
        caption = f"{words.plural('export.file', taken.rows)} {words('export.removed_after')}"
        sent = await desk.bot.send_document(visit.chat, file, caption=caption, request_timeout=_UPLOAD_SECONDS)
        await desk.exporting.sent(visit, sent.message_id)
        if taken.form is Form.JSON:
            schema = FSInputFile(schema_path(taken.path), f"{taken.name.removesuffix('.json')}.schema.json")
            sent = await desk.bot.send_document(visit.chat, schema, caption=words("export.schema"))
            await desk.exporting.sent(visit, sent.message_id)
    finally:
        desk.exporting.folder.remove(taken.path)


async def confirm(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """Yes, everything may be taken out."""
    await _answer(query, visit, desk, about, yes=True)


async def refuse(query: CallbackQuery, visit: Visit, about: str, desk: Desk) -> None:
    """No, it may not."""
    await _answer(query, visit, desk, about, yes=False)


async def _answer(query: CallbackQuery, visit: Visit, desk: Desk, reference: str, *, yes: bool) -> None:
    answered = await desk.exporting.answer(visit, reference, yes=yes)
    words = await desk.words(visit)
    match answered:
        case Denial():
            await deny(query, visit, desk, answered)
        case NotTaken():
            await turn_away(query, visit, desk, f"export.not.{answered}", answered)
        case ExportRequest():
            await desk.cards.put(query, visit, Letter(words("export.said_yes" if yes else "export.said_no")))


def form_letter(words: Words) -> Letter:
    """How the file is to be written."""
    rows = [(Button(words(f"button.export.{each}"), pack_staff(Act.EXPORT, each)),) for each in Form]
    return Letter(words("export.form"), (*rows, back(words)))


def span_letter(form: Form, words: Words) -> Letter:
    """How much is to be in it."""
    rows = [
        (Button(words(f"button.export.{each.name.lower()}"), pack_staff(Act.TAKE_OUT, form, each.name.lower())),)
        for each in Span
    ]
    return Letter(words("export.span"), (*rows, back(words, Act.EXPORT)))


def not_taken_text(why: NotTaken, words: Words) -> str:
    """Why there is no file, and what to do."""
    return words(f"export.not.{why}", most=MOST_BYTES // 1_000_000)


def router() -> Router:
    """The buttons of taking out."""
    routes = Router(name="exporting")
    for handler, act in (
        (export, Act.EXPORT),
        (take, Act.TAKE_OUT),
        (confirm, Act.EXPORT_YES),
        (refuse, Act.EXPORT_NO),
    ):
        routes.callback_query.register(handler, StaffTap(act))
    return routes
