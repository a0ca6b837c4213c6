"""Databases for the tests: each test gets fresh ones, of each kind."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from cryptography.fernet import MultiFernet

from people.keys import KeyRing
from storage.database import Database, open_database
from storage.migrate import migrate
from tests.postgres import Server

SECRET = "a secret that only the tests know"
_numbers = count(1)


def migrated(url: str) -> str:
    """Migrate from a fixture that is not asynchronous; the loop of the tests is left alone."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(migrate(url))).result()
    return url


@pytest.fixture(scope="session")
def cipher() -> MultiFernet:
    return KeyRing(SECRET).cipher


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    postgres.create("newest")
    migrated(postgres.url("newest"))
    return "newest"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "newest.db"
    migrated(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def sqlite_file(tmp_path: Path, sqlite_template: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "lofteskollen.db"))


@pytest.fixture
def sqlite_url(sqlite_file: Path) -> str:
    return f"sqlite+aiosqlite:///{sqlite_file}"


@pytest.fixture
def postgres_url(postgres: Server, postgres_template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    postgres.create(name, postgres_template)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str, cipher: MultiFernet) -> AsyncIterator[Database]:
    opened = await open_database(database_url, cipher)
    yield opened
    await opened.close()


@pytest.fixture
async def elsewhere(database_url: str, cipher: MultiFernet) -> AsyncIterator[Database]:
    """The same database through connections of its own, which see only what was committed."""
    opened = await open_database(database_url, cipher)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(sqlite_url: str, cipher: MultiFernet) -> AsyncIterator[Database]:
    opened = await open_database(sqlite_url, cipher)
    yield opened
    await opened.close()
