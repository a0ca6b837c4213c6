"""The way from one form of the tables to the next, and back."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, literal_column, select, text

from storage import migrations
from storage.migrate import alembic_config, migrate, run_on
from storage.schema import NEWEST, revision
from storage.tables import metadata


def revisions() -> list[str]:
    """Every migration, the first one first."""
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def differences(connection: Connection) -> list[object]:
    options = {"compare_server_default": True, "compare_type": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def step(url: str, target: str, *, down: bool = False) -> None:
    move = command.downgrade if down else command.upgrade
    await run_on(url, lambda connection: move(alembic_config(connection), target))


def test_the_newest_migration_is_the_one_this_version_asks_for() -> None:
    assert revisions()[-1] == NEWEST


async def test_the_migrations_make_exactly_the_tables_we_describe(database_url: str) -> None:
    assert await run_on(database_url, revision) == NEWEST
    assert await run_on(database_url, tables) == set(metadata.tables)
    assert await run_on(database_url, differences) == []


async def test_a_difference_would_be_noticed(database_url: str) -> None:
    def differ(connection: Connection) -> list[object]:
        connection.execute(text("DROP INDEX ix_outbox_due"))
        connection.execute(text("ALTER TABLE marks ADD COLUMN more INTEGER"))
        return differences(connection)

    assert len(await run_on(database_url, differ)) == 2


async def test_every_migration_goes_up_down_and_up_again(database_url: str) -> None:
    await step(database_url, "base", down=True)
    assert await run_on(database_url, tables) == set()

    for each in revisions():
        await step(database_url, each)
        after = await run_on(database_url, tables)
        await step(database_url, "-1", down=True)
        await step(database_url, each)
        assert await run_on(database_url, revision) == each
        assert await run_on(database_url, tables) == after
    assert await run_on(database_url, differences) == []


async def test_migrating_what_is_newest_changes_nothing(database_url: str) -> None:
    await migrate(database_url)

    assert await run_on(database_url, revision) == NEWEST


async def test_a_migration_that_fails_half_way_leaves_the_database_as_it_was(database_url: str) -> None:
    class PowerCutError(Exception):
        pass

    def fail(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), "base")
        raise PowerCutError

    with pytest.raises(PowerCutError):
        await run_on(database_url, fail)

    assert await run_on(database_url, revision) == NEWEST
    assert await run_on(database_url, differences) == []


async def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    await step(database_url, "base", down=True)

    await asyncio.gather(*(migrate(database_url) for _ in range(4)))

    assert await run_on(database_url, revision) == NEWEST


async def test_responses_lie_in_the_order_of_their_random_ids(sqlite_file: Path) -> None:
    second = sqlite3.connect(sqlite_file)
    for table in ("responses", "answers", "participations"):
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            second.execute(str(select(literal_column("rowid")).select_from(metadata.tables[table])))
    second.close()


def test_nothing_but_the_open_session_leads_from_a_chat_to_a_response() -> None:
    chat_side = {
        *("chats", "sessions", "subscriptions", "outbox", "staff", "invitations", "drafts", "watched_issues"),
        *("morning_choices", "dialogues", "dialogue_guests", "panel_questions", "kiosks", "sent_files"),
    }
    for table in metadata.tables.values():
        for key in table.foreign_keys:
            assert (table.name in chat_side) == (key.column.table.name in chat_side)


@pytest.mark.parametrize("table", ["responses", "answers", "participations"])
def test_responses_know_no_time_of_day(table: str) -> None:
    assert not [column for column in metadata.tables[table].columns if "DATETIME" in str(column.type)]
