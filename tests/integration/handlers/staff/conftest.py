from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest

from bot.content import Content
from tests.integration.handlers.house import House, open_house
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.town_hall import JOHAN, KARIN, MARIA, STRANGER


@pytest.fixture
async def hall(
    content: Content, file: Path, tmp_path: Path, logged: list[MutableMapping[str, Any]]
) -> AsyncIterator[House]:
    """A house whose first administrators are Maria and Johan."""
    async with open_house(content, file, staff_ids=f"{MARIA},{JOHAN}", export_dir=tmp_path / "exports") as opened:
        await opened.app.know_staff()
        yield opened


@pytest.fixture
async def maria(hall: House) -> Person:
    maria = Person(hall, MARIA)
    await maria.send("/staff")
    await maria.tap("Kommunen")
    return maria


@pytest.fixture
async def johan(hall: House) -> Person:
    johan = Person(hall, JOHAN)
    await johan.send("/staff")
    await johan.tap("Polisen")
    return johan


@pytest.fixture
def karin(hall: House) -> Person:
    return Person(hall, KARIN)


@pytest.fixture
def stranger(hall: House) -> Person:
    return Person(hall, STRANGER)
