"""Thirty mornings at a size of one's choice, each figure held against the export."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.services import open_services
from bot.settings import Settings
from tests.faults.report import Figures
from tests.month import differences, live, told
from tests.process import KEY, ROOT


@dataclass(frozen=True, slots=True)
class Mornings(Figures):
    """How many figures were compared, and how many were not what the export says."""

    responses: int
    digests: int
    answers_told: int
    compared: int
    seconds: int
    wrong: int

    first_fault = "wrong"


async def month(folder: Path, *, responses: int, seed: int, tell: Callable[[str], None] = lambda _: None) -> Mornings:
    """Live a month and compute it again."""
    began = time.monotonic()
    settings = Settings(
        _env_file=None,
        secret_key=KEY,
        database_url=f"sqlite+aiosqlite:///{folder / 'month.db'}",
        content_dir=ROOT / "content" / "sandviken",
    )
    async with open_services(settings) as services:
        lived = await live(services, folder, responses, seed)
        wrong = list(differences(lived, services.content.questionnaire, settings.min_group_staff))
    for each in wrong:
        tell(each)
    compared = sum(
        len(each) if isinstance(each, dict) else 1 for digest in lived.digests for each in told(digest).values()
    )
    last = lived.digests[-1]
    seconds = round(time.monotonic() - began)
    return Mornings(responses, len(lived.digests), last.answers, compared, seconds, len(wrong))
