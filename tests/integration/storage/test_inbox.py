from datetime import timedelta

from people.inbox import StoredUpdate
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import NOW

FIRST = StoredUpdate(900, "anna", b'{"update_id":900}')
SECOND = StoredUpdate(901, "bo", b"\x00\xff not even text")
AFTER_A_JUMP = StoredUpdate(17, "anna", b"{}")
LATER = NOW + timedelta(seconds=1)


async def test_a_repeated_update_is_stored_once(database: Database, elsewhere: Database) -> None:
    first = await database.write(lambda work: work.inbox.store([FIRST, SECOND], NOW))
    again = await database.write(lambda work: work.inbox.store([SECOND, AFTER_A_JUMP], LATER))

    assert (first, again) == ([900, 901], [17])
    assert await elsewhere.read(lambda work: work.inbox.waiting()) == [FIRST, SECOND, AFTER_A_JUMP]


async def test_an_update_that_is_done_waits_no_more_and_is_still_known(database: Database, elsewhere: Database) -> None:
    def take(work: UnitOfWork) -> None:
        work.inbox.store([FIRST, SECOND, AFTER_A_JUMP], NOW)
        work.inbox.finish(FIRST.id)
        work.inbox.finish_all([AFTER_A_JUMP.id])
        work.inbox.finish_all([])

    await database.write(take)

    assert await elsewhere.read(lambda work: work.inbox.waiting()) == [SECOND]
    assert await database.write(lambda work: work.inbox.store([FIRST, AFTER_A_JUMP], LATER)) == []


async def test_a_failing_update_is_tried_again_until_it_is_put_aside(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: work.inbox.store([FIRST], NOW))
    await database.write(lambda work: work.inbox.failed(FIRST.id, dead=False))
    once = await elsewhere.read(lambda work: work.inbox.waiting())
    await database.write(lambda work: work.inbox.failed(FIRST.id, dead=True))

    assert once == [StoredUpdate(FIRST.id, FIRST.lane, FIRST.raw, tries=1)]
    assert await elsewhere.read(lambda work: work.inbox.waiting()) == []


async def test_it_tells_how_many_wait_and_how_many_were_put_aside(database: Database, elsewhere: Database) -> None:
    def arrive(work: UnitOfWork) -> None:
        work.inbox.store([FIRST, SECOND, AFTER_A_JUMP, StoredUpdate(902, "cia", b"{}")], NOW)
        work.inbox.finish(FIRST.id)
        work.inbox.failed(SECOND.id, dead=True)
        work.inbox.failed(AFTER_A_JUMP.id, dead=False)

    assert await elsewhere.read(lambda work: work.inbox.counts()) == {"waiting": 0, "quarantined": 0}
    await database.write(arrive)
    assert await elsewhere.read(lambda work: work.inbox.counts()) == {"waiting": 2, "quarantined": 1}


async def test_a_purge_forgets_what_is_old_enough_and_never_what_waits(database: Database, elsewhere: Database) -> None:
    def arrive(work: UnitOfWork) -> None:
        work.inbox.store([FIRST, SECOND, AFTER_A_JUMP], NOW)
        work.inbox.finish(FIRST.id)
        work.inbox.failed(SECOND.id, dead=True)

    await database.write(arrive)
    too_early = await database.write(lambda work: work.inbox.purge(NOW, NOW))
    done = await database.write(lambda work: work.inbox.purge(LATER, NOW))
    dead = await database.write(lambda work: work.inbox.purge(LATER, LATER))

    assert (too_early, done, dead) == (0, 1, 1)
    assert await elsewhere.read(lambda work: work.inbox.waiting()) == [AFTER_A_JUMP]
    assert await database.write(lambda work: work.inbox.store([FIRST, SECOND], LATER)) == [900, 901]
