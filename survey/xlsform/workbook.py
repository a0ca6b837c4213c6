"""Reads the cells of a workbook: their words and where they stand, of the sheets that XLSForm knows.

Workbooks come from strangers, so their size is looked at before they are unpacked, and formulas are never worked out.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries

from survey.xlsform.errors import CellProblem, Place, XlsformErrors

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
_SHEETS = (SURVEY, CHOICES, SETTINGS)

MOST_BYTES = 32 * 2**20
"""Of the workbook unpacked. A thousand questions have a tenth of it."""
MOST_ROWS, MOST_COLUMNS = 2_000, 200

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_TRUTHS = {"=TRUE()": "true", "=FALSE()": "false"}
"""What some programs write for a ticked and an unticked cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, and where they stand; empty where there are none."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's header and the rows under it, each with a cell for every column of the header."""

    name: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read_workbook(path: Path, problems: list[CellProblem]) -> Mapping[str, Sheet]:
    """The sheets that are there, by name. What is wrong with cells joins `problems`.

    Raises:
        XlsformErrors: the file is no workbook, or a huge one.
    """
    _look_at_size(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-down lists and the like, which are not read here
            return dict(_sheets(path, problems))
    except Exception as error:
        raise XlsformErrors([f"{path}: the workbook is broken and cannot be read"]) from error


def _look_at_size(path: Path) -> None:
    try:
        with ZipFile(path) as file:
            size = sum(each.file_size for each in file.infolist())
    except (BadZipFile, ValueError) as error:
        raise XlsformErrors([f"{path}: this is no workbook; save it as .xlsx"]) from error
    except OSError as error:
        raise XlsformErrors([f"{path}: cannot be read: {error.strerror}"]) from error
    if size > MOST_BYTES:
        raise XlsformErrors([f"{path}: unpacked the workbook is larger than {MOST_BYTES // 2**20} MB"])


def _sheets(path: Path, problems: list[CellProblem]) -> Iterator[tuple[str, Sheet]]:
    with path.open("rb") as file:
        reader = ExcelReader(file, read_only=True)
        reader.read()
        parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
        for rank, sheet in enumerate(reader.wb.worksheets):
            name = sheet.title.strip().lower()
            if name in _SHEETS:
                read = _sheet(name, rank, sheet, problems)
                problems += _merged(reader.archive.read(parts[sheet.title]), read, rank)
                yield name, read


def _sheet(name: str, rank: int, sheet: Any, problems: list[CellProblem]) -> Sheet:
    rows = list(_rows(name, rank, sheet, problems))
    header = tuple(cell for cell in rows[0] if cell.text) if rows else ()
    if name != SURVEY and not any(map(_has_words, rows)):
        return Sheet(name, (), ())  # a form that chooses nothing has nothing to list, nor need it call itself anything
    if not header:
        problems.append(CellProblem(Place(rank, 1, 1, name), "the sheet has no header in its first row"))
        return Sheet(name, (), ())
    return Sheet(name, header, tuple(_under(header, row, rank, name) for row in rows[1:] if _has_words(row)))


def _rows(name: str, rank: int, sheet: Any, problems: list[CellProblem]) -> Iterator[tuple[Cell, ...]]:
    """The rows, empty ones among them. Many may be only formatted, so those are not counted as too many."""
    for number, cells in enumerate(islice(sheet.iter_rows(max_col=MOST_COLUMNS), 10 * MOST_ROWS), 1):
        if number <= MOST_ROWS:
            yield tuple(_cell(each, Place(rank, number, at, name), problems) for at, each in enumerate(cells, 1))
        elif any(each.value is not None for each in cells):
            problems.append(CellProblem(Place(rank, number, 1, name), f"at most {MOST_ROWS} rows are read"))
            return


def _has_words(row: Sequence[Cell]) -> bool:
    return any(cell.text for cell in row)


def _under(header: Sequence[Cell], row: Sequence[Cell], rank: int, name: str) -> tuple[Cell, ...]:
    """The row's cells that stand under words of the header."""
    number = row[0].place.row
    columns = [title.place.column for title in header]
    return tuple(row[at - 1] if at <= len(row) else Cell("", Place(rank, number, at, name)) for at in columns)


def _cell(cell: Any, place: Place, problems: list[CellProblem]) -> Cell:
    if cell.data_type == "f" and str(cell.value).upper() in _TRUTHS:
        return Cell(_TRUTHS[str(cell.value).upper()], place)
    if cell.data_type in ("f", "e"):
        problems.append(CellProblem(place, "words or a number are expected here, not a formula or an error"))
        return Cell("", place)
    return Cell(_words(cell.value), place)


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
        case _:
            return str(value).strip()


def _merged(xml: bytes, sheet: Sheet, rank: int) -> Iterator[CellProblem]:
    """Cells put together across rows or columns that are used: only the first of them has the words."""
    last_row = max((row[0].place.row for row in sheet.rows if row), default=1)
    last_column = max((title.place.column for title in sheet.header), default=0)
    for found in _MERGED.finditer(xml):
        column, row, _, _ = range_boundaries(found[1].decode())
        if column and row and row <= last_row and column <= last_column:
            yield CellProblem(Place(rank, row, column, sheet.name), "cells are merged here; give each its own words")
