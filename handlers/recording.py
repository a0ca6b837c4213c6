"""Recording progress in the chat, by buttons: each opens the draft a step further, and shows it."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.types import CallbackQuery

from digests.recording import Writing
from handlers.callbacks import read_number
from handlers.desk import Desk, Event
from handlers.holding_view import voices_line
from handlers.last import unknown_button
from handlers.recording_preview import PreviewScreen
from handlers.recording_routes import Pressing, press_router
from handlers.recording_taps import (
    ANEW,
    BACK,
    CANCEL,
    CANCEL_NOW,
    CHOOSE,
    CORRECT,
    DIALOGUES,
    EDIT,
    GO_ON,
    KEEP,
    LATER,
    NEW,
    REVISE,
    SHOW,
    SUBMIT,
    Pressed,
    read_step,
)
from handlers.recording_view import StepScreen, begun_letter, cancel_letter, later_letter, thrown_away_letter
from handlers.refusals import nothing_begun, outdated, refuse
from handlers.signing_view import done_letter
from handlers.staff import deny
from handlers.turning_away import GONE, UNKNOWN, turn_away, turned_away
from localization.catalogue import SOURCE
from people.person import Visit
from people.staff import Right
from people.staffing import Denial
from promises.draft_check import MAX_TEXT, DraftProblem
from promises.drafting import Draft
from promises.promise import Counted
from promises.signing import Refusal


async def show(
    event: Event, visit: Visit, desk: Desk, writing: Writing | Refusal, notice: str = "", language: str = ""
) -> None:
    """Show the draft where it stands, or why there is none. `notice` is a key; `language` is for the preview."""
    if isinstance(writing, Refusal):
        await refuse(event, visit, desk, writing, Right.RECORD)
        return
    words = await desk.words(visit)
    said = words(notice, most=MAX_TEXT) if notice else ""
    if writing.preview:
        screen = PreviewScreen(writing, writing.preview, words, desk.catalogues, desk.progress.signatures_needed)
        letter = screen.letter(language, said)
    else:
        letter = StepScreen(writing, words, desk.catalogues).letter(said)
    await desk.put(event, visit, letter)


async def _begin(query: CallbackQuery, visit: Visit, _pressed: Pressed, desk: Desk) -> None:
    await _opened(query, visit, desk, await desk.recording.begin(visit))


async def _dialogues(query: CallbackQuery, visit: Visit, _pressed: Pressed, desk: Desk) -> None:
    await _count_dialogues(query, visit, desk)


async def _revise(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    writing = await desk.recording.revise(visit, pressed.number)
    await _opened(query, visit, desk, writing, pressed.number, REVISE)


async def _correct(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    writing = await desk.recording.correct(visit, pressed.number)
    await _opened(query, visit, desk, writing, pressed.number, CORRECT)


async def _anew(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    """What was begun goes, for what was wanted instead; only that of which the button told."""
    number, (what, _, begun) = pressed.number, pressed.rest.partition(":")
    anew = read_number(begun) if begun else None
    match what:
        case "revise":
            await _opened(query, visit, desk, await desk.recording.revise(visit, number, anew=anew), number, REVISE)
        case "correct":
            await _opened(query, visit, desk, await desk.recording.correct(visit, number, anew=anew), number, CORRECT)
        case "dialogues":
            await _count_dialogues(query, visit, desk, anew)
        case _:
            await _opened(query, visit, desk, await desk.recording.begin(visit, anew=anew))


async def _opened(
    query: CallbackQuery, visit: Visit, desk: Desk, writing: Writing | Refusal, number: int = 0, what: str = NEW
) -> None:
    """Show it. Where something begun before is in its way, ask which of the two it is to be."""
    if isinstance(writing, Writing) and writing.earlier:
        await desk.cards.put(query, visit, begun_letter(writing, await desk.words(visit), number, what))
        return
    await show(query, visit, desk, writing, _about(writing.draft) if isinstance(writing, Writing) else "")


async def _count_dialogues(query: CallbackQuery, visit: Visit, desk: Desk, anew: int | None = None) -> None:
    """A draft whose text says what dialogues have come to, of the commitment that they belong to."""
    overview = await desk.field.holding.overview(visit)
    if isinstance(overview, Denial):
        await deny(query, visit, desk, overview)
        return
    text = voices_line(overview.voices, desk.catalogues.words(SOURCE))
    if overview.may_record and not text:
        await turn_away(query, visit, desk, "dialogues.not.gone", GONE)
        return
    writing = await desk.recording.begin(visit, text, Counted.DIALOGUES, anew=anew)
    await _opened(query, visit, desk, writing, what=DIALOGUES)


def _about(draft: Draft) -> str:
    """What is to be known of a draft that has just been opened."""
    if draft.corrects is not None:
        return "recording.correcting"
    return "recording.with_dialogues" if draft.text and draft.revises is None else ""


async def _go_on(query: CallbackQuery, visit: Visit, _pressed: Pressed, desk: Desk) -> None:
    await show(query, visit, desk, await desk.recording.go_on(visit))


async def _choose(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    step, value = read_step(pressed.rest)
    if step is None:
        await unknown_button(query, visit, desk)
        return
    writing = await desk.recording.choose(visit, pressed.number, step, value)
    if isinstance(writing, Writing) and writing.problem:
        await turned_away(query, visit, desk, UNKNOWN)
    await show(query, visit, desk, writing)


async def _edit(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    step, _ = read_step(pressed.rest)
    if step is None:
        await unknown_button(query, visit, desk)
        return
    await show(query, visit, desk, await desk.recording.edit(visit, pressed.number, step))


async def _keep(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    await show(query, visit, desk, await desk.recording.keep(visit, pressed.number))


async def _back(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    await show(query, visit, desk, await desk.recording.back(visit, pressed.number))


async def _show(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    """The preview in another language."""
    await show(query, visit, desk, await desk.recording.go_on(visit, pressed.number), language=pressed.rest)


async def _cancel(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    writing = await desk.recording.go_on(visit, pressed.number)
    if isinstance(writing, Refusal):
        await refuse(query, visit, desk, writing, Right.RECORD)
        return
    await desk.cards.put(query, visit, cancel_letter(writing, await desk.words(visit)))


async def _cancel_now(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    if not await desk.recording.throw_away(visit, pressed.number):
        await nothing_begun(query, visit, desk)
        return
    await desk.cards.put(query, visit, thrown_away_letter(await desk.words(visit)))


async def _later(query: CallbackQuery, visit: Visit, _pressed: Pressed, desk: Desk) -> None:
    if not await desk.recording.put_aside(visit):
        await nothing_begun(query, visit, desk)
        return
    await desk.cards.put(query, visit, later_letter(await desk.words(visit)))


async def _submit(query: CallbackQuery, visit: Visit, pressed: Pressed, desk: Desk) -> None:
    """Propose it, or show it again where it cannot stand or is not what was looked at."""
    result = await desk.progress.submit(visit, pressed.about)
    words = await desk.words(visit)
    if result is Refusal.CHANGED:
        await outdated(query, visit, desk, result)
        await show(query, visit, desk, await desk.recording.go_on(visit), "signing.refusal.changed")
    elif isinstance(result, Refusal):
        await refuse(query, visit, desk, result, Right.RECORD)
    elif isinstance(result, tuple):
        await _not_yet(query, visit, desk, result)
    else:
        await desk.cards.put(query, visit, done_letter(result, words))


async def _not_yet(query: CallbackQuery, visit: Visit, desk: Desk, problems: tuple[DraftProblem, ...]) -> None:
    """Nothing was proposed: say the first thing that is missing above the draft, where it can be changed."""
    await show(query, visit, desk, await desk.recording.go_on(visit), f"recording.problem.{problems[0].name.lower()}")


_PRESSING: Mapping[str, Pressing] = {
    NEW: _begin,
    DIALOGUES: _dialogues,
    ANEW: _anew,
    REVISE: _revise,
    CORRECT: _correct,
    GO_ON: _go_on,
    CHOOSE: _choose,
    EDIT: _edit,
    KEEP: _keep,
    BACK: _back,
    SHOW: _show,
    CANCEL: _cancel,
    CANCEL_NOW: _cancel_now,
    LATER: _later,
    SUBMIT: _submit,
}


PRESSES = frozenset(_PRESSING)
"""The buttons that are answered here."""


def router() -> Router:
    """The buttons of recording."""
    return press_router("recording", _PRESSING)
