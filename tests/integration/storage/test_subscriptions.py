"""Who follows what, and how they want to be told."""

from dataclasses import replace
from datetime import time

from digests.period import QuietHours
from digests.ports import Rhythm, Subscription, Timing
from people.person import ChatId, Person, PersonKey
from storage import subscriptions
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, BO, TODAY, save_people

MONDAYS = Timing(Rhythm.WEEKLY, 0, 17, 30)
FOLLOWS = Subscription(ANNA.key, ("lights", "patrols"), 0, 17, 30, TODAY)
BO_FOLLOWS = replace(FOLLOWS, person=BO.key)


async def test_everything_a_follower_chose_is_kept(database: Database, elsewhere: Database) -> None:
    chosen = Subscription(
        ANNA.key,
        ("patrols",),
        weekday=6,
        hour=0,
        minute=5,
        since=TODAY,
        rhythm=Rhythm.MONTHLY,
        paused=True,
        quiet=QuietHours(time(22, 30), time(6)),
        untouched=2,
    )

    def follow(work: UnitOfWork) -> None:
        save_people(work)
        work.subscriptions.save(FOLLOWS)
        work.subscriptions.save(chosen)

    await database.write(follow)
    assert await elsewhere.read(lambda work: work.subscriptions.find(ANNA.key)) == chosen


async def test_followers_come_by_their_timing_and_only_who_is_awake_and_in_reach(
    database: Database, elsewhere: Database
) -> None:
    def follow(work: UnitOfWork) -> None:
        save_people(work)
        work.subscriptions.save(FOLLOWS)
        work.subscriptions.save(BO_FOLLOWS)

    def found(work: UnitOfWork) -> list[PersonKey]:
        return [person.key for _, person in work.subscriptions.followers(MONDAYS)]

    await database.write(follow)
    both = await elsewhere.read(lambda work: list(work.subscriptions.followers(MONDAYS)))
    assert both == [(FOLLOWS, ANNA), (BO_FOLLOWS, BO)]
    assert await elsewhere.read(lambda work: list(work.subscriptions.followers(MONDAYS, ANNA.key))) == both[1:]
    assert await elsewhere.read(lambda work: list(work.subscriptions.followers(MONDAYS, BO.key))) == []
    for changed in (
        replace(BO_FOLLOWS, rhythm=Rhythm.FORTNIGHTLY),
        replace(BO_FOLLOWS, weekday=1),
        replace(BO_FOLLOWS, hour=18),
        replace(BO_FOLLOWS, minute=0),
        replace(BO_FOLLOWS, paused=True),
    ):
        await database.write(lambda work, changed=changed: work.subscriptions.save(changed))  # type: ignore[misc]  # bound now
        assert await elsewhere.read(found) == [ANNA.key]


async def test_the_timings_are_those_somebody_waits_for(database: Database, elsewhere: Database) -> None:
    def follow(work: UnitOfWork) -> None:
        save_people(work)
        work.subscriptions.save(FOLLOWS)
        work.subscriptions.save(replace(BO_FOLLOWS, rhythm=Rhythm.INSTANT))

    await database.write(follow)
    assert set(await elsewhere.read(lambda work: work.subscriptions.timings())) == {
        MONDAYS,
        MONDAYS._replace(rhythm=Rhythm.INSTANT),
    }
    await database.write(lambda work: work.subscriptions.save(replace(FOLLOWS, paused=True)))
    assert await elsewhere.read(lambda work: work.subscriptions.timings()) == [MONDAYS._replace(rhythm=Rhythm.INSTANT)]


async def test_who_gets_nothing_is_counted_once(database: Database, elsewhere: Database) -> None:
    def follow(work: UnitOfWork) -> None:
        save_people(work)
        work.people.save(replace(BO, reachable=False))
        work.subscriptions.save(replace(FOLLOWS, paused=True))
        work.subscriptions.save(BO_FOLLOWS)

    await database.write(follow)
    assert await elsewhere.read(lambda work: work.subscriptions.left_out()) == {"paused": 1, "unreachable": 1}
    await database.write(lambda work: work.subscriptions.save(replace(BO_FOLLOWS, paused=True)))
    assert await elsewhere.read(lambda work: work.subscriptions.left_out()) == {"paused": 2, "unreachable": 0}


async def test_a_group_is_told_in_its_topic(database: Database, elsewhere: Database) -> None:
    group = Person(PersonKey("c" * 40), ChatId(-100123), "sv", thread=7)

    def follow(work: UnitOfWork) -> None:
        work.people.save(group)
        work.subscriptions.save(replace(FOLLOWS, person=group.key))

    await database.write(follow)
    ((_, found),) = await elsewhere.read(lambda work: list(work.subscriptions.followers(MONDAYS)))
    assert found == group
    assert found.is_shared


async def test_however_many_follow_each_comes_once_in_order(database: Database, elsewhere: Database) -> None:
    everybody = [Person(PersonKey(f"{number:040}"), ChatId(number + 1), "sv") for number in range(1203)]

    def follow(work: UnitOfWork) -> None:
        for person in reversed(everybody):
            work.people.save(person)
            work.subscriptions.save(replace(FOLLOWS, person=person.key))

    await database.write(follow)
    assert len(everybody) > 2 * subscriptions.PAGE
    found = await elsewhere.read(lambda work: [person for _, person in work.subscriptions.followers(MONDAYS)])
    assert found == everybody


async def test_an_ended_subscription_is_gone(database: Database, elsewhere: Database) -> None:
    def follow(work: UnitOfWork) -> None:
        save_people(work)
        work.subscriptions.save(FOLLOWS)

    await database.write(follow)
    ended = await database.write(lambda work: work.subscriptions.remove(ANNA.key))
    again = await database.write(lambda work: work.subscriptions.remove(ANNA.key))
    assert (ended, again) == (True, False)
    assert await elsewhere.read(lambda work: work.subscriptions.find(ANNA.key)) is None
