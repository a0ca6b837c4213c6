"""Progress, followers, digests and what was shown."""

from dataclasses import replace
from datetime import timedelta

from digests.ports import DigestRun, Subscription
from promises.promise import Organisation, ProgressUpdate, Status
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import ResponseStatus
from survey.session import Answer, AnswerStatus
from tests.integration.storage.examples import ANNA, BO, NOW, TODAY, response, save_people

HOUR = timedelta(hours=1)
LIT = ProgressUpdate(
    None, "lights", Status.DONE, "Nu lyser det.", "sv", "https://sandviken.se/x", Organisation.POLICE, NOW
)
FOLLOWS = Subscription(ANNA.key, ("lights", "patrols"), 0, 17, 30, TODAY)
RUN = DigestRun("staff", "2026-11-23", 7, NOW - timedelta(days=1), NOW, late=False, recipients=3)


async def test_progress_is_told_in_order_and_the_newest_counts(database: Database, elsewhere: Database) -> None:
    newer = replace(LIT, status=Status.DELAYED, recorded=NOW + HOUR, sample=True)
    other = replace(LIT, commitment="patrols", recorded=NOW + HOUR)
    same_moment = replace(newer, status=Status.BROKEN)

    def publish(work: UnitOfWork) -> list[ProgressUpdate]:
        given = (newer, LIT, other, same_moment)
        return [replace(update, id=work.progress.add(update)) for update in given]

    newer, first, other, last = await database.write(publish)

    assert await elsewhere.read(lambda work: work.progress.latest()) == {"lights": last, "patrols": other}
    assert await elsewhere.read(lambda work: work.progress.recorded_between(NOW, NOW + HOUR)) == [first]
    everything = await elsewhere.read(lambda work: work.progress.recorded_between(NOW, NOW + 2 * HOUR))
    assert everything == [first, newer, other, last]


async def test_a_subscription_is_changed_and_ended(database: Database, elsewhere: Database) -> None:
    changed = replace(FOLLOWS, commitments=(), weekday=6)

    def follow(work: UnitOfWork) -> None:
        save_people(work)
        work.subscriptions.save(FOLLOWS)
        work.subscriptions.save(changed)

    await database.write(follow)
    kept = await elsewhere.read(lambda work: work.subscriptions.find(ANNA.key))
    ended = await database.write(lambda work: work.subscriptions.remove(ANNA.key))
    again = await database.write(lambda work: work.subscriptions.remove(ANNA.key))

    assert (kept, ended, again) == (changed, True, False)
    assert await elsewhere.read(lambda work: work.subscriptions.find(ANNA.key)) is None


async def test_followers_are_those_who_can_be_reached(database: Database, elsewhere: Database) -> None:
    bo_follows = replace(FOLLOWS, person=BO.key)

    def follow(work: UnitOfWork) -> None:
        save_people(work)
        work.subscriptions.save(bo_follows)
        work.subscriptions.save(FOLLOWS)

    await database.write(follow)
    both = await elsewhere.read(lambda work: work.subscriptions.followers())
    await database.write(lambda work: work.people.save(replace(BO, reachable=False)))

    assert both == [(FOLLOWS, ANNA), (bo_follows, BO)]
    assert await elsewhere.read(lambda work: work.subscriptions.followers()) == [(FOLLOWS, ANNA)]


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


async def test_only_submitted_responses_of_the_round_are_counted(database: Database, elsewhere: Database) -> None:
    submitted = {"status": ResponseStatus.SUBMITTED}
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
