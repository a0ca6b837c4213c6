import shutil
from collections.abc import AsyncIterator, Iterator, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.content import Content
from storage.migrate import migrate
from survey.definition import read_questionnaire
from tests.integration.handlers.house import House, open_house
from tests.integration.handlers.person import Person
from tests.shipped import shipped


@pytest.fixture(scope="session")
def content() -> Content:
    return shipped()


@pytest.fixture(scope="session")
async def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    folder.chmod(0o700)
    await migrate(f"sqlite+aiosqlite:///{folder / 'empty.db'}")
    return folder / "empty.db"


@pytest.fixture
def file(empty_file: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(empty_file, folder / "house.db"))


@pytest.fixture
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What the process would log."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
async def house(content: Content, file: Path, logged: list[MutableMapping[str, Any]]) -> AsyncIterator[House]:
    async with open_house(content, file) as opened:
        yield opened


@pytest.fixture
def alva(house: House) -> Person:
    return Person(house)


@pytest.fixture
async def street(content: Content, file: Path, logged: list[MutableMapping[str, Any]]) -> AsyncIterator[House]:
    """A house with other questions."""
    asked = replace(content, questionnaire=read_questionnaire(Path(__file__).parent / "street.yaml"))
    async with open_house(asked, file) as opened:
        yield opened


@pytest.fixture
def bo(street: House) -> Person:
    """Somebody on that street."""
    return Person(street)
