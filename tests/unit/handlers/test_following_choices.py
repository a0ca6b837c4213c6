from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.following import Changes
from digests.period import QuietHours
from digests.ports import Rhythm, Subscription
from handlers.following_choices import NoChoice, changes, chosen
from handlers.following_taps import Step
from people.person import PersonKey

NAMES = ("meet", "lights", "dialogue")
FOLLOWS = Subscription(PersonKey("p"), (), 0, 17, 0, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("step", "value", "expected"),
    [
        (Step.PAUSE, "", {"paused": True}),
        (Step.RESUME, "", {"paused": False}),
        (Step.OFTEN, "monthly", {"rhythm": Rhythm.MONTHLY}),
        (Step.DAY, "6", {"weekday": 6}),
        (Step.HOUR, "0700", {"hour": 7, "minute": 0}),
        (Step.QUIET, "place", {"quiet": None}),
        (Step.QUIET, "none", {"quiet": QuietHours(time(0), time(0))}),
        (Step.QUIET, "22:00-07:00", {"quiet": QuietHours(time(22), time(7))}),
        (Step.WHAT, "lights", {"commitments": ("meet", "dialogue")}),
    ],
)
def test_each_button_changes_one_thing(step: Step, value: str, expected: Changes) -> None:
    assert changes(step, value, FOLLOWS, NAMES) == expected


@pytest.mark.parametrize(
    ("step", "value"),
    [
        (Step.OFTEN, "daily"),
        (Step.DAY, "7"),
        (Step.DAY, "²"),
        (Step.HOUR, "2400"),
        (Step.QUIET, "22"),
        (Step.WHAT, "gone"),
        (Step.LANGUAGE, "xx"),
        (Step.CARD, "x"),
    ],
)
def test_a_choice_that_is_none_is_no_choice(step: Step, value: str) -> None:
    assert changes(step, value, FOLLOWS, NAMES) is NoChoice.OUTDATED


def test_the_last_part_followed_stays() -> None:
    assert changes(Step.WHAT, "meet", replace(FOLLOWS, commitments=("meet",)), NAMES) is NoChoice.LAST_ONE


def test_who_followed_only_what_has_left_the_promise_follows_all_of_it() -> None:
    assert chosen(replace(FOLLOWS, commitments=("gone",)), NAMES) == NAMES


@given(st.lists(st.sampled_from([*NAMES, "gone"]), max_size=12))
def test_however_it_is_ticked_something_is_followed_and_all_is_kept_as_none_named(presses: list[str]) -> None:
    following = FOLLOWS
    for name in presses:
        made = changes(Step.WHAT, name, following, NAMES)
        if not isinstance(made, NoChoice):
            following = replace(following, **made)
        assert chosen(following, NAMES)
        assert set(following.commitments) < set(NAMES)
