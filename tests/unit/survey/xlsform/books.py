"""Small workbooks, made as somebody would type them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from survey.xlsform.errors import XlsformErrors
from survey.xlsform.reading import read_xlsform

Rows = Sequence[Sequence[object]]

SETTINGS: Rows = [["form_title", "form_id", "version"], ["Formulär", "form", 3]]
CHOICES: Rows = [
    ["list_name", "name", "label::Swedish (sv)"],
    ["yes_no", "yes", "Ja"],
    ["yes_no", "no", "Nej"],
    ["places", "park", "Parken"],
    ["places", "town", "Centrum"],
    ["places", "none", "Ingen"],
]


def save(folder: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "form.xlsx"
    book.save(path)
    return path


def form(folder: Path, survey: Rows, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> Path:
    """A workbook with a survey, and the usual for the rest."""
    return save(folder, {"survey": survey, "choices": choices, "settings": settings})


def problems(path: Path) -> list[str]:
    """What is said of a workbook that cannot be used."""
    with pytest.raises(XlsformErrors) as caught:
        read_xlsform(path)
    assert str(caught.value).splitlines() == list(caught.value.problems)
    return list(caught.value.problems)
