from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from storage.database import Database
from storage.errors import StorageError
from storage.responses import PAGE
from storage.unit_of_work import UnitOfWork
from survey.ports import ResponseStatus
from survey.session import Answer, AnswerStatus
from tests.integration.storage.examples import TODAY, response

ONE = response("r1")
PARK = Answer(options=("park",))
WORDS = Answer(text='=cmd "\x00" <b> ሰላም السلام 👩‍👩‍👧 åäö', language="sv")
DECLINED = Answer(AnswerStatus.PREFER_NOT)
SEVERAL = Answer(options=("bus", "other", "a b"), text="vid ån", language="sv")


async def test_answers_come_back_as_they_were_given(database: Database, elsewhere: Database) -> None:
    given = {"where": PARK, "why": WORDS, "age": DECLINED, "which": SEVERAL}

    def answer(work: UnitOfWork) -> None:
        work.responses.add(ONE)
        for question, each in given.items():
            work.responses.put_answer(ONE.id, question, each)

    await database.write(answer)

    assert await elsewhere.read(lambda work: work.responses.find(ONE.id)) == ONE
    assert await elsewhere.read(lambda work: work.responses.answers(ONE.id)) == given
    assert await elsewhere.read(lambda work: work.responses.answers(response("r2").id)) == {}


async def test_a_changed_answer_replaces_the_earlier_one_and_a_dropped_one_is_gone(
    database: Database, elsewhere: Database
) -> None:
    def change(work: UnitOfWork) -> None:
        work.responses.add(ONE)
        work.responses.put_answer(ONE.id, "where", WORDS)
        work.responses.put_answer(ONE.id, "where", PARK)
        work.responses.put_answer(ONE.id, "why", WORDS)
        work.responses.drop_answer(ONE.id, "why")

    await database.write(change)

    assert await elsewhere.read(lambda work: work.responses.answers(ONE.id)) == {"where": PARK}


async def test_half_a_character_is_kept_as_a_question_mark(database: Database, elsewhere: Database) -> None:
    def answer(work: UnitOfWork) -> None:
        work.responses.add(ONE)
        work.responses.put_answer(ONE.id, "why", Answer(text="a\ud83db"))

    await database.write(answer)

    assert (await elsewhere.read(lambda work: work.responses.answers(ONE.id)))["why"].text == "a?b"


async def test_an_answer_needs_its_response(database: Database) -> None:
    with pytest.raises(StorageError):
        await database.write(lambda work: work.responses.put_answer(ONE.id, "where", PARK))


async def test_a_submitted_response_is_found_by_its_receipt(database: Database, elsewhere: Database) -> None:
    submitted = replace(ONE, status=ResponseStatus.SUBMITTED, language="ar", submitted_on=TODAY, receipt="hashed")

    def submit(work: UnitOfWork) -> None:
        work.responses.add(ONE)
        work.responses.add(response("r2"))
        work.responses.update(submitted)

    await database.write(submit)

    assert await elsewhere.read(lambda work: work.responses.find_by_receipt("hashed")) == submitted
    assert await elsewhere.read(lambda work: work.responses.find_by_receipt("other")) is None
    assert await elsewhere.read(lambda work: work.responses.find(response("r2").id)) == response("r2")


async def test_an_erased_response_takes_its_answers_along(database: Database, elsewhere: Database) -> None:
    def answer(work: UnitOfWork) -> None:
        for each in (ONE, response("r2")):
            work.responses.add(each)
            work.responses.put_answer(each.id, "why", WORDS)
        work.responses.remove(ONE.id)

    await database.write(answer)

    assert await elsewhere.read(lambda work: work.responses.find(ONE.id)) is None
    assert await elsewhere.read(lambda work: work.responses.answers(ONE.id)) == {}
    assert await elsewhere.read(lambda work: work.responses.answers(response("r2").id)) == {"why": WORDS}


async def test_everything_is_read_once_page_after_page_in_the_order_of_random_ids(
    database: Database, elsewhere: Database
) -> None:
    random = Random(7)
    ids = [random.randbytes(16).hex() for _ in range(2 * PAGE + 3)]

    def fill(work: UnitOfWork) -> None:
        for number, each in enumerate(ids):
            work.responses.add(response(each, started_on=TODAY + timedelta(days=number % 2)))
            if number % 3:
                work.responses.put_answer(response(each).id, "where", PARK)

    await database.write(fill)

    found = await elsewhere.read(lambda work: list(work.responses.everything(None, None)))
    first_day = await elsewhere.read(lambda work: list(work.responses.everything(None, TODAY)))
    second_day = await elsewhere.read(lambda work: list(work.responses.everything(TODAY + timedelta(days=1), None)))

    assert [each.id for each, _ in found] == sorted(ids)
    assert {each.id: dict(answers) for each, answers in found} == {
        each: {"where": PARK} if number % 3 else {} for number, each in enumerate(ids)
    }
    assert [each.id for each, _ in first_day] == sorted(ids[::2])
    assert [each.id for each, _ in second_day] == sorted(ids[1::2])
