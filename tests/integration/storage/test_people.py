from dataclasses import replace

from digests.ports import Subscription
from people.person import PersonKey
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, BO, NOW, TODAY, message, response, save_people, session

FOLLOWS = Subscription(ANNA.key, ("lights",), 0, 17, 0, TODAY)


async def test_a_person_is_found_as_they_were_saved(database: Database, elsewhere: Database) -> None:
    await database.write(save_people)

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) == ANNA
    assert await elsewhere.read(lambda work: work.people.find(PersonKey("nobody"))) is None


async def test_saving_a_person_again_changes_them_and_keeps_their_survey_open(
    database: Database, elsewhere: Database
) -> None:
    changed = replace(ANNA, language="ar", reachable=False)

    def save_twice(work: UnitOfWork) -> None:
        work.people.save(ANNA)
        work.sessions.save(session())
        work.people.save(changed)

    await database.write(save_twice)

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) == changed
    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) == session()


async def test_forgetting_a_person_takes_all_that_hangs_on_the_chat_and_nobody_elses(
    database: Database, elsewhere: Database
) -> None:
    def arrive_and_leave(work: UnitOfWork) -> None:
        save_people(work)
        work.responses.add(response("r1"))
        work.sessions.save(session())
        work.sessions.save(session(BO))
        work.subscriptions.save(FOLLOWS)
        work.outbox.add([message("for anna"), message("for bo", BO)])
        work.people.remove(ANNA.key)

    await database.write(arrive_and_leave)

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.sessions.find(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.subscriptions.find(ANNA.key)) is None
    assert await elsewhere.read(lambda work: work.sessions.find(BO.key)) == session(BO)
    assert (await elsewhere.read(lambda work: work.outbox.counts()))["pending"] == 1
    assert await elsewhere.read(lambda work: work.responses.find(response("r1").id)) == response("r1")


async def test_an_idle_person_is_removed_and_one_who_follows_or_answers_is_not(
    database: Database, elsewhere: Database
) -> None:
    def visit(work: UnitOfWork) -> None:
        save_people(work)
        work.subscriptions.save(FOLLOWS)
        work.sessions.save(session(BO, NOW))
        work.people.remove_idle(ANNA.key)
        work.people.remove_idle(BO.key)

    await database.write(visit)
    kept = await elsewhere.read(lambda work: (work.people.find(ANNA.key), work.people.find(BO.key)))

    def become_idle(work: UnitOfWork) -> None:
        work.subscriptions.remove(ANNA.key)
        work.people.remove_idle(ANNA.key)

    await database.write(become_idle)

    assert kept == (ANNA, BO)
    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) is None


async def test_what_waits_for_a_chat_that_cannot_be_reached_goes_to_nobody(
    database: Database, elsewhere: Database
) -> None:
    def block(work: UnitOfWork) -> None:
        save_people(work)
        work.outbox.add([replace(message("for anna"), issue="it"), replace(message("for bo", BO), issue="it")])
        work.people.switch_off(ANNA.key)

    await database.write(block)

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) == replace(ANNA, reachable=False)
    assert await elsewhere.read(lambda work: work.people.find(BO.key)) == BO
    assert await elsewhere.read(lambda work: work.outbox.failures("it")) == {"unreachable": 1}
    assert (await elsewhere.read(lambda work: work.outbox.of_issue("it")))["pending"] == 1
    [held] = await elsewhere.read(lambda work: work.outbox.of(ANNA.key))
    assert held.letter is None
