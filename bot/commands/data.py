"""`export`, `sample` and `migrate`: what goes out of the database, and into it."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Literal

from bot.commands.words import CommandError
from bot.sample_data import NotEmptyError, fill
from bot.services import open_services
from bot.settings import read_settings
from storage.migrate import migrate as migrate_database
from survey.export_files import Form, write_export
from survey.workbook_export import TooManyRowsError
from survey.workbook_sheet import TooLongError

Format = Literal["csv", "xlsx", "json"]


def export(
    *,
    format: Format,  # noqa: A002 - what the option is called
    output: Path,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Write the responses to a file that only you can read.

    Args:
        format: csv for any program, xlsx for Excel with a codebook, json for programs with a schema beside it.
        output: The file; an existing one is replaced once the new one is whole.
        since: First day started, as 2026-11-23.
        until: Last day started.
    """
    if since and until and until < since:
        raise CommandError(f"--until: {until} is before {since}")
    written = asyncio.run(_export(Form(format), output, since, until))
    print(f"{written} responses written to {output}" if written else f"there are no responses: {output} has none in it")


async def _export(form: Form, output: Path, since: date | None, until: date | None) -> int:
    if not output.parent.is_dir():
        raise CommandError(f"{output.parent}: there is no such folder")
    async with open_services(read_settings()) as services:
        questionnaires = services.content.questionnaires
        try:
            return await services.database.read(
                lambda work: write_export(output, form, questionnaires, work.responses.everything(since, until))
            )
        except (TooManyRowsError, TooLongError) as error:
            raise CommandError(f"{error} Take them out as csv, or a part of them with --since and --until.") from error


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
