"""`digest` and `progress`: what would be told, and what there is to tell."""

import asyncio
from datetime import date
from typing import Literal

from bot.commands.words import CommandError
from bot.services import open_services
from bot.settings import read_settings
from delivery.plain_text import plain
from people.organisation import Organisation
from promises.desk import Outcome
from promises.drafting import Draft, Step
from promises.promise import Status

Audience = Literal["staff", "followers"]
Recordable = Literal["not_started", "in_progress", "done", "delayed", "changed", "broken"]


def digest(audience: Audience, /, *, date: date | None = None, language: str = "sv", dry_run: bool = False) -> None:
    """Print a digest as it would be sent, or who would get it. Nothing is sent.

    Args:
        audience: staff or followers.
        date: The day it would be sent; today if left out.
        language: Its language.
        dry_run: Print only how many followers would get one that day, and why others would not.
    """
    if dry_run and audience == "staff":
        raise CommandError("--dry-run: is for followers; every member of staff who may see figures gets the same")
    asyncio.run(_dry_run(date) if dry_run else _digest(audience, date, language))


async def _digest(audience: Audience, day: date | None, language: str) -> None:
    async with open_services(read_settings()) as services:
        known = services.content.catalogues.languages
        if language not in known:
            raise CommandError(f"--language: the bot speaks {', '.join(known)}, not {language}")
        on = day or services.local_now().date()
        letters = await services.digests.preview(audience, on, language)
    for letter in letters:
        print(plain(letter.text), end="\n\n")


async def _dry_run(day: date | None) -> None:
    async with open_services(read_settings()) as services:
        found = await services.digests.dry_run(day or services.local_now().date())
    for readers, times in sorted(found.readers.items(), key=str):
        what = ", ".join(readers.commitments) or "all commitments"
        print(f"{times} would get it: {readers.language}, {readers.rhythm}, {what}")
    for why, times in found.others.items():
        if times:
            print(f"{times} would not: {why}")
    print(f"{found.readers.total()} of {found.readers.total() + found.others.total()} followers, nothing sent")


def progress(
    commitment: str,
    status: Recordable,
    text: str,
    /,
    *,
    organisation: Literal["municipality", "police"],
    source: str = "",
    language: str = "sv",
    activity: str = "",
    percent: int | None = None,
    corrects: int | None = None,
) -> None:
    """Record progress on a commitment: status, words and source together.

    Where one organisation's signature is enough it is in the followers' next digest; else the other one signs first.

    Args:
        commitment: The commitment's name in promise.yaml.
        status: How far it has come.
        text: What has been done, in plain words.
        organisation: Who says so.
        source: A link that shows it; left out, it is the organisation's own knowledge.
        language: What the text is written in.
        activity: The activity it is about, by its name in promise.yaml; left out, it is the whole commitment.
        percent: How much is done, 0 to 100.
        corrects: The number of the published update that this one sets right.
    """
    draft = Draft(
        step=Step.PREVIEW,
        commitment=commitment,
        activity=activity,
        status=Status(status),
        percent=percent,
        text=text,
        language=language,
        source=source,
        corrects=corrects,
    )
    outcome = asyncio.run(_progress(draft, Organisation(organisation)))
    if outcome.published:
        print(f"Recorded: {commitment} is {status}.")
    else:
        print(f"Proposed: {commitment} is {status}. It waits for the other organisation's signature.")


async def _progress(draft: Draft, organisation: Organisation) -> Outcome:
    async with open_services(read_settings()) as services:
        outcome = await services.promises.record(draft, organisation)
        if isinstance(outcome, Outcome):
            return outcome
        known = ", ".join(each.name for each in services.content.promise.commitments)
        raise CommandError("\n".join([*outcome, f"The commitments are {known}."]))
