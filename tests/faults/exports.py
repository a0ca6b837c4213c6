"""What the export of very many answers costs beside few, and that every one of them is in the file."""

import asyncio
import csv
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import read_content
from tests.cell_texts import as_written
from tests.faults.answers_kept import Held, fill, held, stored
from tests.faults.libreoffice import rows_of
from tests.faults.report import Figures
from tests.process import ROOT, environment

MOST_GROWTH = 5.0
"""Megabytes."""
FORMS = ("csv", "xlsx", "json")
FEW = 10_000
_CONTENT = ROOT / "content" / "sandviken"


@dataclass(frozen=True, slots=True)
class Exports(Figures):
    """What it costs: megabytes are the process's largest with few answers and with many, in that form, and the file's.

    `otherwise` are responses that are not in the file, not in the database, or not the same in both.
    """

    seed: int
    few: int
    many: int
    responses: int
    csv_few_mb: float
    csv_many_mb: float
    csv_seconds: float
    csv_file_mb: float
    xlsx_few_mb: float
    xlsx_many_mb: float
    xlsx_seconds: float
    xlsx_file_mb: float
    json_few_mb: float
    json_many_mb: float
    json_seconds: float
    json_file_mb: float
    grown_too_much: int
    csv_otherwise: int
    xlsx_otherwise: int
    json_otherwise: int
    answers_missing: int

    first_fault = "grown_too_much"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one export."""

    mb: float
    seconds: float


async def exports(
    folder: Path, *, seed: int, few: int = FEW, many: int, tell: Callable[[str], None] = lambda _: None
) -> Exports:
    """Fill two databases and export both in every form."""
    costs: dict[tuple[int, str], Cost] = {}
    for count in (few, many):
        place = folder / str(count)
        place.mkdir(mode=0o700)
        await fill(place / "test.db", read_content(_CONTENT).questionnaire, count, seed)
        tell(f"{count} answers in {(place / 'test.db').stat().st_size / 1e6:.0f} MB")
        for form in FORMS:
            costs[count, form] = await _export(place, form)
            tell(f"{count} as {form}: {costs[count, form]}")
    return await asyncio.to_thread(_compared, folder / str(many), seed, few, many, costs, tell)


async def _export(place: Path, form: str) -> Cost:
    env = environment(place, "http://127.0.0.1:9", "1:none", DATABASE_URL=f"sqlite+aiosqlite:///{place / 'test.db'}")
    words = ("export", "--format", form, "--output", str(place / f"answers.{form}"))
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.peak", str(place / "peak"), *words),
        env=env,
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
    )
    assert await process.wait() == 0
    return Cost(float((place / "peak").read_text()), round(time.monotonic() - began, 1))


def _compared(
    place: Path, seed: int, few: int, many: int, costs: Mapping[tuple[int, str], Cost], tell: Callable[[str], None]
) -> Exports:
    questions = [each.name for each in read_content(_CONTENT).questionnaire.questions]
    kept = held(stored(place / "test.db"), questions)
    tell(f"{len(kept.sums)} responses with {kept.answers} answers that say something are in the database")
    found: dict[str, Held] = {}
    for form in FORMS:
        found[form] = held(rows(place / f"answers.{form}", form), questions)
        tell(f"{len(found[form].sums)} with {found[form].answers} in the {form}")
    figures: dict[str, float] = {}
    for form in FORMS:
        figures[f"{form}_few_mb"], figures[f"{form}_many_mb"] = costs[few, form].mb, costs[many, form].mb
        figures[f"{form}_seconds"] = costs[many, form].seconds
        figures[f"{form}_file_mb"] = round((place / f"answers.{form}").stat().st_size / 1e6, 1)
        figures[f"{form}_otherwise"] = kept.differs_from(found[form])
    return Exports(
        seed=seed,
        few=few,
        many=many,
        responses=len(kept.sums),
        **figures,  # type: ignore[arg-type]  # by form
        grown_too_much=sum(costs[many, form].mb - costs[few, form].mb > MOST_GROWTH for form in FORMS),
        answers_missing=sum(abs(kept.answers - each.answers) for each in found.values()),
    )


def rows(path: Path, form: str) -> Iterator[Mapping[str, str]]:
    """The rows of an export, in the words that were stored."""
    if form == "json":
        yield from json.loads(path.read_text("utf-8"))
    elif form == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield {name: as_written(cell) for name, cell in row.items()}
    else:
        for cells in rows_of(path):
            yield {name: as_written(_cell(kind, value)) for name, (kind, value) in cells.items()}


def _cell(kind: str, value: object) -> str:
    return str(value)[:10] if kind == "d" else str(value)
