from datetime import timedelta

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import TODAY


async def test_help_that_was_shown_is_counted_by_day_and_category_and_nothing_else(
    database: Database, elsewhere: Database
) -> None:
    def show(work: UnitOfWork) -> None:
        for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
            work.help_shown.add(day, "self_harm")
        work.help_shown.add(TODAY, "violence")

    assert await database.read(lambda work: work.help_shown.times()) == {}
    await database.write(show)
    assert await elsewhere.read(lambda work: work.help_shown.times()) == {"self_harm": 3, "violence": 1}


async def test_two_who_are_shown_help_at_once_are_both_counted(database: Database, elsewhere: Database) -> None:
    for each in (database, elsewhere, database):
        await each.write(lambda work: work.help_shown.add(TODAY, "self_harm"))
    assert await elsewhere.read(lambda work: work.help_shown.times()) == {"self_harm": 3}
