from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from promises.staleness import SAY_AFTER, TELL_AFTER, StaleCommitment, stale, to_tell
from tests.unit.promises.examples import BOTH, DIALOGUE, NOW, PREVENTION, PROMISE, update

SECOND = timedelta(seconds=1)


def of(history: Sequence[ProgressUpdate], now: datetime = NOW) -> StaleCommitment | None:
    """The dialogue, when something about prevention was heard today."""

    def told(name: str) -> Sequence[ProgressUpdate]:
        return history if name == "dialogue" else [update(99, commitment="prevention", recorded=now)]

    found = stale(PROMISE, told, now)
    assert all(each.commitment is DIALOGUE for each in found)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("age", "told", "public"),
    [
        (timedelta(), False, False),
        (TELL_AFTER - SECOND, False, False),
        (TELL_AFTER, True, False),
        (SAY_AFTER - SECOND, True, False),
        (SAY_AFTER, True, True),
        (timedelta(days=4000), True, True),
    ],
)
def test_silence_is_told_after_sixty_days_and_public_after_ninety(age: timedelta, told: bool, public: bool) -> None:
    found = of([update(1, recorded=NOW - age)])
    assert (found is not None, found is not None and found.public) == (told, public)
    if found:
        assert (found.since, found.responsible) == (NOW - age, BOTH)


@pytest.mark.parametrize("status", [Status.DONE, Status.BROKEN])
def test_what_is_done_or_broken_wants_no_more_news(status: Status) -> None:
    assert of([update(1, status, recorded=NOW - timedelta(days=400))]) is None


def test_what_nobody_ever_reported_on_is_told_and_has_no_day_to_say() -> None:
    found = stale(PROMISE, lambda _: [], NOW)
    assert [(each.commitment, each.since, each.public) for each in found] == [
        (DIALOGUE, None, False),
        (PREVENTION, None, False),
    ]
    assert found[1].responsible == (Organisation.MUNICIPALITY,)


def test_a_word_on_one_activity_is_news_of_the_commitment() -> None:
    history = [update(1, Status.DONE, commitment="prevention", activity="parents", recorded=NOW - TELL_AFTER + SECOND)]
    assert [each.commitment for each in stale(PROMISE, lambda name: history * (name == "prevention"), NOW)] == [
        DIALOGUE
    ]


def test_a_correction_of_an_old_update_is_news_too() -> None:
    old = update(1, recorded=NOW - timedelta(days=200))
    assert of([old, update(2, corrects=1, recorded=NOW - timedelta(days=1))]) is None
    assert of([old]) is not None


def test_the_same_silence_is_told_of_once_in_sixty_days() -> None:
    [dialogue, prevention] = stale(PROMISE, lambda _: [], NOW)
    told = {"dialogue": NOW - TELL_AFTER, "prevention": NOW - TELL_AFTER + SECOND, "gone": NOW}
    assert to_tell((dialogue, prevention), {}, NOW) == (dialogue, prevention)
    assert to_tell((dialogue, prevention), told, NOW) == (dialogue,)
