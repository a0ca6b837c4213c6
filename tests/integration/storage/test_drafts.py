from datetime import timedelta

from people.held import HeldDraft
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, BO, NOW, save_people

LATER = NOW + timedelta(minutes=1)


def write_both(work: UnitOfWork) -> None:
    save_people(work)
    work.drafts.save(ANNA.key, '{"text": "Åtta nya lampor"}', NOW)
    work.drafts.save(BO.key, "{}", LATER)


async def test_everybody_has_one_draft_and_the_newest_stands(database: Database, elsewhere: Database) -> None:
    await database.write(write_both)
    await database.write(lambda work: work.drafts.save(ANNA.key, '{"text": "Nio"}', LATER))

    assert await elsewhere.read(lambda work: work.drafts.find(ANNA.key)) == '{"text": "Nio"}'
    assert await elsewhere.read(lambda work: work.drafts.of(ANNA.key)) == HeldDraft('{"text": "Nio"}', LATER)
    assert await elsewhere.read(lambda work: work.drafts.find(BO.key)) == "{}"


async def test_a_draft_is_thrown_away_once(database: Database, elsewhere: Database) -> None:
    await database.write(write_both)

    assert await database.write(lambda work: work.drafts.remove(ANNA.key))
    assert not await database.write(lambda work: work.drafts.remove(ANNA.key))
    assert await elsewhere.read(lambda work: work.drafts.find(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.drafts.of(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.drafts.find(BO.key)) == "{}"


async def test_who_is_forgotten_leaves_no_draft(database: Database, elsewhere: Database) -> None:
    await database.write(write_both)
    await database.write(lambda work: work.people.remove(ANNA.key))

    assert await elsewhere.read(lambda work: work.drafts.find(ANNA.key)) is None


async def test_what_nobody_went_on_with_is_thrown_away(database: Database, elsewhere: Database) -> None:
    await database.write(write_both)

    assert await database.write(lambda work: work.drafts.purge(NOW)) == 0
    assert await database.write(lambda work: work.drafts.purge(LATER)) == 1
    assert await elsewhere.read(lambda work: work.drafts.find(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.drafts.find(BO.key)) == "{}"
