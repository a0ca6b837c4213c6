from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.promise import Activity, Commitment, ProgressUpdate, Status
from promises.rollup import activities, as_it_stands, percent, status
from tests.unit.promises.examples import DIALOGUE, PREVENTION, update

SPOKEN = [each for each in Status if each is not Status.NO_UPDATE]
NAMES = ("", *(activity.name for activity in PREVENTION.activities))


def told(*said: tuple[str, Status, int | None]) -> list[ProgressUpdate]:
    return [
        update(number, how, activity=activity, percent=number_said)
        for number, (activity, how, number_said) in enumerate(said, 1)
    ]


@st.composite
def histories(draw: st.DrawFn) -> list[ProgressUpdate]:
    history: list[ProgressUpdate] = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        how = draw(st.sampled_from(SPOKEN))
        settled = {Status.DONE: 100, Status.NOT_STARTED: 0}
        said = draw(st.none() | (st.just(settled[how]) if how in settled else st.integers(0, 100)))
        corrects = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
        activity = draw(st.sampled_from([*NAMES, "left the promise"]))
        history.append(update(number, how, activity=activity, percent=said, corrects=corrects))
    return history


def test_a_commitment_without_activities_has_the_number_last_said() -> None:
    assert percent(DIALOGUE, told(("", Status.IN_PROGRESS, 40), ("", Status.DELAYED, 30))) == 30
    assert percent(DIALOGUE, told(("", Status.IN_PROGRESS, 40), ("", Status.DELAYED, None))) == 40
    assert percent(DIALOGUE, told(("", Status.DONE, None))) == 100
    assert percent(DIALOGUE, told(("", Status.NOT_STARTED, None))) == 0


@pytest.mark.parametrize(
    "said",
    [
        [],
        [("", Status.IN_PROGRESS, None)],
        [("", Status.DONE, None), ("", Status.IN_PROGRESS, None)],
        [("", Status.NOT_STARTED, None), ("", Status.IN_PROGRESS, None)],
        [("", Status.IN_PROGRESS, 60), ("", Status.CHANGED, None)],
        [("", Status.IN_PROGRESS, 60), ("", Status.CHANGED, None), ("", Status.IN_PROGRESS, None)],
    ],
)
def test_a_number_that_nobody_said_or_that_no_longer_holds_is_not_shown(
    said: list[tuple[str, Status, int | None]],
) -> None:
    assert percent(DIALOGUE, told(*said)) is None


def test_activities_weigh_as_the_promise_says_and_a_silent_one_counts_as_nothing() -> None:
    said = told(("parents", Status.DONE, None), ("schools", Status.IN_PROGRESS, 50))
    assert percent(PREVENTION, said) == (1 * 100 + 2 * 50 + 1 * 0) // 4


def test_almost_everything_is_not_everything() -> None:
    said = told(("parents", Status.DONE, None), ("schools", Status.DONE, None), ("clubs", Status.IN_PROGRESS, 99))
    assert percent(PREVENTION, said) == 99


def test_what_was_said_of_an_activity_the_promise_lost_counts_no_more() -> None:
    assert percent(PREVENTION, told(("bicycles", Status.DONE, None))) is None


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ([], Status.NO_UPDATE),
        ([("parents", Status.DONE, None)], Status.IN_PROGRESS),
        ([("parents", Status.NOT_STARTED, None)], Status.NOT_STARTED),
        ([("parents", Status.BROKEN, None)], Status.NO_UPDATE),
        ([(name, Status.DONE, None) for name in NAMES[1:]], Status.DONE),
        ([("", Status.DELAYED, None), ("parents", Status.DONE, None)], Status.DELAYED),
        ([("", Status.NOT_STARTED, None), ("parents", Status.IN_PROGRESS, None)], Status.IN_PROGRESS),
        ([("", Status.DONE, None), ("parents", Status.DONE, None)], Status.DONE),
        ([("", Status.DONE, None), ("parents", Status.DELAYED, None)], Status.IN_PROGRESS),
        ([("", Status.DONE, None), ("bicycles", Status.DELAYED, None)], Status.DONE),
        ([("parents", Status.DELAYED, None), ("", Status.DONE, None)], Status.DONE),
    ],
)
def test_the_whole_is_where_it_was_last_said_to_be_unless_an_activity_says_otherwise(
    said: list[tuple[str, Status, int | None]], whole: Status
) -> None:
    assert status(PREVENTION, told(*said)) is whole


