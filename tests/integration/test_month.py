"""A month of mornings: every figure of the staff's digest is what anybody can count in the export."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.services import Services, open_services
from bot.settings import Settings
from tests.month import Month, differences, live
from tests.process import KEY, ROOT

pytestmark = pytest.mark.no_cover  # many days of the same

RESPONSES, K = 300, 5


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    settings = Settings(
        _env_file=None,
        secret_key=KEY,
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'month.db'}",
        content_dir=ROOT / "content" / "sandviken",
    )
    async with open_services(settings) as opened:
        yield opened


@pytest.fixture
async def month(services: Services, tmp_path: Path) -> Month:
    return await live(services, tmp_path, RESPONSES, seed=1)


async def test_every_figure_of_thirty_mornings_is_what_the_export_says(services: Services, month: Month) -> None:
    assert list(differences(month, services.content.questionnaire, K)) == []
    last = month.digests[-1]
    assert last.answers > RESPONSES / 10
    assert last.usual.median is not None
    assert last.area
    assert last.area.shown
    assert any(last.stops.values())


async def test_a_figure_that_is_one_off_would_be_found(services: Services, month: Month) -> None:
    last = month.digests[-1]
    wrong = replace(month, digests=[*month.digests[:-1], replace(last, answers=last.answers + 1)])
    found = list(differences(wrong, services.content.questionnaire, K))
    assert [each.partition(":")[0] for each in found] == ["morning 30, answers"]
