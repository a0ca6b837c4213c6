"""`report`: figures of some months as a page for the picture that police and municipality share."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from bot.commands.words import CommandError
from bot.content import AGE, AREA
from bot.services import Services, open_services
from bot.settings import read_settings
from digests.report import Report, months_of
from digests.report import report as report_figures
from digests.report_page import ReportPage
from localization.labels import in_language, listed
from storage.unit_of_work import UnitOfWork
from survey.export_files import replaced


def report(
    *,
    first: Annotated[date, Parameter(name="--from")],
    last: Annotated[date, Parameter(name="--to")],
    output: Path,
    language: str = "sv",
) -> None:
    """Write a report with figures by question, area and age, and with what they can and cannot say.

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
    if made.is_empty:
        print(f"it has no figures: no answer was chosen by {made.k} or more")


async def _report(first: date, last: date, output: Path, language: str) -> Report:
    async with open_services(read_settings()) as services:
        known = services.content.catalogues.languages
        if language not in known:
            raise CommandError(f"--language: the bot speaks {', '.join(known)}, not {language}")
        made = await services.database.write(lambda work: _figures(services, work, first, last))
    words = services.content.catalogues.words(language)
    parties = services.content.promise.parties.values()
    place = listed((in_language(each, language) for each in parties), language)
    with replaced(output, "utf-8") as file:
        file.write(ReportPage(made, place, words).html())
    return made


def _figures(services: Services, work: UnitOfWork, first: date, last: date) -> Report:
    asked, k = services.content.questionnaire, services.settings.min_group_staff
    months = months_of(first, last)
    by = [question for name in (AREA, AGE) if (question := asked.question(name))]
    answered = report_figures(work, asked.round, asked.questions, by, months, k)
    return Report(months, k, answered, work.counts.has_sample(asked.round))
