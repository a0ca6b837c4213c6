"""`digest` and `progress`: what would be told, and what there is to tell."""

import asyncio
from datetime import date
from typing import Literal

from bot.commands.words import CommandError
from bot.services import open_services
from bot.settings import read_settings
from delivery.plain_text import plain
from promises.progress import Draft
from promises.promise import Organisation, ProgressUpdate, Status

Audience = Literal["staff", "followers"]
Recordable = Literal["not_started", "in_progress", "done", "delayed", "changed", "broken"]


def digest(audience: Audience, /, *, date: date | None = None, language: str = "sv") -> None:
    """Print a digest as it would be sent. Nothing is sent.

    Args:
        audience: staff or followers.
        date: The day it would be sent; today if left out.
        language: Its language.
    """
    asyncio.run(_digest(audience, date, language))


async def _digest(audience: Audience, day: date | None, language: str) -> None:
    async with open_services(read_settings()) as services:
        known = services.content.catalogues.languages
        if language not in known:
            raise CommandError(f"--language: the bot speaks {', '.join(known)}, not {language}")
        on = day or services.local_now().date()
        letters = await services.digests.preview(audience, on, language)
    for letter in letters:
        print(plain(letter.text), end="\n\n")


def progress(
    commitment: str,
    status: Recordable,
    text: str,
    /,
    *,
    organisation: Literal["municipality", "police"],
    source: str = "",
    language: str = "sv",
) -> None:
    """Record progress on a commitment: status, words and source together. It is in the followers' next digest.

    Args:
        commitment: The commitment's name in promise.yaml.
        status: How far it has come.
        text: What has been done, in plain words.
        organisation: Who says so.
        source: A link that shows it; left out, it is the organisation's own knowledge.
        language: What the text is written in.
    """
    draft = Draft(commitment, Status(status), text, language, source, Organisation(organisation))
    asyncio.run(_progress(draft))
    print(f"Recorded: {commitment} is {status}.")


async def _progress(draft: Draft) -> None:
    async with open_services(read_settings()) as services:
        recorded = await services.promises.record(draft)
        if not isinstance(recorded, ProgressUpdate):
            known = ", ".join(each.name for each in services.content.promise.commitments)
            raise CommandError("\n".join([*recorded, f"The commitments are {known}."]))
