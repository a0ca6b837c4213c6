"""Texts that spreadsheets stumble over go in and out by the real command, and LibreOffice opens what comes out."""

import asyncio
import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cell_texts import as_written
from tests.faults.libreoffice import Office, as_shown, find_office, formulas_in, rows_of
from tests.faults.report import Figures
from tests.faults.texts_kept import Kept, keep, read_back
from tests.process import run_words

_NUMBERS, _DAYS = ("version", "evenings", "distance"), ("started_on", "submitted_on", "last_time")
_TYPES = dict.fromkeys(_NUMBERS, "n") | dict.fromkeys(_DAYS, "d")

Rows = Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Spreadsheet(Figures):
    """What came of it. `opened`: by LibreOffice, from XLSX as CSV and from CSV as XLSX; `guessed`: opened from CSV by
    one who lets the program guess what each cell is. Texts that changed are counted, lost ones among them."""

    seed: int
    texts: int
    through_the_survey: int
    longest: int
    changed_in_the_database: int
    changed_in_csv: int
    changed_in_json: int
    changed_in_xlsx: int
    changed_opened_from_xlsx: int
    changed_opened_from_csv: int
    wrong_types_in_xlsx: int
    wrong_types_opened_from_csv: int
    formulas_opened_from_xlsx: int
    formulas_opened_from_csv: int
    formulas_guessed_from_csv: int

    first_fault = "changed_in_the_database"


async def spreadsheet(
    folder: Path, *, seed: int, count: int, tell: Callable[[str], None] = lambda _: None
) -> Spreadsheet:
    """Put so many texts in, take them out in every form, and open them.

    Raises:
        MissingError: LibreOffice is not installed.
    """
    office = find_office(folder / "office")
    env, kept = await keep(folder, seed, count)
    tell(f"{kept.count} texts are in the database")
    for form in ("csv", "xlsx", "json"):
        outcome = await run_words("export", "--format", form, "--output", str(folder / f"answers.{form}"), env=env)
        assert (outcome.code, outcome.err) == (0, ""), outcome.err
    tell("they are in files")
    return await asyncio.to_thread(_opened, folder, office, seed, kept, tell)


def _opened(folder: Path, office: Office, seed: int, kept: Kept, tell: Callable[[str], None]) -> Spreadsheet:
    as_csv, as_xlsx = folder / "answers.csv", folder / "answers.xlsx"
    as_json: Rows = json.loads((folder / "answers.json").read_text("utf-8"))
    words, types = typed(kept, as_xlsx)
    seen = office.table_of(as_xlsx)
    tell("LibreOffice has opened the XLSX")
    of_xlsx = formulas_in(office.ods_of(as_xlsx))
    told = office.sheet_of(as_csv, "xlsx")
    _, csv_types = typed(kept, told)
    guessed, again = office.sheet_of(as_csv, "ods", quoted_is_text=False), office.sheet_of(as_csv)
    tell("LibreOffice has opened the CSV")
    return Spreadsheet(
        seed=seed,
        texts=kept.count,
        through_the_survey=kept.through_the_survey,
        longest=kept.longest,
        changed_in_the_database=kept.changed(read_back(folder)),
        changed_in_csv=kept.changed(table(as_csv), written),
        changed_in_json=kept.changed(as_json),
        changed_in_xlsx=kept.changed(words, written),
        changed_opened_from_xlsx=kept.changed(table(seen), opened),
        changed_opened_from_csv=kept.changed(table(again), opened),
        wrong_types_in_xlsx=types,
        wrong_types_opened_from_csv=csv_types,
        formulas_opened_from_xlsx=of_xlsx,
        formulas_opened_from_csv=sum(kind == "f" for row in rows_of(told) for kind, _ in row.values()),
        formulas_guessed_from_csv=formulas_in(guessed),
    )


def written(cell: str, text: str) -> bool:
    """Whether the cell says the text, what was put in to make it safe taken away."""
    return as_written(cell) == text


def opened(cell: str, text: str) -> bool:
    """The same of a cell that LibreOffice has had: it drops U+0000, but not the apostrophe before a first one."""
    found, expected = as_shown(as_written(cell)), as_shown(text)
    return found == expected or (text.lstrip(" ").startswith("\0") and found.replace("'", "", 1) == expected)


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    csv.field_size_limit(10**6)
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def typed(kept: Kept, workbook: Path) -> tuple[list[dict[str, str]], int]:
    """The words of a workbook, and how many of its cells are not of the type they should be."""
    rows, wrong = [], 0
    for row in rows_of(workbook):
        wrong += sum(kind != _TYPES.get(name, "s") for name, (kind, _) in row.items())
        wrong += sum(name not in row for name in _TYPES)
        wrong += not isinstance(row["evenings"][1], int)
        rows.append({name: str(value) for name, (_, value) in row.items()})
    return rows, wrong + abs(len(rows) - len(kept.by_response))
