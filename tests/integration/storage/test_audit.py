"""The trail of what staff did, and whoever changes it in the database itself."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from people.audit import AUDIT, AuditEntry, Deed
from people.audit_trail import broken_entry, note
from people.ports import StaffWork
from storage.database import Database
from storage.errors import StorageBroken
from storage.migrate import run_on
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import NOW

KEY = b"k" * 32
STOCKHOLM = timezone(timedelta(hours=1))


def noting(number: int) -> Callable[[StaffWork], None]:
    moment = NOW.astimezone(STOCKHOLM) + timedelta(seconds=number)
    return lambda work: note(work, KEY, moment, number, Deed.SIGNED, f"proposal {number}")


async def noted(database: Database, entries: int = 5) -> None:
    for number in range(1, entries + 1):
        await database.write(noting(number))


async def entries(database: Database) -> list[AuditEntry]:
    return await database.read(lambda work: list(work.audit.entries()))


async def test_entries_are_read_as_they_were_written_in_their_order(database: Database, elsewhere: Database) -> None:
    await noted(database, 3)

    found = await entries(elsewhere)
    assert [(each.number, each.moment, each.actor, each.deed, each.subject) for each in found] == [
        (number, NOW + timedelta(seconds=number), number, Deed.SIGNED, f"proposal {number}") for number in (1, 2, 3)
    ]
    assert await elsewhere.read(lambda work: work.audit.last()) == found[-1]
    assert await elsewhere.read(broken_entry) is None


async def test_where_nothing_was_done_there_is_nothing_wrong(database: Database) -> None:
    assert await entries(database) == []
    assert await database.read(lambda work: work.audit.last()) is None
    assert await database.read(broken_entry) is None


async def test_those_who_write_at_once_make_one_chain(database: Database, elsewhere: Database) -> None:
    await asyncio.gather(*(each.write(noting(number)) for number in range(6) for each in (database, elsewhere)))

    found = await entries(elsewhere)
    assert [each.number for each in found] == list(range(1, 13))
    assert sorted(each.actor for each in found) == sorted([*range(6), *range(6)])
    assert await elsewhere.read(broken_entry) is None


async def test_an_entry_is_never_written_over(database: Database, elsewhere: Database) -> None:
    await noted(database, 2)
    [first, _] = await entries(database)

    with pytest.raises(StorageBroken):
        await database.write(lambda work: work.audit.add(first))
    assert len(await entries(elsewhere)) == 2


async def test_an_act_that_is_not_kept_leaves_no_entry(database: Database, elsewhere: Database) -> None:
    def act_and_fail(work: UnitOfWork) -> None:
        noting(1)(work)
        raise StorageBroken

    with pytest.raises(StorageBroken):
        await database.write(act_and_fail)
    assert await entries(elsewhere) == []


FORGERIES = {
    "number": "UPDATE audit SET number = 77 WHERE number = {number}",
    "moment": "UPDATE audit SET moment = '2001-01-01 00:00:00' WHERE number = {number}",
    "actor": "UPDATE audit SET actor = 99 WHERE number = {number}",
    "deed": "UPDATE audit SET deed = 'confirmed' WHERE number = {number}",
    "deed nobody knows": "UPDATE audit SET deed = 'hushed up' WHERE number = {number}",
    "subject": "UPDATE audit SET subject = 'proposal 9' WHERE number = {number}",
    "seal": "UPDATE audit SET seal = 'å' WHERE number = {number}",
    "left out": "DELETE FROM audit WHERE number = {number}",
    "seal of another": "UPDATE audit SET seal = (SELECT seal FROM audit WHERE number = 1) WHERE number = {number}",
}


@pytest.mark.parametrize("number", [2, 4])
@pytest.mark.parametrize("what", FORGERIES)
async def test_a_forgery_is_found_with_its_number(
    database: Database, database_url: str, elsewhere: Database, what: str, number: int
) -> None:
    await noted(database)

    def forge(connection: Connection) -> None:
        assert connection.execute(text(FORGERIES[what].format(number=number))).rowcount == 1

    await run_on(database_url, forge)
    assert await elsewhere.read(broken_entry) == number


@pytest.mark.parametrize("column", ["moment", "actor", "deed", "subject", "seal"])
@pytest.mark.parametrize("value", ["x'00ff'", "'nonsense'", "-1"])
async def test_so_is_what_cannot_even_be_read(sqlite: Database, sqlite_file: Path, column: str, value: str) -> None:
    await noted(sqlite)
    with closing(sqlite3.connect(sqlite_file)) as connection, connection:
        connection.execute(f"UPDATE audit SET {column} = {value} WHERE number = 3")

    assert await sqlite.read(broken_entry) == 3


async def test_entries_exchanged_or_put_in_are_found(
    database: Database, database_url: str, elsewhere: Database
) -> None:
    await noted(database)

    def exchange(connection: Connection) -> None:
        for number, to in ((3, 30), (4, 3), (30, 4)):
            connection.execute(text(f"UPDATE audit SET number = {to} WHERE number = {number}"))

    await run_on(database_url, exchange)
    assert await elsewhere.read(broken_entry) == 3


async def test_a_trail_whose_key_is_gone_is_not_taken_for_whole(
    database: Database, database_url: str, elsewhere: Database
) -> None:
    await noted(database)
    await run_on(database_url, lambda on: on.execute(text("DELETE FROM keys WHERE name = :name"), {"name": AUDIT}))

    assert await elsewhere.read(broken_entry) == 1


async def test_an_entry_sealed_with_another_key_is_found(database: Database, elsewhere: Database) -> None:
    await noted(database, 2)
    forged = AuditEntry(3, NOW, 1, Deed.SIGNED, "proposal 3", "f" * 64)
    await database.write(lambda work: work.audit.add(forged))

    assert await elsewhere.read(broken_entry) == 3
