"""Workbooks and tables as LibreOffice reads and writes them."""

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import openpyxl

from tests.cell_texts import unescaped

HOW_TO_GET_IT = "LibreOffice is missing: apt-get install --no-install-recommends libreoffice-calc-nogui"

_READ_CSV = "Text - txt - csv (StarCalc):44,34,76,1,,0,{as_text},false,false,false,false,-1,true"
"""Comma, quote, UTF-8, from the first line; whether what is quoted is text; formulas are evaluated."""
_WRITE_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,1"
"""The first sheet, each text quoted, days as they are shown."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PATIENCE = 1800
_BREAKS = re.compile("\r\n?|\n\r?")
"""Either order is one break to LibreOffice. No carriage return gets through the survey's door."""


class MissingError(Exception):
    """LibreOffice is not installed."""


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice without a window, with a profile of its own in `folder`."""

    program: str
    folder: Path

    def table_of(self, workbook: Path) -> Path:
        """The first sheet as CSV."""
        return self._converted(workbook, _WRITE_CSV)

    def sheet_of(self, table: Path, kind: str = _WRITE_CSV, *, quoted_is_text: bool = True) -> Path:
        """A table as a workbook (xlsx, ods) or written again: what is quoted is text, or what it looks like."""
        return self._converted(table, kind, f"--infilter={_READ_CSV.format(as_text=str(quoted_is_text).lower())}")

    def ods_of(self, workbook: Path) -> Path:
        """A workbook in LibreOffice's own form."""
        return self._converted(workbook, "ods")

    def _converted(self, file: Path, kind: str, *told: str) -> Path:
        """The only file that comes of it, in a folder of its own."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        words = (self.program, profile, "--headless", *told, "--convert-to", kind, "--outdir", str(folder), str(file))
        subprocess.run(words, check=True, capture_output=True, timeout=_PATIENCE)
        [made] = folder.iterdir()
        return made


def find_office(folder: Path) -> Office:
    """LibreOffice, where it is installed.

    Raises:
        MissingError: it is not.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingError(HOW_TO_GET_IT)
    folder.mkdir()
    return Office(program, folder)


def formulas_in(ods: Path) -> int:
    """Cells with a formula in any sheet of an ODS file."""
    with zipfile.ZipFile(ods) as parts, parts.open("content.xml") as content:
        return sum(f"{_TABLE}formula" in cell.attrib for cell in _cells(content))


def rows_of(workbook: Path) -> Iterator[dict[str, tuple[str, object]]]:
    """The rows of the first sheet of an XLSX file: each cell's type (s, n, d, f, b, e) and value under its header."""
    with closing(openpyxl.load_workbook(workbook, read_only=True)) as book:
        rows = book.worksheets[0].iter_rows()
        header = [str(cell.value) for cell in next(rows)]
        for row in rows:
            yield {name: _typed(cell) for name, cell in zip(header, row, strict=False) if cell.value is not None}


def as_shown(text: str) -> str:
    """The text as a program with a screen can hold it: with one kind of line break, and without U+0000."""
    return _BREAKS.sub("\n", text.replace("\0", ""))


def _typed(cell: object) -> tuple[str, object]:
    kind, value = str(getattr(cell, "data_type", "")), getattr(cell, "value", None)
    return ("s", unescaped(str(value))) if kind in ("s", "inlineStr", "str") else (kind, value)


def _cells(content: IO[bytes]) -> Iterator[ElementTree.Element]:
    for _, element in ElementTree.iterparse(content):  # noqa: S314 - LibreOffice wrote it just now
        if element.tag == f"{_TABLE}table-cell":
            yield element
        elif element.tag == f"{_TABLE}table-row":
            element.clear()
