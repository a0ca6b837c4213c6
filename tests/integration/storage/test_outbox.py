import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from delivery.message import ClaimedMessage, Topic
from people.person import ChatId, Person, PersonKey
from storage.database import Database
from storage.errors import StorageError
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, BO, LEASE, NOW, message, save_people

MINUTE = timedelta(minutes=1)
EMPTY = {"pending": 0, "sending": 0, "sent": 0, "unknown": 0, "dead": 0}


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    await database.write(save_people)


def queue_for_each_of(work: UnitOfWork, people: int) -> None:
    for number in range(people):
        person = Person(PersonKey(f"person {number}"), ChatId(number), "sv")
        work.people.save(person)
        work.outbox.add([message(str(number), person)])


async def claim(database: Database, now: datetime = NOW, limit: int = 10) -> list[ClaimedMessage]:
    return list(await database.write(lambda work: work.outbox.claim(now, now + LEASE, limit)))


async def counts(database: Database) -> dict[str, int]:
    found = await database.read(lambda work: work.outbox.counts())
    return {state: number for state, number in found.items() if number}


async def test_a_message_is_queued_once_for_ever(database: Database, elsewhere: Database) -> None:
    first = await database.write(lambda work: work.outbox.add([message("1"), message("2")]))
    again = await database.write(lambda work: work.outbox.add([message("2", BO), message("3"), message("3")]))
    none = await database.write(lambda work: work.outbox.add([]))

    assert (first, again, none) == (2, 1, 0)
    assert await elsewhere.read(lambda work: work.outbox.counts()) == EMPTY | {"pending": 3}


async def test_due_messages_are_claimed_oldest_first_with_chat_and_words(
    database: Database, elsewhere: Database
) -> None:
    late, early, future = (
        message("late", BO, NOW),
        message("early", ANNA, NOW - MINUTE),
        message("future", ANNA, NOW + MINUTE),
    )
    await database.write(lambda work: work.outbox.add([late, early, future]))

    [first] = await claim(database, limit=1)
    [second] = await claim(elsewhere)

    assert first == ClaimedMessage(first.id, ANNA.key, ANNA.chat, early.topic, early.letter, 1)
    assert second == ClaimedMessage(second.id, BO.key, BO.chat, late.topic, late.letter, 1)
    assert await counts(elsewhere) == {"pending": 1, "sending": 2}


async def test_several_workers_take_each_message_once(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: queue_for_each_of(work, 200))

    async def drain(worker: Database) -> list[int]:
        taken: list[int] = []
        while batch := await claim(worker, limit=7):
            taken += [each.id for each in batch]
        return taken

    taken = await asyncio.gather(*(drain(worker) for worker in (database, elsewhere) * 2))
    everything = [number for each in taken for number in each]

    assert len(everything) == 200
    assert len(set(everything)) == 200


async def test_nothing_is_claimed_for_a_person_who_cannot_be_reached(database: Database) -> None:
    await database.write(lambda work: work.outbox.add([message("1"), message("2", BO)]))
    await database.write(lambda work: work.people.save(replace(ANNA, reachable=False)))
    while_gone = await claim(database)
    await database.write(lambda work: work.people.save(ANNA))

    assert [each.person for each in while_gone] == [BO.key]
    assert [each.person for each in await claim(database)] == [ANNA.key]


async def test_a_message_whose_sender_died_is_repeated_once_and_then_left_alone(
    database: Database, elsewhere: Database
) -> None:
    await database.write(lambda work: work.outbox.add([message("1")]))
    first = await claim(database, NOW)
    held = await claim(elsewhere, NOW + LEASE - timedelta(microseconds=1))
    second = await claim(elsewhere, NOW + LEASE)
    third = await claim(elsewhere, NOW + 2 * LEASE)

    assert [each.attempt for each in first] == [1]
    assert held == []
    assert [(each.id, each.attempt) for each in second] == [(first[0].id, 2)]
    assert third == []
    assert await counts(elsewhere) == {"unknown": 1}


async def test_attempts_that_certainly_failed_do_not_use_up_the_one_repetition(database: Database) -> None:
    await database.write(lambda work: work.outbox.add([message("1")]))
    [first] = await claim(database)
    await database.write(lambda work: work.outbox.put_back(first.id, NOW, counts=True))
    [second] = await claim(database)
    repeated = await claim(database, NOW + LEASE)

    assert second.attempt == 2
    assert [each.attempt for each in repeated] == [3]


