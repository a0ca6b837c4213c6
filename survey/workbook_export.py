"""The table as an Excel workbook with a codebook, a row in memory at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from survey.codebook import HEADER, codebook
from survey.export import NUMBERS, Rows, columns, no_formula, table
from survey.questionnaire import Kind, Questionnaire

RESPONSES, CODEBOOK = "responses", "codebook"
MOST_ROWS = 1_048_575
"""Rows below the header that a sheet can hold (Excel specifications and limits)."""

_DAYS = frozenset(("started_on", "submitted_on"))
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TooManyRowsError(Exception):
    """There are more responses than an Excel sheet has rows."""


def write_xlsx(path: Path, questionnaires: Sequence[Questionnaire], rows: Rows, language: str = "sv") -> int:
    """Write the table and its codebook to `path`; returns the rows written. What is under way lies beside it.

    Raises:
        TooManyRowsError: a sheet cannot hold them.
    """
    book = xlsxwriter.Workbook(path, {**_OPTIONS, "tmpdir": str(path.parent)})
    try:
        written = _responses(book, questionnaires, rows)
        _codebook(book, questionnaires, language)
    finally:
        book.close()
    return written


def _responses(book: Any, questionnaires: Sequence[Questionnaire], rows: Rows) -> int:
    sheet, day = book.add_worksheet(RESPONSES), book.add_format({"num_format": "yyyy-mm-dd"})
    kinds = {question.name: question.kind for form in questionnaires for question in form.questions}
    header = columns(questionnaires)
    _strings(sheet, 0, header)
    sheet.freeze_panes(1, 0)
    written = 0
    for cells in table(questionnaires, rows):
        written += 1
        if written > MOST_ROWS:
            raise TooManyRowsError(TooManyRowsError.__doc__)
        _row(sheet, written, cells, kinds, day)
    return written


def _row(sheet: Any, at: int, cells: Mapping[str, str], kinds: Mapping[str, Kind], day: Any) -> None:
    for column, (name, text) in enumerate(cells.items()):
        if not text:
            continue
        kind = kinds.get(name)
        if name == "version" or (kind in NUMBERS and _is_number(text)):
            sheet.write_number(at, column, float(text))
        elif name in _DAYS or (kind is Kind.DATE and _is_day(text)):
            sheet.write_datetime(at, column, date.fromisoformat(text), day)
        else:
            sheet.write_string(at, column, no_formula(text))


def _codebook(book: Any, questionnaires: Sequence[Questionnaire], language: str) -> None:
    sheet = book.add_worksheet(CODEBOOK)
    _strings(sheet, 0, HEADER)
    for at, entry in enumerate(codebook(questionnaires, language), 1):
        _strings(sheet, at, entry)


def _strings(sheet: Any, at: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts):
        if text:
            sheet.write_string(at, column, no_formula(text))


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
