"""What is removed because its time is over, or because its person asks."""

from collections.abc import Mapping
from datetime import timedelta

from delivery.message import Topic
from people.inbox import HeldUpdate, StoredUpdate
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import ResponseStatus
from survey.session import Answer, AnswerStatus
from tests.integration.storage.examples import ANNA, BO, NOW, TODAY, message, response, save_people

WORDS = Answer(options=("other",), text="vid ån", language="sv")
DAY = timedelta(days=1)


def fill(work: UnitOfWork) -> None:
    """One response a day, the newest today; each with words."""
    for age in range(4):
        work.responses.add(response(f"r{age}", started_on=TODAY - age * DAY))
        work.responses.put_answer(response(f"r{age}").id, "why", WORDS)
        work.responses.put_answer(response(f"r{age}").id, "age", Answer(AnswerStatus.PREFER_NOT))


async def test_words_older_than_a_day_are_forgotten_and_the_options_stay(
    database: Database, elsewhere: Database
) -> None:
    await database.write(fill)
    assert await database.write(lambda work: work.responses.drop_texts(TODAY - 2 * DAY)) == 1
    assert await database.write(lambda work: work.responses.drop_texts(TODAY - 2 * DAY)) == 0

    def answers(work: UnitOfWork) -> list[Mapping[str, Answer]]:
        return [work.responses.answers(response(f"r{age}").id) for age in range(4)]

    *kept, old = await elsewhere.read(answers)
    assert old == {"why": Answer(options=("other",)), "age": Answer(AnswerStatus.PREFER_NOT)}
    assert [each["why"] for each in kept] == [WORDS] * 3


async def test_old_responses_of_one_status_are_erased_with_their_answers(
    database: Database, elsewhere: Database
) -> None:
    def settle(work: UnitOfWork) -> None:
        fill(work)
        for number, status in (("r2", ResponseStatus.SUBMITTED), ("r3", ResponseStatus.PARTIAL)):
            work.responses.update(response(number, status=status, started_on=TODAY - int(number[1]) * DAY))

    await database.write(settle)
    assert await database.write(lambda work: work.responses.remove_started(TODAY, ResponseStatus.PARTIAL)) == 1
    assert await elsewhere.read(lambda work: work.responses.find(response("r3").id)) is None
    assert await elsewhere.read(lambda work: work.responses.answers(response("r3").id)) == {}
    assert (
        await database.write(lambda work: work.responses.remove_started(TODAY - 2 * DAY, ResponseStatus.SUBMITTED)) == 0
    )
    assert await database.write(lambda work: work.responses.remove_started(TODAY, ResponseStatus.SUBMITTED)) == 1
    assert await database.write(lambda work: work.responses.remove_started(TODAY, ResponseStatus.OPEN)) == 1


async def test_a_persons_updates_are_found_while_their_content_is_kept(database: Database, elsewhere: Database) -> None:
    def arrive(work: UnitOfWork) -> None:
        work.inbox.store([StoredUpdate(number, "anna", b"{}") for number in (1, 2, 3)], NOW)
        work.inbox.store([StoredUpdate(4, "bo", b"{}")], NOW)
        work.inbox.failed(2, dead=True)
        work.inbox.finish(3)

    await database.write(arrive)
    assert await elsewhere.read(lambda work: work.inbox.of("anna")) == [
        HeldUpdate(1, "new", 0, NOW, b"{}"),
        HeldUpdate(2, "dead", 1, NOW, b"{}"),
    ]


async def test_a_lane_that_is_forgotten_keeps_ids_and_nobody_elses_updates_are_touched(
    database: Database, elsewhere: Database
) -> None:
    def forget(work: UnitOfWork) -> int:
        work.inbox.store([StoredUpdate(number, "anna", b"{}") for number in (1, 2)], NOW)
        work.inbox.store([StoredUpdate(3, "bo", b"{}")], NOW)
        work.inbox.failed(2, dead=True)
        return work.inbox.forget_lane("anna")

    assert await database.write(forget) == 2
    assert await elsewhere.read(lambda work: work.inbox.of("anna")) == []
    assert [each.id for each in await elsewhere.read(lambda work: work.inbox.waiting())] == [3]
    again = [StoredUpdate(1, "anna", b"{}")]
    assert await database.write(lambda work: work.inbox.store(again, NOW)) == []


async def test_everything_kept_about_a_persons_messages_is_found_also_what_was_sent(
    database: Database, elsewhere: Database
) -> None:
    def queue(work: UnitOfWork) -> None:
        save_people(work)
        work.outbox.add([message("sent"), message("waits", not_before=NOW + DAY), message("of bo", BO)])
        [claimed, _] = work.outbox.claim(NOW, NOW + DAY, 5)
        work.outbox.mark_sent(claimed.id, NOW)

    await database.write(queue)
    sent, waits = await elsewhere.read(lambda work: work.outbox.of(ANNA.key))
    assert (sent.dedupe, sent.state, sent.letter, sent.sent, sent.due) == ("sent", "sent", None, NOW, None)
    assert (waits.dedupe, waits.state, waits.due, waits.sent) == ("waits", "pending", NOW + DAY, None)
    assert waits.letter == message("waits").letter
    assert waits.topic is Topic.FOLLOWER_DIGEST
