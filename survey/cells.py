"""Cells as a spreadsheet takes them: which are numbers, which are days, and that no words become a formula."""

import re
from datetime import date
from enum import Enum, auto

from survey.questionnaire import Kind

NUMBERS = frozenset((Kind.INTEGER, Kind.DECIMAL, Kind.RANGE))
_DAYS = frozenset(("started_on", "submitted_on"))
"""The export's own columns that hold days."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so earlier days differ from program to program."""

_START, _INSIDE = r"=+\-@\t\r\n\0＝＋－＠", r"=+\-@＝＋－＠"
_FORMULA = re.compile(rf"(^ *)(?='*[{_START}])|([;\t\r\n] *)(?='*[{_INSIDE}])")
"""Where a spreadsheet may see the start of a formula (OWASP, CSV injection): at the start of a cell, and inside one for
the Swedish Excel, which parts cells at a semicolon whatever quotes stand around it. Full-width forms count too.
Apostrophes that were there before count as nothing, so that taking one away where one was put gives the words back."""


class CellType(Enum):
    """What a spreadsheet is to take a cell for."""

    NUMBER = auto()
    DAY = auto()
    WORDS = auto()


def cell_type(column: str, kind: Kind | None, cell: str) -> CellType:
    """What the cell is, in that column, of a question of that kind where it is a question's."""
    if (column == "version" or kind in NUMBERS) and _NUMBER.fullmatch(cell):
        return CellType.NUMBER
    if (column in _DAYS or kind is Kind.DATE) and _is_day(cell):
        return CellType.DAY
    return CellType.WORDS


def no_formula(cell: str) -> str:
    """The cell with one more apostrophe wherever a spreadsheet might see the start of a formula."""
    return _FORMULA.sub(r"\g<0>'", cell)


def _is_day(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day >= _FIRST_DAY and day.isoformat() == text
