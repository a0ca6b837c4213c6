"""What a PostgreSQL server does to us, and what is made of it."""

from collections.abc import AsyncIterator

import pytest
from cryptography.fernet import MultiFernet
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import Database, open_database
from storage.engine import postgres_engine
from storage.errors import DatabaseUnreachable, StorageBusy
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, save_people


@pytest.fixture
async def server(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    engine = postgres_engine(make_url(postgres_url))
    yield engine
    await engine.dispose()


@pytest.fixture
async def shared(postgres_url: str, cipher: MultiFernet) -> AsyncIterator[Database]:
    opened = await open_database(postgres_url, cipher)
    await opened.write(save_people)
    yield opened
    await opened.close()


def run(work: UnitOfWork, sql: str) -> None:
    work._statements._connection.execute(text(sql))  # type: ignore[attr-defined]  # PostgreSQL's


async def test_connections_that_the_server_dropped_are_replaced(shared: Database, server: AsyncEngine) -> None:
    drop = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    async with server.begin() as connection:
        await connection.execute(text(f"{drop} AND datname = current_database()"))

    await shared.write(save_people)
    assert await shared.read(lambda work: work.people.find(ANNA.key)) == ANNA


async def test_a_connection_lost_half_way_keeps_nothing_and_the_next_write_works(shared: Database) -> None:
    def lose(work: UnitOfWork) -> None:
        work.people.remove(ANNA.key)
        run(work, "SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(DatabaseUnreachable):
        await shared.write(lose)

    assert await shared.read(lambda work: work.people.find(ANNA.key)) == ANNA
    await shared.write(save_people)


async def test_a_row_that_others_hold_for_too_long_is_said_to_be_busy(shared: Database, server: AsyncEngine) -> None:
    def save_impatiently(work: UnitOfWork) -> None:
        run(work, "SET LOCAL lock_timeout = 20")
        save_people(work)

    async with server.begin() as connection:
        await connection.execute(text("SELECT key FROM chats FOR UPDATE"))
        with pytest.raises(StorageBusy):
            await shared.write(save_impatiently)

    await shared.write(save_impatiently)


async def test_a_commit_waits_for_the_disk(server: AsyncEngine) -> None:
    async with server.connect() as connection:
        found = (await connection.execute(text("SHOW synchronous_commit"))).scalar_one()

    assert found == "on"
