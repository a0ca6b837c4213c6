import asyncio

import pytest
from cryptography.fernet import MultiFernet

from people.person import Person
from storage.database import Database, open_database
from storage.errors import StorageClosed, StorageError
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, BO, LEASE, NOW, message, save_people, session


class RefusedError(Exception):
    """The use case changed its mind."""


async def find(database: Database) -> Person | None:
    return await database.read(lambda work: work.people.find(ANNA.key))


async def test_a_unit_that_raises_keeps_nothing_of_what_it_did(database: Database, elsewhere: Database) -> None:
    def begin_and_refuse(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(session())
        raise RefusedError

    with pytest.raises(RefusedError):
        await database.write(begin_and_refuse)

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) is None
    await database.write(save_people)
    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) == ANNA


async def test_a_unit_the_database_refuses_keeps_nothing_and_says_neither_sql_nor_values(
    database: Database, elsewhere: Database
) -> None:
    def save_and_break(work: UnitOfWork) -> None:
        work.people.save(ANNA)
        work.sessions.save(session(BO))

    with pytest.raises(StorageError) as caught:
        await database.write(save_and_break)

    said = f"{caught.value}{caught.value.__cause__}"
    assert BO.key not in said
    assert "INSERT" not in said.upper()
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) is None


async def test_a_unit_sees_what_it_wrote_itself(database: Database) -> None:
    def save_and_find(work: UnitOfWork) -> object:
        save_people(work)
        return work.people.find(BO.key)

    assert await database.write(save_and_find) == BO


async def test_a_read_cannot_write(database: Database, elsewhere: Database) -> None:
    with pytest.raises(StorageError):
        await database.read(save_people)

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) is None


async def test_a_read_that_raises_tells_its_caller(database: Database) -> None:
    def refuse(_: UnitOfWork) -> None:
        raise RefusedError

    with pytest.raises(RefusedError):
        await database.read(refuse)


async def test_writes_that_meet_are_all_kept(database: Database, elsewhere: Database) -> None:
    await database.write(save_people)
    await database.write(lambda work: work.releases.remember("staff", "count", {"n": 0}))

    def add_one(work: UnitOfWork) -> None:
        shown = work.releases.shown("staff", "count")
        work.releases.remember("staff", "count", {"n": shown["n"] + 1})

    await asyncio.gather(*(each.write(add_one) for each in (database, elsewhere) * 5))

    assert await elsewhere.read(lambda work: work.releases.shown("staff", "count")) == {"n": 10}


async def test_two_first_answers_at_once_open_one_session(database: Database, elsewhere: Database) -> None:
    await database.write(save_people)

    def begin(work: UnitOfWork) -> bool:
        if work.sessions.find(ANNA.key):
            return False
        work.sessions.save(session())
        return True

    assert sorted(await asyncio.gather(*(each.write(begin) for each in (database, elsewhere) * 4))) == (
        [False] * 7 + [True]
    )


async def test_one_of_several_takes_the_lease(database: Database, elsewhere: Database) -> None:
    async def take(worker: Database, holder: str) -> bool:
        return await worker.write(lambda work: work.leases.take("polling", holder, NOW, NOW + LEASE))

    workers = enumerate((database, elsewhere) * 4)
    taken = await asyncio.gather(*(take(worker, str(number)) for number, worker in workers))

    assert sum(taken) == 1


async def test_a_caller_who_gives_up_leaves_nothing_locked(database: Database, elsewhere: Database) -> None:
    await database.write(save_people)

    async def queue(number: int) -> int:
        return await database.write(lambda work: work.outbox.add([message(str(number))]))

    writes = [asyncio.create_task(queue(number)) for number in range(20)]
    await asyncio.sleep(0)
    for write in writes[::2]:
        write.cancel()
    results = await asyncio.gather(*writes, return_exceptions=True)

    kept = [result for result in results if result == 1]
    assert len(kept) == 10
    assert await elsewhere.write(lambda work: work.outbox.add([message("after")])) == 1
    assert (await elsewhere.read(lambda work: work.outbox.counts()))["pending"] >= 11


async def test_a_reader_who_gives_up_leaves_the_others_reading(database: Database) -> None:
    await database.write(save_people)
    reads = [asyncio.create_task(find(database)) for _ in range(20)]
    await asyncio.sleep(0)
    for read in reads[::2]:
        read.cancel()
    results = await asyncio.gather(*reads, return_exceptions=True)

    assert results[1::2] == [ANNA] * 10
    assert await database.read(lambda work: work.people.find(BO.key)) == BO


async def test_what_waits_is_written_before_closing_and_nothing_after(
    database_url: str, cipher: MultiFernet, elsewhere: Database
) -> None:
    database = await open_database(database_url, cipher)
    await database.write(save_people)
    await database.close()
    await database.close()

    with pytest.raises(StorageClosed):
        await database.write(save_people)
    with pytest.raises(StorageClosed):
        await database.read(lambda work: work.people.find(ANNA.key))
    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) == ANNA


async def test_forgetting_what_was_deleted_disturbs_nobody(database: Database, elsewhere: Database) -> None:
    await database.write(save_people)
    await database.forget_deleted()

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) == ANNA
