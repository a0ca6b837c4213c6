"""Entering sheets of paper, as letters: words and buttons, nothing decided."""

from datetime import date, timedelta

from delivery.message import Button, Letter
from fieldwork.field_draft import FieldDraft, Step
from handlers.field_buttons import Work, pack_work
from handlers.staff_taps import Act
from handlers.staff_view import back, row
from localization.catalogue import Catalogues, Words
from localization.labels import written_date

SHEET_STEPS = (Step.SHEET_DAY, Step.SHEET_LANGUAGE)


def sheet_letter(draft: FieldDraft, today: date, words: Words, catalogues: Catalogues) -> Letter:
    """Of which day is the sheet, and then in which language?"""
    cancel = row(words, "button.staff.cancel", Act.MENU)
    if draft.step is Step.SHEET_DAY:
        days = [today - timedelta(days=each) for each in range(3)]
        rows = tuple((Button(written_date(day, words.language), pack_work(Work.DAY, day.isoformat())),) for day in days)
        return Letter(words("sheet.ask.day", day=today), (*rows, cancel))
    rows = tuple((Button(catalogues.own_name(code), pack_work(Work.SHEET_IN, code)),) for code in catalogues.languages)
    return Letter(words("sheet.ask.language", date=written_date(draft.held_on, words.language)), (*rows, cancel))


def busy_letter(words: Words, key: str, go_on: Button, drop: Button) -> Letter:
    """A survey of their own is in the way."""
    return Letter(words(key), ((go_on,), (drop,), back(words)))


def next_sheet_letter(words: Words, key: str) -> Letter:
    """The sheet is in, or thrown away; the next one."""
    return Letter(words(key), ((Button(words("sheet.button.next"), pack_work(Work.SHEET)),), back(words)))
