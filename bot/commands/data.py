"""`export`, `sample` and `migrate`: what goes out of the database, and into it."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal, TextIO

from bot.commands.words import CommandError
from bot.sample_data import NotEmptyError, fill
from bot.services import open_services
from bot.settings import read_settings
from storage.migrate import migrate as migrate_database
from survey.export import write_csv, write_json

Format = Literal["csv", "json"]


def export(*, format: Format, output: Path, since: date | None = None, until: date | None = None) -> None:  # noqa: A002
    """Write the responses to a file that only you can read.

    Args:
        format: csv for spreadsheets, json for programs.
        output: The file; an existing one is replaced once the new one is whole.
        since: First day started, as 2026-11-23.
        until: Last day started.
    """
    written = asyncio.run(_export(format, output, since, until))
    print(f"{written} responses written to {output}")


async def _export(form: Format, output: Path, since: date | None, until: date | None) -> int:
    write = {"csv": write_csv, "json": write_json}[form]
    async with open_services(read_settings()) as services:
        questionnaires = services.content.questionnaires
        with _replaced(output, "utf-8-sig" if form == "csv" else "utf-8") as file:
            return await services.database.read(
                lambda work: write(file, questionnaires, work.responses.everything(since, until))
            )


@contextmanager
def _replaced(path: Path, encoding: str) -> Iterator[TextIO]:
    """A file beside `path` that takes its place when all is written, readable by its owner only."""
    if not path.parent.is_dir():
        raise CommandError(f"{path.parent}: there is no such folder")
    beside = path.with_name(f".{path.name}.part")
    opener: Callable[[str, int], int] = lambda name, flags: os.open(name, flags, 0o600)  # noqa: E731 - open() wants one
    try:
        with open(beside, "w", encoding=encoding, newline="", opener=opener) as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sample(*, responses: int, seed: int) -> None:
    """Fill an empty database with made-up responses, marked as sample.

    Args:
        responses: How many.
        seed: The same seed gives the same data.
    """
    asyncio.run(_sample(responses, seed))
    print(f"{responses} sample responses put in")


async def _sample(responses: int, seed: int) -> None:
    async with open_services(read_settings()) as services:
        try:
            await fill(services, responses, seed)
        except NotEmptyError as error:
            raise CommandError(str(error)) from error


def migrate() -> None:
    """Bring the database to this version's form."""
    asyncio.run(migrate_database(read_settings().database_url.get_secret_value()))
    print("The database has this version's form.")
