"""Progress, followers, digests and what was shown."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

import pytest

from digests.ports import QUEUEING, DigestRun, Rhythm, Subscription, Timing
from digests.service import DigestService
from people.organisation import Organisation
from people.person import ChatId, Person, PersonKey
from promises.promise import ProgressUpdate, Status
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import ResponseStatus
from survey.session import Answer, AnswerStatus
from tests.integration.storage.examples import NOW, TODAY, response
from tests.shipped import CATALOGUES
from tests.unit.digests.town import CONTENT, RULES, at

Result = TypeVar("Result")
HOUR = timedelta(hours=1)
LIT = ProgressUpdate(
    None, "lights", Status.DONE, "Nu lyser det.", "sv", "https://sandviken.se/x", Organisation.POLICE, NOW
)
RUN = DigestRun("staff", "2026-11-23", 7, NOW - timedelta(days=1), NOW, late=False, recipients=3)


async def test_progress_is_told_in_order_and_the_newest_counts(database: Database, elsewhere: Database) -> None:
    newer = replace(LIT, status=Status.DELAYED, recorded=NOW + HOUR, sample=True)
    other = replace(LIT, commitment="patrols", recorded=NOW + HOUR)
    same_moment = replace(newer, status=Status.BROKEN)

    def publish(work: UnitOfWork) -> list[ProgressUpdate]:
        given = (newer, LIT, other, same_moment)
        return [replace(update, id=work.progress.add(update)) for update in given]

    newer, first, other, last = await database.write(publish)

    assert await elsewhere.read(lambda work: work.progress.recorded_between(NOW, NOW + HOUR)) == [first]
    everything = await elsewhere.read(lambda work: work.progress.recorded_between(NOW, NOW + 2 * HOUR))
    assert everything == [first, newer, other, last]


async def test_a_digest_is_claimed_once_a_period(database: Database, elsewhere: Database) -> None:
    earlier = replace(RUN, period="2026-11-22", number=6, covered_until=NOW - timedelta(days=1), late=True)
    claims = [
        await database.write(lambda work: work.digest_runs.claim(RUN)),
        await elsewhere.write(lambda work: work.digest_runs.claim(replace(RUN, number=8))),
        await database.write(lambda work: work.digest_runs.claim(earlier)),
        await database.write(lambda work: work.digest_runs.claim(replace(RUN, kind="followers"))),
    ]

    assert claims == [True, False, True, True]
    assert await elsewhere.read(lambda work: work.digest_runs.last("staff")) == RUN
    assert await elsewhere.read(lambda work: work.digest_runs.last("nobody")) is None
    assert await elsewhere.read(lambda work: work.digest_runs.has("staff", "2026-11-22"))
    assert not await elsewhere.read(lambda work: work.digest_runs.has("staff", "2026-11-24"))


async def test_the_newest_digests_that_go_to_anybody_are_found(database: Database, elsewhere: Database) -> None:
    runs = [replace(RUN, period=str(day), covered_until=NOW + day * HOUR, recipients=day) for day in range(5)]
    going = replace(RUN, kind="followers", covered_until=NOW + 9 * HOUR, recipients=QUEUEING)
    await database.write(lambda work: [work.digest_runs.claim(run) for run in (going, *runs)])

    assert await elsewhere.read(lambda work: work.digest_runs.latest(3)) == [going, runs[4], runs[3]]
    assert await elsewhere.read(lambda work: work.digest_runs.latest(9)) == [going, *reversed(runs[1:])]


async def test_for_how_many_a_digest_was_queued_is_known_when_it_is_over(
    database: Database, elsewhere: Database
) -> None:
    begun = replace(RUN, recipients=QUEUEING)
    await database.write(lambda work: work.digest_runs.claim(begun))
    assert await elsewhere.read(lambda work: work.digest_runs.find("staff", "2026-11-23")) == begun
    await database.write(lambda work: work.digest_runs.finish(replace(RUN, recipients=12)))
    assert await elsewhere.read(lambda work: work.digest_runs.find("staff", "2026-11-23")) == replace(
        RUN, recipients=12
    )
    assert await elsewhere.read(lambda work: work.digest_runs.find("staff", "2026-11-24")) is None


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Mortal:
    """A database whose process is killed in one of its next transactions, before that commits."""

    database: Database
    commits: int

    async def write(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        def killed(uow: UnitOfWork) -> Result:
            work(uow)
            raise Killed

        self.commits -= 1
        return await self.database.write(work if self.commits >= 0 else killed)

    async def read(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        return await self.database.read(work)


MONDAY = at("2026-11-23 17:00")
FOLLOWERS = [Person(PersonKey(f"{number:040}"), ChatId(number + 1), "sv") for number in range(1203)]
PAGES = 3


def follow(work: UnitOfWork) -> None:
    for person in FOLLOWERS:
        work.people.save(person)
        work.subscriptions.save(Subscription(person.key, (), 0, 17, 0, TODAY - timedelta(days=20)))
    work.progress.add(replace(LIT, recorded=MONDAY - timedelta(days=2)))


def digests(database: "Database | Mortal | Freezing") -> DigestService:
    return DigestService(database, CATALOGUES, CONTENT, RULES, list)


async def test_killed_in_the_middle_of_queueing_nobody_is_left_out_or_told_twice(
    database: Database, elsewhere: Database
) -> None:
    def queued(work: UnitOfWork) -> int:
        return work.outbox.of_issue("followers.0-1700:2026-W48")["pending"]

    await database.write(follow)
    await digests(database).tick(MONDAY - timedelta(days=6))
    await digests(database).tick(MONDAY - timedelta(hours=5))
    counts = []
    for commits in range(1 + PAGES + 1):
        with pytest.raises(Killed):
            await digests(Mortal(database, commits)).tick(MONDAY)
        counts.append(await elsewhere.read(queued))
    await digests(elsewhere).tick(MONDAY + timedelta(minutes=2))
    assert await digests(database).tick(MONDAY + timedelta(minutes=3)) == 0

    assert counts == [0, 0, 500, 1000, 1203]
    assert await elsewhere.read(queued) == len(FOLLOWERS)
    run = await elsewhere.read(lambda work: work.digest_runs.last("followers.0-1700"))
    assert run
    assert (run.number, run.recipients) == (1, len(FOLLOWERS))
    assert await elsewhere.read(lambda work: {len(work.outbox.of(person.key)) for person in FOLLOWERS[::40]}) == {1}
    assert await elsewhere.read(
        lambda work: {each.untouched for each, _ in work.subscriptions.followers(Timing(Rhythm.WEEKLY, 0, 17, 0))}
    ) == {1}


@dataclass
class Freezing:
    """A database whose process is frozen before one of its next transactions, until it is `thawed`."""

    database: Database
    commits: int
    frozen: asyncio.Event = field(default_factory=asyncio.Event)
    thawed: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        self.commits -= 1
        if self.commits < 0:
            self.frozen.set()
            await self.thawed.wait()
        return await self.database.write(work)

    async def read(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        return await self.database.read(work)


@pytest.mark.parametrize("commits", range(1 + PAGES + 1))
async def test_frozen_in_the_middle_of_queueing_and_woken_after_another_went_on_nobody_is_told_twice(
    database: Database, elsewhere: Database, commits: int
) -> None:
    await database.write(follow)
    await digests(database).tick(MONDAY - timedelta(days=6))
    sleeper = Freezing(database, commits)
    sleeping = asyncio.create_task(digests(sleeper).tick(MONDAY))
    await sleeper.frozen.wait()
    meanwhile = await digests(elsewhere).tick(MONDAY + timedelta(minutes=2))
    sleeper.thawed.set()

    assert await sleeping + meanwhile == len(FOLLOWERS)
    assert await elsewhere.read(lambda work: work.outbox.counts()["pending"]) == len(FOLLOWERS)
    assert await elsewhere.read(
        lambda work: {each.untouched for each, _ in work.subscriptions.followers(Timing(Rhythm.WEEKLY, 0, 17, 0))}
    ) == {1}


async def test_only_submitted_responses_of_the_round_are_counted(database: Database, elsewhere: Database) -> None:
    submitted = {"status": ResponseStatus.SUBMITTED, "submitted_on": TODAY}
    responses = [
        response("1", **submitted),
        response("2", **submitted),
        response("3"),
        response("4", round="2025", **submitted),
    ]

    def fill(work: UnitOfWork) -> None:
        for each in responses:
            work.responses.add(each)
            work.responses.put_answer(each.id, "where", Answer(options=("park", "bus")))
            work.responses.put_answer(each.id, "when", Answer(options=("night",)))
        work.responses.put_answer(responses[1].id, "where", Answer(options=("bus",)))
        work.responses.put_answer(responses[1].id, "when", Answer(AnswerStatus.SKIPPED))

    await database.write(fill)

    def counts(work: UnitOfWork) -> tuple[object, ...]:
        return (
            work.counts.responses("2026", submitted=True),
            work.counts.responses("2026", submitted=False),
            work.counts.answers("2026", "where"),
            work.counts.answers("2026", "when"),
            work.counts.answers("2026", "nothing"),
        )

    assert await elsewhere.read(counts) == (2, 3, {"park": 1, "bus": 2}, {"night": 1}, {})


async def test_what_was_shown_is_replaced_as_a_whole(database: Database, elsewhere: Database) -> None:
    def show(work: UnitOfWork) -> None:
        work.releases.remember("staff", "where", {"park": 11, "bus": 12})
        work.releases.remember("public", "where", {"park": 10})
        work.releases.remember("staff", "where", {"bus": 13})

    await database.write(show)

    assert await elsewhere.read(lambda work: work.releases.shown("staff", "where")) == {"bus": 13}
    assert await elsewhere.read(lambda work: work.releases.shown("public", "where")) == {"park": 10}
    assert await elsewhere.read(lambda work: work.releases.shown("public", "when")) == {}


async def test_made_up_responses_are_known_for_what_they_are(database: Database, elsewhere: Database) -> None:
    await database.write(lambda work: work.responses.add(response("real")))
    assert not await elsewhere.read(lambda work: work.counts.has_sample("2026"))

    await database.write(lambda work: work.responses.add(response("made up", sample=True)))
    assert await elsewhere.read(lambda work: work.counts.has_sample("2026"))
    assert not await elsewhere.read(lambda work: work.counts.has_sample("another round"))
