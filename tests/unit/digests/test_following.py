from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from delivery.message import Letter, NewMessage, Topic
from digests.following import Following
from digests.period import Weekly
from digests.ports import Subscription
from people.person import ChatId, Person, PersonKey, Visit
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import STOCKHOLM

VISIT = Visit(PersonKey("alva"), ChatId(7), hint="en", update=100)
LATE = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
"""Half past midnight in Stockholm, already Tuesday."""


@dataclass
class Store(DigestStore):
    """The digests' store with an inbox that notes what is done."""

    finished: list[int] = field(default_factory=list)

    @property
    def inbox(self) -> "Store":
        return self

    def finish(self, update: int, /) -> None:
        self.finished.append(update)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def following(store: Store) -> Following:
    return Following(store, Weekly(0, 17, 0), lambda: LATE, STOCKHOLM)


async def test_a_new_follower_gets_all_of_it_in_the_usual_rhythm_from_today_on(
    following: Following, store: Store
) -> None:
    assert await following.follow(VISIT) == "en"
    assert store.subscriptions.rows == {"alva": Subscription(VISIT.person, (), 0, 17, 0, since=date(2026, 11, 24))}
    assert store.people.rows[VISIT.person] == Person(VISIT.person, VISIT.chat, "en")
    assert store.finished == [100]


async def test_following_again_keeps_the_rhythm_and_the_choice_one_has(following: Following, store: Store) -> None:
    own = Subscription(VISIT.person, ("lights",), 4, 9, 30, since=date(2026, 10, 1))
    store.subscriptions.save(own)
    await following.follow(VISIT)
    assert store.subscriptions.rows == {"alva": own}


async def test_who_had_blocked_the_bot_and_follows_is_written_to_again(following: Following, store: Store) -> None:
    store.people.save(Person(VISIT.person, VISIT.chat, "sv", reachable=False))
    assert await following.follow(VISIT) == "sv"
    assert store.people.rows[VISIT.person].reachable


async def test_stopping_takes_effect_on_what_already_waits_and_on_nothing_else(
    following: Following, store: Store
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
    assert not await following.is_following(VISIT)
    assert store.finished == [100, 100]


async def test_stopping_without_following_is_told_apart(following: Following, store: Store) -> None:
    assert not await following.stop(VISIT)
    assert store.people.rows == {}


async def test_one_follows_from_the_first_word_on(following: Following) -> None:
    assert not await following.is_following(VISIT)
    await following.follow(VISIT)
    assert await following.is_following(VISIT)
