from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.errors import StorageError
from storage.unit_of_work import UnitOfWork
from survey.ports import OpenSession
from survey.session import Position, Stage
from tests.integration.storage.examples import ANNA, BO, NOW, save_people, session

SECOND = timedelta(seconds=1)


async def test_a_session_is_found_where_the_person_stopped(database: Database, elsewhere: Database) -> None:
    moved = replace(session(), position=Position(Stage.REVIEW), card=None, touched=NOW + SECOND)

    def walk(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(session())

    await database.write(walk)
    first = await elsewhere.read(lambda work: work.sessions.find(ANNA.key))
    await database.write(lambda work: work.sessions.save(moved))

    assert first == session()
    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) == moved
    assert await elsewhere.read(lambda work: work.sessions.find(BO.key)) is None


async def test_a_session_needs_a_chat_to_hang_on(database: Database) -> None:
    with pytest.raises(StorageError):
        await database.write(lambda work: work.sessions.save(session()))


async def test_a_cut_link_is_gone(database: Database, elsewhere: Database) -> None:
    def cut(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(session())
        work.sessions.remove(ANNA.key)

    await database.write(cut)

    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) is None


async def test_sessions_are_found_by_when_they_were_touched_the_start_included_and_the_end_not(
    database: Database, elsewhere: Database
) -> None:
    anna, bo = session(ANNA, NOW), session(BO, NOW + SECOND)

    def touch(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(bo)
        work.sessions.save(anna)

    await database.write(touch)
    beginning_of_time = datetime.min.replace(tzinfo=UTC)

    async def between(start: datetime, end: datetime) -> Sequence[OpenSession]:
        return await elsewhere.read(lambda work: work.sessions.touched_between(start, end))

    assert await between(NOW, NOW + SECOND) == [anna]
    assert await between(beginning_of_time, NOW + 2 * SECOND) == [anna, bo]


async def test_only_links_submitted_before_that_moment_are_cut(database: Database, elsewhere: Database) -> None:
    def submit(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(session(ANNA, NOW, Stage.SUBMITTED))
        work.sessions.save(session(BO, NOW, Stage.QUESTIONS))

    await database.write(submit)

    assert await database.write(lambda work: work.sessions.cut_submitted(NOW)) == 0
    assert await database.write(lambda work: work.sessions.cut_submitted(NOW + SECOND)) == 1
    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.sessions.find(BO.key)) is not None
