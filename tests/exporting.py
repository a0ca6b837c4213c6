"""What an operator gets out of a town's database."""

import csv
import io
import json
from collections.abc import Mapping

from survey.names import COLUMNS
from tests.process import run_words
from tests.respondent import Cells
from tests.town import Town


async def exported(town: Town, form: str) -> list[Cells]:
    """The submitted responses by `lofteskollen export`: their answer columns that have something in them."""
    return [answers(row) for row in await submitted(town, form)]


async def submitted(town: Town, form: str) -> list[dict[str, str]]:
    """The submitted responses by `lofteskollen export`, whole."""
    path = town.folder / f"answers.{form}"
    outcome = await run_words("export", "--format", form, "--output", str(path), env=town.environment)
    assert (outcome.code, outcome.err) == (0, "")
    return [row for row in read(path.read_text("utf-8-sig"), form) if row["status"] == "submitted"]


def read(text: str, form: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(text) if form == "json" else list(csv.DictReader(io.StringIO(text)))
    return rows


def answers(row: Mapping[str, str]) -> Cells:
    """Without what the bot adds by itself: ids, dates, and the language it guesses."""
    return frozenset(
        (column, cell)
        for column, cell in row.items()
        if cell and column not in COLUMNS and not column.endswith("__language")
    )
