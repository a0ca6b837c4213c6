from datetime import timedelta

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.sent_files import SentFile
from tests.integration.storage.examples import ANNA, NOW, save_people

FILES = tuple(SentFile(ANNA.key, number, NOW + timedelta(hours=number)) for number in (1, 2))


def add(work: UnitOfWork) -> None:
    save_people(work)
    for file in FILES:
        work.sent_files.add(file)


async def test_those_whose_time_is_up_come_with_the_chat_they_lie_in(database: Database, elsewhere: Database) -> None:
    await database.write(add)
    for hours, due in ((0, 0), (1, 1), (2, 2)):
        moment = NOW + timedelta(hours=hours)
        found = await elsewhere.read(lambda work, at=moment: work.sent_files.due(at))  # type: ignore[misc]  # bound at once
        assert found == [(file, ANNA.chat) for file in FILES[:due]]


async def test_one_that_is_gone_is_forgotten_alone(database: Database, elsewhere: Database) -> None:
    await database.write(add)
    await database.write(lambda work: work.sent_files.remove(FILES[0]))
    assert await elsewhere.read(lambda work: work.sent_files.of(ANNA.key)) == [FILES[1]]


async def test_they_go_with_the_chat(database: Database, elsewhere: Database) -> None:
    await database.write(add)
    await database.write(lambda work: work.people.remove(ANNA.key))
    assert await elsewhere.read(lambda work: work.sent_files.due(NOW + timedelta(days=9))) == []
