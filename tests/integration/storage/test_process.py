"""Leases and marks: what processes remember and agree on."""

from datetime import timedelta

from storage.database import Database
from tests.integration.storage.examples import LEASE, NOW

LATER = NOW + LEASE


async def take(database: Database, holder: str, now: timedelta = timedelta()) -> bool:
    return await database.write(lambda work: work.leases.take("polling", holder, NOW + now, NOW + now + LEASE))


async def test_only_one_holds_a_lease_until_it_runs_out(database: Database, elsewhere: Database) -> None:
    taken = await take(database, "first")
    refused = await take(elsewhere, "second", LEASE - timedelta(microseconds=1))
    renewed = await take(database, "first", LEASE / 2)
    still_refused = await take(elsewhere, "second", LEASE)
    taken_over = await take(elsewhere, "second", 1.5 * LEASE)

    assert (taken, refused, renewed, still_refused, taken_over) == (True, False, True, False, True)
    assert not await take(database, "first", 2 * LEASE)


async def test_only_its_holder_gives_a_lease_back(database: Database, elsewhere: Database) -> None:
    await take(database, "first")
    await elsewhere.write(lambda work: work.leases.release("polling", "second"))
    kept = not await take(elsewhere, "second")
    await database.write(lambda work: work.leases.release("polling", "first"))

    assert kept
    assert await take(elsewhere, "second")
    assert await database.write(lambda work: work.leases.take("other", "first", NOW, LATER))


async def test_a_mark_is_the_last_moment_that_was_set(database: Database, elsewhere: Database) -> None:
    never = await elsewhere.read(lambda work: work.marks.get("polled"))
    await database.write(lambda work: work.marks.set("polled", NOW))
    await database.write(lambda work: work.marks.set("polled", LATER))

    assert never is None
    assert await elsewhere.read(lambda work: work.marks.get("polled")) == LATER
