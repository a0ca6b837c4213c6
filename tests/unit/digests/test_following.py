from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from delivery.message import Letter, NewMessage, Topic
from digests.following import Changes, Following, Unfit, unfit
from digests.period import QuietHours, Weekly
from digests.ports import Rhythm, Subscription
from people.person import ChatId, Person, PersonKey, Visit
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import STOCKHOLM

VISIT = Visit(PersonKey("alva"), ChatId(7), hint="en", update=100)
LATE = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
"""Half past midnight in Stockholm, already Tuesday."""


@pytest.fixture
def store() -> DigestStore:
    return DigestStore()


@pytest.fixture
def following(store: DigestStore) -> Following:
    return Following(store, Weekly(0, 17, 0), lambda: LATE, STOCKHOLM, ("lights", "patrols"))


async def test_a_new_follower_gets_all_of_it_in_the_usual_rhythm_from_today_on(
    following: Following, store: DigestStore
) -> None:
    assert await following.follow(VISIT) == "en"
    assert store.subscriptions.rows == {"alva": Subscription(VISIT.person, (), 0, 17, 0, since=date(2026, 11, 24))}
    assert store.people.rows[VISIT.person] == Person(VISIT.person, VISIT.chat, "en")
    assert store.finished == [100]


async def test_following_again_keeps_the_rhythm_and_the_choice_one_has(
    following: Following, store: DigestStore
) -> None:
    own = Subscription(VISIT.person, ("lights",), 4, 9, 30, since=date(2026, 10, 1))
    store.subscriptions.save(own)
    await following.follow(VISIT)
    assert store.subscriptions.rows == {"alva": own}


async def test_who_had_blocked_the_bot_and_follows_is_written_to_again(
    following: Following, store: DigestStore
) -> None:
    store.people.save(Person(VISIT.person, VISIT.chat, "sv", reachable=False))
    assert await following.follow(VISIT) == "sv"
    assert store.people.rows[VISIT.person].reachable


async def test_stopping_takes_effect_on_what_already_waits_and_on_nothing_else(
    following: Following, store: DigestStore
) -> None:
    await following.follow(VISIT)
    kerstin = store.person("kerstin")
    waiting = [
        NewMessage("1", VISIT.person, Topic.FOLLOWER_DIGEST, Letter("digest"), LATE),
        NewMessage("2", VISIT.person, Topic.NOTICE, Letter("notice"), LATE),
        NewMessage("3", kerstin, Topic.FOLLOWER_DIGEST, Letter("digest"), LATE),
    ]
    store.outbox.add(waiting)
    assert await following.stop(VISIT)
    assert list(store.outbox.rows) == ["2", "3"]
    assert await following.find(VISIT) is None
    assert store.finished == [100, 100]


async def test_stopping_without_following_is_told_apart(following: Following, store: DigestStore) -> None:
    assert not await following.stop(VISIT)
    assert store.people.rows == {}


async def test_one_follows_from_the_first_word_on(following: Following) -> None:
    assert await following.find(VISIT) is None
    await following.follow(VISIT)
    assert await following.find(VISIT)


MINE = Subscription(VISIT.person, (), 0, 17, 0, since=date(2026, 10, 1), untouched=2)
TODAY = date(2026, 11, 24)


@pytest.fixture
def mine(store: DigestStore) -> Subscription:
    store.person(VISIT.person)
    store.subscriptions.save(MINE)
    return MINE


async def test_a_group_follows_in_the_topic_it_was_asked_for_in(following: Following, store: DigestStore) -> None:
    await following.follow(VISIT, thread=12)
    assert store.people.rows[VISIT.person].thread == 12
    await following.follow(VISIT)
    assert store.people.rows[VISIT.person].thread is None


@pytest.mark.parametrize(
    ("fields", "waits"),
    [
        ({"commitments": ("patrols",)}, False),
        ({"quiet": QuietHours(time(12), time(13))}, False),
        ({"rhythm": Rhythm.MONTHLY}, True),
        ({"weekday": 4, "hour": 9, "minute": 30}, True),
        ({"paused": True}, True),
    ],
)
async def test_a_follower_changes_it_as_they_like_and_with_another_time_waits_for_the_next(
    following: Following, store: DigestStore, mine: Subscription, fields: Changes, waits: bool
) -> None:
    changed = await following.change(VISIT, **fields)
    assert changed == replace(mine, **fields, untouched=0, since=TODAY if waits else mine.since)
    assert await following.find(VISIT) == changed
    assert store.finished == [100]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"hour": 24}, Unfit.NO_HOUR),
        ({"hour": -1}, Unfit.NO_HOUR),
        ({"minute": 60}, Unfit.NO_MINUTE),
        ({"weekday": 7}, Unfit.NO_WEEKDAY),
        ({"commitments": ("lights", "nothing")}, Unfit.NO_COMMITMENT),
        ({"commitments": ("lights", "lights")}, Unfit.TWICE),
    ],
)
async def test_an_hour_that_is_no_hour_changes_nothing(
    following: Following, store: DigestStore, mine: Subscription, fields: Changes, problem: Unfit
) -> None:
    assert unfit(replace(mine, **fields), following.commitments) == (problem,)
    assert await following.change(VISIT, **fields) is None
    assert await following.find(VISIT) == mine
    assert store.finished == [100]


async def test_who_does_not_follow_has_nothing_to_change(following: Following, store: DigestStore) -> None:
    assert await following.change(VISIT, paused=True) is None
    assert await following.as_before(VISIT, "weekly") is None
    await following.touched(VISIT)
    assert store.subscriptions.rows == {}
    assert store.finished == [100, 100, 100]


async def test_a_pause_holds_what_waits_back_and_is_ended_with_the_next_digest(
    following: Following, store: DigestStore, mine: Subscription
) -> None:
    store.outbox.add([NewMessage("1", VISIT.person, Topic.FOLLOWER_DIGEST, Letter("digest"), LATE)])
    await following.change(VISIT, paused=True)
    assert not store.outbox.rows
    assert not store.subscriptions.timings()
    resumed = await following.change(VISIT, paused=False)
    assert resumed == replace(mine, since=TODAY, untouched=0)


async def test_as_before_goes_back_one_step_and_an_old_button_no_further(
    following: Following, store: DigestStore, mine: Subscription
) -> None:
    store.subscriptions.save(replace(mine, rhythm=Rhythm.FORTNIGHTLY))
    back = await following.as_before(VISIT, "weekly")
    assert back == replace(mine, since=TODAY, untouched=0)
    assert await following.as_before(VISIT, "weekly") is None
    assert await following.as_before(VISIT, "monthly") is None
    assert await following.as_before(VISIT, "whenever") is None
    assert await following.find(VISIT) == back


async def test_any_press_under_a_digest_counts_as_one(
    following: Following, store: DigestStore, mine: Subscription
) -> None:
    await following.touched(VISIT)
    assert await following.find(VISIT) == replace(mine, untouched=0)