def test_a_correction_of_a_correction_stands_where_the_first_word_stood() -> None:
    first, second = update(1), update(2)
    once, twice = update(3, corrects=1), update(4, corrects=3)
    assert as_it_stands([first, second, once, twice]) == (twice, second)


def test_the_newest_of_two_corrections_of_the_same_update_stands() -> None:
    assert as_it_stands([update(1), update(2, corrects=1), update(3, corrects=1)]) == (update(3, corrects=1),)


def test_a_correction_of_something_unknown_is_a_word_of_its_own() -> None:
    assert as_it_stands([update(1), update(2, corrects=77)]) == (update(1), update(2, corrects=77))


@given(histories())
def test_a_percent_is_between_nothing_and_all_and_all_only_where_all_is_done(history: list[ProgressUpdate]) -> None:
    standing = as_it_stands(history)
    for commitment in (PREVENTION, DIALOGUE):
        number = percent(commitment, standing)
        assert number is None or 0 <= number <= 100
    if percent(PREVENTION, standing) == 100 and status(PREVENTION, standing) is not Status.DONE:
        numbers = [part.percent for part in activities(PREVENTION, standing)]
        assert set(numbers) in ({100}, {None})


@given(histories())
def test_a_percent_is_never_invented(history: list[ProgressUpdate]) -> None:
    standing = as_it_stands(history)
    speaks_of_itself = {Status.DONE, Status.NOT_STARTED}
    if not any(each.percent is not None or each.status in speaks_of_itself for each in standing):
        assert percent(PREVENTION, standing) is None
        assert all(part.percent is None for part in activities(PREVENTION, standing))


@given(histories(), st.integers(1, 50))
def test_weights_matter_only_beside_each_other(history: list[ProgressUpdate], factor: int) -> None:
    heavier = replace(
        PREVENTION,
        activities=tuple(replace(each, weight=each.weight * factor) for each in PREVENTION.activities),
    )
    standing = as_it_stands(history)
    assert percent(heavier, standing) == percent(PREVENTION, standing)


@given(histories(), st.sampled_from(NAMES[1:]), st.integers(0, 100), st.integers(0, 100))
def test_more_of_one_activity_is_never_less_of_the_whole(
    history: list[ProgressUpdate], name: str, one: int, other: int
) -> None:
    less, more = sorted((one, other))
    assert after(history, name, less) <= after(history, name, more)


def after(history: Sequence[ProgressUpdate], name: str, number: int) -> int:
    last = update(len(history) + 1, activity=name, percent=number)
    found = percent(PREVENTION, [*as_it_stands(history), last])
    assert found is not None
    return found


@given(histories())
def test_corrections_replace_and_never_add(history: list[ProgressUpdate]) -> None:
    standing = as_it_stands(history)
    assert len(standing) == sum(each.corrects is None for each in history)
    assert {each.id for each in standing} <= {each.id for each in history}
    assert history[-1:] == [] or history[-1] in standing


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.data())
def test_the_whole_lies_between_its_least_and_its_most_done_activity(numbers: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 100), min_size=len(numbers), max_size=len(numbers)))
    parts = tuple(Activity(f"a{place}", {}, weight) for place, weight in enumerate(weights))
    commitment = Commitment("c", {}, {}, (), parts)
    said = [update(place + 1, activity=f"a{place}", percent=number) for place, number in enumerate(numbers)]
    found = percent(commitment, said)
    assert found is not None
    assert min(numbers) <= found <= max(numbers)
