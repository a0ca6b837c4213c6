"""What the columns of a sheet are: XLSForm's word, and the language where there is one. `label::Svenska (sv)`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from survey.xlsform.errors import CellProblem, Place
from survey.xlsform.workbook import Cell, Sheet

OURS = "lofteskollen_"
"""How the columns begin that XLSForm does not have. Other tools pass them over."""

_ALIASES = {
    "relevance": "relevant",
    "caption": "label",
    "command": "type",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "required_msg": "required_message",
    "readonly": "read_only",
    "calculate": "calculation",
}
_NOTHING = ("", "no", "false", "false()")
_CODE = re.compile(r"([a-z]{2,3})([-_][a-z]+)?")
_CODE_IN_BRACKETS = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's word and, for words in a language, the code."""

    word: str
    language: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by the word of their column; those in languages by code too."""

    number: int
    start: Place
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, word: str) -> Cell:
        """The cell under that word; empty, at the row's start, where there is no such column."""
        return self.cells.get((word, "")) or Cell("", self.start)

    def words(self, word: str) -> dict[str, Cell]:
        """The cells under that word by language."""
        return {language: cell for (each, language), cell in self.cells.items() if each == word and language}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose columns are understood."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def languages(self, word: str) -> tuple[str, ...]:
        """The languages that have a column of that word, in the order of the columns."""
        return tuple(column.language for column in self.columns if column.word == word and column.language)

    def has(self, word: str) -> bool:
        """Whether there is a column of that word."""
        return any(column.word == word for column in self.columns)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a sheet may have: `read` are understood, `spoken` are those of them that are in languages.

    `refused` mean something we do not have, each with what is said of it; the rest changes nothing that is asked.
    """

    read: Sequence[str]
    spoken: Sequence[str]
    refused: Mapping[str, str]
    passed_over: Sequence[str] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)


def read_table(sheet: Sheet, known: Columns, default: str, problems: list[CellProblem]) -> Table:
    """The sheet's columns and rows; `default` is the language of words whose column says none."""
    columns = [_column(title, known, default, problems) for title in sheet.header]
    _tell_repeated([column for column in columns if column.word not in known.refused], problems)
    return Table(tuple(columns), tuple(_row(cells, columns) for cells in sheet.rows))


def refused(row: Row, known: Columns) -> Iterable[CellProblem]:
    """What the row says in columns that mean something we do not have."""
    for (word, _), cell in row.cells.items():
        if word in known.refused and cell.text.lower() not in _NOTHING:
            yield CellProblem(cell.place, known.refused[word])


def language_code(name: str) -> str:
    """The code of a language that is called `Swedish (sv)`, `sv`, `Swedish` or `svenska`; empty for an unknown one."""
    bracketed = _CODE_IN_BRACKETS.search(name.strip())
    plain = (bracketed[1] if bracketed else name).strip().lower()
    code = _CODE.fullmatch(plain)
    if code and (bracketed or _exists(code[1])):
        return plain.replace("-", "_")
    return _codes_by_name().get(plain, "")


def language_name(code: str) -> str:
    """How a column calls a language: `Swedish (sv)`."""
    try:
        return f"{Locale.parse(code).get_language_name('en') or code} ({code})"
    except (UnknownLocaleError, ValueError):
        return f"{code} ({code})"


def _column(title: Cell, known: Columns, default: str, problems: list[CellProblem]) -> Column:
    first, _, rest = title.text.partition("::" if "::" in title.text else ":")
    word = re.sub(r"\s+", "_", first.strip().lower())
    word = known.aliases.get(word) or _ALIASES.get(word, word)
    language = ""
    if word in known.spoken:
        language = language_code(rest) if rest else default
        if not language:
            example = f"{word}::{language_name('sv')}"
            said = f'"{rest.strip()}" is no language we know' if rest else "the words are in no known language"
            problems.append(CellProblem(title.place, f"{said}; call the column {example}"))
    elif word not in (*known.read, *known.refused, *known.passed_over):
        meant = get_close_matches(word, (*known.read, *known.refused), 1, 0.8)
        if meant:
            problems.append(CellProblem(title.place, f'"{word}" is no column we know; is "{meant[0]}" meant?'))
    return Column(word, language, title.place)


def _tell_repeated(columns: Iterable[Column], problems: list[CellProblem]) -> None:
    seen: set[tuple[str, str]] = set()
    for column in columns:
        if (column.word, column.language) in seen:
            problems.append(CellProblem(column.place, f'the column "{column.word}" is here twice'))
        seen.add((column.word, column.language))


def _row(cells: Sequence[Cell], columns: Sequence[Column]) -> Row:
    start = cells[0].place
    named: dict[tuple[str, str], Cell] = {}
    for column, cell in zip(columns, cells, strict=True):
        named.setdefault((column.word, column.language), cell)
    return Row(start.row, start, named)


@cache
def _exists(code: str) -> bool:
    return code in Locale("en").languages


@cache
def _codes_by_name() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for locale in ("en", "sv"):
        for code, name in Locale(locale).languages.items():
            if _CODE.fullmatch(code.lower()):
                names.setdefault(name.lower(), code.lower())
    return names
