"""`report`: figures of some months as a page for the picture that police and municipality share."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from bot.commands.words import CommandError
from bot.services import open_services
from bot.settings import read_settings
from digests.report import Report, months_of
from digests.report_page import ReportPage
from localization.labels import in_language, listed
from survey.export_files import replaced


def report(
    *,
    first: Annotated[date, Parameter(name="--from")],
    last: Annotated[date, Parameter(name="--to")],
    output: Path,
    language: str = "sv",
) -> None:
    """Write a report: what the staff were told in some months, where the promise stood, and what that can say.

    Args:
        first: A day of the first month, as 2026-11-01.
        last: A day of the last month; months are counted whole.
        output: The file, FILE.html; an existing one is replaced once the new one is whole.
        language: Its language.
    """
    if last < first:
        raise CommandError(f"--to: {last} is before {first}")
    if not output.parent.is_dir():
        raise CommandError(f"{output.parent}: there is no such folder")
    made = asyncio.run(_report(first, last, output, language))
    print(f"report on {made.months.first} to {made.months.last} written to {output}")
    if made.told is None:
        print("it has no figures: the staff had been told none by then")
    elif made.is_empty:
        print(f"it has no figures: none that the staff were told grew by {made.k} or more in that time")


async def _report(first: date, last: date, output: Path, language: str) -> Report:
    async with open_services(read_settings()) as services:
        known, promise = services.content.catalogues.languages, services.content.promise
        if language not in known:
            raise CommandError(f"--language: the bot speaks {', '.join(known)}, not {language}")
        months, now = months_of(first, last), services.clock()
        if months.first > now.astimezone(services.settings.timezone).date():
            raise CommandError(f"--from: {first} is in a month that has not begun")
        made = await services.database.write(lambda work: services.reporter.report(work, months, now))
    words = services.content.catalogues.words(language)
    place = listed((in_language(each, language) for each in promise.parties.values()), language)
    with replaced(output, "utf-8") as file:
        file.write(ReportPage(made, place, words).html())
    return made
