from dataclasses import replace
from datetime import timedelta

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import ResponseId
from tests.integration.storage.examples import ANNA, BO, NOW, save_people, session

SECOND = timedelta(seconds=1)


async def test_who_asked_to_be_reminded_is_found_once_the_moment_has_come(
    database: Database, elsewhere: Database
) -> None:
    anna = replace(session(ANNA), remind_at=NOW)

    def ask(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(anna)
        work.sessions.save(session(BO))

    await database.write(ask)
    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) == anna
    assert await elsewhere.read(lambda work: work.sessions.to_remind(NOW - SECOND)) == []
    assert await elsewhere.read(lambda work: work.sessions.to_remind(NOW)) == [anna]


async def test_a_reminder_taken_back_is_gone(database: Database, elsewhere: Database) -> None:
    def ask_and_take_back(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(replace(session(ANNA), remind_at=NOW))
        work.sessions.save(session(ANNA))

    await database.write(ask_and_take_back)
    assert await elsewhere.read(lambda work: work.sessions.to_remind(NOW + SECOND)) == []


async def test_every_chats_link_to_a_response_is_cut_and_no_other(database: Database, elsewhere: Database) -> None:
    def cut(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(session(ANNA))
        work.sessions.save(replace(session(BO), response=ResponseId("r2")))
        work.sessions.cut(ResponseId("r1"))
        work.sessions.cut(ResponseId(""))

    await database.write(cut)
    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.sessions.find(BO.key)) is not None