async def test_a_message_put_back_waits_and_counts_only_where_it_should(
    database: Database, elsewhere: Database
) -> None:
    await database.write(lambda work: work.outbox.add([message("1")]))
    [first] = await claim(database)
    await database.write(lambda work: work.outbox.put_back(first.id, NOW + MINUTE, counts=False))
    too_early = await claim(elsewhere, NOW)
    [again] = await claim(elsewhere, NOW + MINUTE)

    assert too_early == []
    assert again == first


async def test_a_settled_message_is_never_claimed_nor_revived(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: queue_for_each_of(work, 3))
    sent, unknown, dead = [each.id for each in await claim(database)]

    def settle(work: UnitOfWork) -> None:
        work.outbox.mark_sent(sent, NOW)
        work.outbox.mark_unknown(unknown)
        work.outbox.mark_dead(dead, "chat not found")
        for number in (sent, unknown, dead):
            work.outbox.put_back(number, NOW, counts=True)

    await database.write(settle)

    assert await claim(elsewhere, NOW + 5 * LEASE) == []
    assert await counts(elsewhere) == {"sent": 1, "unknown": 1, "dead": 1}


async def test_a_late_answer_that_it_was_sent_is_believed(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: work.outbox.add([message("1")]))
    [first] = await claim(database)
    await database.write(lambda work: work.outbox.mark_unknown(first.id))
    await database.write(lambda work: work.outbox.mark_sent(first.id, NOW))

    assert await counts(elsewhere) == {"sent": 1}


async def test_who_stopped_following_gets_nothing_more_on_that_topic(database: Database, elsewhere: Database) -> None:
    notice = replace(message("notice"), topic=Topic.NOTICE)
    messages = [message("1"), message("2"), message("bo", BO), notice]
    await database.write(lambda work: work.outbox.add(messages))
    [in_flight] = await claim(database, limit=1)
    dropped = await database.write(lambda work: work.outbox.drop_waiting(ANNA.key, Topic.FOLLOWER_DIGEST))
    await database.write(lambda work: work.outbox.put_back(in_flight.id, NOW, counts=False))

    left = await claim(elsewhere)

    assert dropped == 2
    assert [(each.person, each.topic) for each in left] == [
        (BO.key, Topic.FOLLOWER_DIGEST),
        (ANNA.key, Topic.NOTICE),
    ]


async def test_a_message_needs_a_chat_to_go_to(database: Database) -> None:
    nobody = replace(message("1"), person=PersonKey("nobody"))

    with pytest.raises(StorageError):
        await database.write(lambda work: work.outbox.add([nobody]))


async def test_the_second_part_of_a_digest_waits_until_the_first_is_through(database: Database) -> None:
    await database.write(lambda work: work.outbox.add([message("part 1"), message("part 2"), message("Bo's", BO)]))

    first = await claim(database)
    assert [each.person for each in first] == [ANNA.key, BO.key]
    assert await claim(database) == []

    await database.write(lambda work: work.outbox.put_back(first[0].id, NOW + MINUTE, counts=False))
    assert await claim(database) == []

    [again] = await claim(database, NOW + MINUTE)
    assert again.id == first[0].id
    await database.write(lambda work: work.outbox.mark_sent(again.id, NOW + MINUTE))
    [second] = await claim(database, NOW + MINUTE)
    assert second.person == ANNA.key


async def test_that_a_message_was_sent_is_forgotten_after_a_while(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: queue_for_each_of(work, 2))
    sent, dead = await claim(database)
    await database.write(lambda work: work.outbox.mark_sent(sent.id, NOW))
    await database.write(lambda work: work.outbox.mark_dead(dead.id, "chat not found"))

    assert await database.write(lambda work: work.outbox.purge(NOW)) == 0
    assert await database.write(lambda work: work.outbox.purge(NOW + MINUTE)) == 1
    assert await counts(elsewhere) == {"dead": 1}


async def test_why_messages_of_an_issue_did_not_go_out_is_counted(database: Database, elsewhere: Database) -> None:
    of_it = [replace(message(f"{each}"), topic=topic, issue="it") for each, topic in enumerate(list(Topic)[:3])]
    await database.write(lambda work: work.outbox.add([*of_it, replace(message("other", BO), issue="another")]))
    claimed, reasons = await claim(database), ("chat not found", "unreachable", "unreachable", "no")

    def bury(work: UnitOfWork) -> None:
        for each, reason in zip(claimed, reasons, strict=True):
            work.outbox.mark_dead(each.id, reason)

    await database.write(bury)

    assert await elsewhere.read(lambda work: work.outbox.failures("it")) == {"chat not found": 1, "unreachable": 2}
    assert await elsewhere.read(lambda work: work.outbox.failures("another")) == {"no": 1}
    assert await elsewhere.read(lambda work: work.outbox.failures("none")) == {}
