from dataclasses import replace
from datetime import timedelta

import pytest

from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import NOW

HOUR = timedelta(hours=1)
BARE = ProgressUpdate(None, "dialogue", Status.DONE, "Klart.", "sv", "", Organisation.POLICE, NOW)
EVERYTHING = replace(
    BARE,
    status=Status.CHANGED,
    text='Två skolor <b> "å" 😀\nav fem.',
    sample=True,
    activity="schools",
    percent=100,
    translations={"ar": "مدرستان", "en": "Two schools."},
    corrects=2**40,
    answers="worry/dark",
    signed_by=(Organisation.POLICE, Organisation.MUNICIPALITY),
)


@pytest.mark.parametrize("update", [BARE, EVERYTHING])
async def test_an_update_is_found_by_its_number_with_everything_it_said(
    database: Database, elsewhere: Database, update: ProgressUpdate
) -> None:
    number = await database.write(lambda work: work.progress.add(update))

    assert await elsewhere.read(lambda work: work.progress.find(number)) == replace(update, id=number)
    assert await elsewhere.read(lambda work: work.progress.find(number + 1)) is None


async def test_the_history_of_a_commitment_is_all_of_it_and_nothing_else_oldest_first(
    database: Database, elsewhere: Database
) -> None:
    newest = replace(EVERYTHING, recorded=NOW + HOUR)
    other = replace(BARE, commitment="prevention")

    def publish(work: UnitOfWork) -> list[ProgressUpdate]:
        return [replace(each, id=work.progress.add(each)) for each in (newest, other, BARE, EVERYTHING)]

    newest, other, first, second = await database.write(publish)

    assert await elsewhere.read(lambda work: work.progress.history("dialogue")) == [first, second, newest]
    assert await elsewhere.read(lambda work: work.progress.history("prevention")) == [other]
    assert await elsewhere.read(lambda work: work.progress.history("weather")) == []


async def test_a_correction_leaves_what_it_corrects_as_it_was(database: Database, elsewhere: Database) -> None:
    wrong = replace(BARE, id=await database.write(lambda work: work.progress.add(BARE)))
    right = replace(EVERYTHING, corrects=wrong.id, recorded=NOW + HOUR)
    right = replace(right, id=await database.write(lambda work: work.progress.add(right)))

    assert await elsewhere.read(lambda work: work.progress.history("dialogue")) == [wrong, right]
    assert await elsewhere.read(lambda work: work.progress.recorded_between(NOW, NOW + 2 * HOUR)) == [wrong, right]
