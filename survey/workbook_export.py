"""The table as an Excel workbook with a codebook, a row in memory at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import xlsxwriter

from survey.cells import CellType, cell_type
from survey.codebook import HEADER, codebook, notes
from survey.export import Rows, columns, kinds_of, table
from survey.questionnaire import Kind, Questionnaire
from survey.workbook_sheet import WordsSheet

RESPONSES, CODEBOOK = "responses", "codebook"
MOST_ROWS = 1_048_575
"""Rows below the header that a sheet can hold (Excel specifications and limits)."""

_OPTIONS = {
    "constant_memory": True,
    "use_zip64": True,  # a sheet of more than 4 GB, before it is packed
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
        TooLongError: a cell cannot hold an answer.
    """
    book = xlsxwriter.Workbook(path, {**_OPTIONS, "tmpdir": str(path.parent)})
    try:
        written = _responses(book, questionnaires, rows)
        _codebook(book, questionnaires, language)
    finally:
        book.close()
    return written


def _responses(book: Any, questionnaires: Sequence[Questionnaire], rows: Rows) -> int:
    sheet: WordsSheet = book.add_worksheet(RESPONSES, worksheet_class=WordsSheet)
    day, kinds = book.add_format({"num_format": "yyyy-mm-dd"}), kinds_of(questionnaires)
    sheet.write_row_of_words(0, columns(questionnaires))
    sheet.freeze_panes(1, 0)
    written = 0
    for cells in table(questionnaires, rows):
        written += 1
        if written > MOST_ROWS:
            raise TooManyRowsError(TooManyRowsError.__doc__)
        _row(sheet, written, cells, kinds, day)
    return written


def _row(sheet: WordsSheet, at: int, cells: Mapping[str, str], kinds: Mapping[str, Kind], day: Any) -> None:
    for column, (name, text) in enumerate(cells.items()):
        if not text:
            continue
        match cell_type(name, kinds.get(name), text):
            case CellType.NUMBER:
                sheet.write_number(at, column, float(text))
            case CellType.DAY:
                sheet.write_datetime(at, column, date.fromisoformat(text), day)
            case CellType.WORDS:
                sheet.write_words(at, column, text)


def _codebook(book: Any, questionnaires: Sequence[Questionnaire], language: str) -> None:
    sheet: WordsSheet = book.add_worksheet(CODEBOOK, worksheet_class=WordsSheet)
    sheet.write_row_of_words(0, HEADER)
    for at, entry in enumerate(chain(codebook(questionnaires, language), notes()), 1):
        sheet.write_row_of_words(at, entry)
