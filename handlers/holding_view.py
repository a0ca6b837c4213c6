"""Dialogues as staff see them, as letters: words and buttons, nothing decided."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from delivery.message import Button, Letter
from digests.parts import parts
from fieldwork.dialogue import LONGEST_ANSWER, LONGEST_FIELD, Dialogue
from fieldwork.field_draft import FieldDraft, Step
from fieldwork.holding import Looked, Overview
from fieldwork.voices import Voices
from fieldwork.writing import Refused
from handlers.field_buttons import Work, pack_work
from handlers.receipt_view import ROOM
from handlers.recording_taps import DIALOGUES, pack
from handlers.staff_view import back
from localization.catalogue import Words
from localization.labels import in_language, written_date
from survey.questionnaire import Question

MOST = 20
"""Dialogues on one screen, the newest."""

_Row = tuple[Button, ...]


def overview_letter(overview: Overview, words: Words) -> Letter:
    """Every dialogue, and what they come to together, with which an update can begin."""
    line = voices_line(overview.voices, words)
    lines = [words("dialogues.title"), *([line, ""] if line else [])]
    shown = overview.dialogues[:MOST]
    lines += [words("dialogues.none")] if not shown else [f"• {_named(each, words)}" for each in shown]
    rows: list[_Row] = []
    if overview.may_hold:
        rows = [(Button(_label(each), pack_work(Work.ONE, each.number)),) for each in shown]
        rows.append(work_row(words, "dialogues.button.new", Work.NEW))
    if line and overview.may_record:
        rows.append((Button(words("dialogues.button.record"), pack(DIALOGUES)),))
    return Letter("\n".join(lines), (*rows, back(words)))


def draft_letter(draft: FieldDraft, today: date, words: Words) -> Letter:
    """What is asked for next of a new dialogue, or its preview."""
    cancel = work_row(words, "button.staff.cancel", Work.LIST)
    match draft.step:
        case Step.PLACE | Step.AUDIENCE:
            return Letter(words(f"dialogues.ask.{draft.step}"), (cancel,))
        case Step.DAY:
            return Letter(words("dialogues.ask.day", day=today), (*_days(today, (0, 1), words), cancel))
        case Step.ANSWER:
            return Letter(words("dialogues.ask.answer", most=LONGEST_ANSWER), (cancel,))
        case _:
            text = words("dialogues.preview", **about(draft.place, draft.held_on, draft.audience, words))
            again = work_row(words, "dialogues.button.again", Work.NEW)
            return Letter(text, (work_row(words, "dialogues.button.create", Work.CREATE), again, cancel))


def refused_letter(refused: Refused, asked: Letter, today: date, words: Words) -> Letter:
    """Why what was typed cannot stand, and what is `asked` for, again."""
    most = LONGEST_ANSWER if refused.draft.step is Step.ANSWER else LONGEST_FIELD
    why = words(f"dialogues.not.{refused.why}", most=most, day=today)
    return Letter(f"{why}\n\n{asked.text}", asked.buttons)


def answer_preview(letter: Letter, seen: str, number: int, words: Words) -> Letter:
    """What those who were there will get, before it is sent."""
    rows = (
        work_row(words, "dialogues.button.send", Work.SEND, number, seen),
        work_row(words, "dialogues.button.rewrite", Work.ANSWER, number),
        work_row(words, "button.staff.cancel", Work.LIST),
    )
    return Letter(f"{words('dialogues.answer.preview')}\n\n{letter.text}", rows)


def dialogue_letter(looked: Looked, today: date, words: Words) -> Letter:
    """One dialogue: where it stands, what was said, and what can be done."""
    found = looked.dialogue
    lines = [words("dialogues.one", **about(found.place, found.held_on, found.audience, words))]
    lines.append(words(f"dialogues.state.{_state(found, today)}"))
    lines.append(words.plural("dialogues.voices", looked.voices) if looked.voices else words("dialogues.voices.few"))
    lines += [line for question, cells in looked.answers for line in _cells(question, cells, words)]
    rows = [work_row(words, "dialogues.button.code", Work.CODE, found.number)]
    if looked.questions:
        label = words.plural("dialogues.button.panel", len(looked.questions))
        rows.append((Button(label, pack_work(Work.PANEL, found.number)),))
    if found.is_open(today):
        rows.append(work_row(words, "dialogues.button.end", Work.END, found.number))
    if not found.answered and found.held_on <= today:
        rows.append(work_row(words, "dialogue.button.answer", Work.ANSWER, found.number))
    rows.append(work_row(words, "dialogues.button.list", Work.LIST))
    return Letter("\n".join(lines), tuple(rows))


def end_letter(number: int, words: Words) -> Letter:
    """Asked once before a dialogue is over."""
    now = work_row(words, "dialogues.button.end_now", Work.END_NOW, number)
    return Letter(words("dialogues.end"), (now, work_row(words, "button.staff.back", Work.ONE, number)))


def panel_letters(looked: Looked, words: Words) -> Sequence[Letter]:
    """The questions to the panel, in no order, without who."""
    blocks = [words("dialogues.panel"), *(words("dialogues.panel.line", text=each.text) for each in looked.questions)]
    *before, last = parts(blocks, ROOM)
    return (
        *map(Letter, before),
        Letter(last, (work_row(words, "button.staff.back", Work.ONE, looked.dialogue.number),)),
    )


def about(place: str, day: date, audience: str, words: Words) -> dict[str, str]:
    """A dialogue as sentences name it."""
    return {"place": place, "date": written_date(day, words.language), "audience": audience}


def work_row(words: Words, key: str, work: Work, *about_it: object) -> _Row:
    """A row of one button of the staff."""
    return (Button(words(key), pack_work(work, *about_it)),)


def _days(today: date, ahead: tuple[int, ...], words: Words) -> tuple[_Row, ...]:
    days = [today + timedelta(days=each) for each in ahead]
    return tuple((Button(written_date(day, words.language), pack_work(Work.DAY, day.isoformat())),) for day in days)


def voices_line(voices: Voices, words: Words) -> str:
    """What dialogues have come to, as everybody may read it; nothing where none was held."""
    if not voices.held:
        return ""
    line = words.plural("dialogues.line", voices.held)
    return f"{line} {words.plural('dialogues.line.voices', voices.at_least)}" if voices.at_least else line


def _named(dialogue: Dialogue, words: Words) -> str:
    return words("dialogues.named", place=dialogue.place, date=written_date(dialogue.held_on, words.language))


def _label(dialogue: Dialogue) -> str:
    return f"{dialogue.held_on.isoformat()} · {dialogue.place}"[:60]


def _state(dialogue: Dialogue, today: date) -> str:
    if dialogue.answered:
        return "answered"
    if dialogue.ended:
        return "ended"
    return "open" if dialogue.is_open(today) else "early"


def _cells(question: Question, cells: Mapping[str, int | None], words: Words) -> list[str]:
    shown = {name: count for name, count in cells.items() if count is not None}
    if not shown:
        return []
    labels = {choice.name: in_language(choice.label, words.language) for choice in question.choices}
    title = words("dialogues.question", question=in_language(question.label, words.language))
    return ["", title, *(words("dialogues.cell", option=labels[name], count=count) for name, count in shown.items())]
