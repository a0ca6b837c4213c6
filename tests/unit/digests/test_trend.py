from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.chance import difference
from digests.trend import Trend, held_back, trend

NOTICED = frozenset({"yes", "little"})
HIDDEN = held_back(10, 5)

# R. G. Newcombe, Statistics in Medicine 17 (1998), table II: the examples (a) to (h) and their limits by method 10.
PUBLISHED = [
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.0582, 0.8062)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
    ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ((0, 10, 0, 10), (-0.2775, 0.2775)),
    ((10, 10, 0, 20), (0.6791, 1.0000)),
    ((10, 10, 0, 10), (0.6075, 1.0000)),
]


@pytest.mark.parametrize(("counts", "limits"), PUBLISHED)
def test_the_interval_is_the_published_one(counts: tuple[int, int, int, int], limits: tuple[float, float]) -> None:
    interval = difference(*counts)
    assert (round(interval.lower, 4), round(interval.upper, 4)) == limits


def test_a_share_of_nobody_is_none() -> None:
    with pytest.raises(ValueError, match="a share of nobody"):
        difference(0, 0, 1, 2)


def _cells(yes: int | None, no: int | None) -> dict[str, int | None]:
    return {"yes": yes, "little": None, "no": no, "unknown": None}


def test_many_more_of_those_who_answered_since_notice_it() -> None:
    assert trend({"yes": 60, "no": 140}, _cells(260, 180), NOTICED, HIDDEN) is Trend.MORE


def test_many_fewer_of_those_who_answered_since_notice_it() -> None:
    assert trend({"yes": 140, "no": 60}, _cells(180, 260), NOTICED, HIDDEN) is Trend.FEWER


@pytest.mark.parametrize("now", [_cells(70, 150), _cells(60, 160), _cells(80, 140), _cells(75, 148)])
def test_what_could_be_chance_or_the_guards_doing_is_not_called_a_change(now: Mapping[str, int | None]) -> None:
    assert trend({"yes": 60, "no": 140}, now, NOTICED, HIDDEN) is Trend.NO_DIFFERENCE


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({}, _cells(60, 140)),
        ({"yes": 60, "no": 140}, _cells(60, 140)),
        ({"yes": 60, "no": 140}, _cells(50, 140)),
        ({"yes": 60}, _cells(None, None)),
    ],
)
def test_without_new_figures_there_is_nothing_to_compare(
    before: Mapping[str, int], now: Mapping[str, int | None]
) -> None:
    assert trend(before, now, NOTICED, HIDDEN) is Trend.TOO_FEW


def test_the_newcomers_are_compared_not_all_with_some() -> None:
    """All answers, 300 of 1000 before and 390 of 1100 now, hide how differently the last hundred answered."""
    assert difference(390, 1100, 300, 1000).lower < 0.02
    assert trend({"yes": 300, "no": 700}, _cells(390, 710), NOTICED, HIDDEN) is Trend.MORE


options = ("yes", "little", "no", "unknown")
shown = st.one_of(st.just(0), st.integers(10, 300))
hiding = st.fixed_dictionaries(dict.fromkeys(options, st.integers(0, HIDDEN)))


@given(
    st.fixed_dictionaries(dict.fromkeys(options, shown)),
    st.fixed_dictionaries(dict.fromkeys(options, shown)),
    hiding,
    hiding,
)
def test_a_change_that_is_told_stands_wherever_the_guard_held_answers_back(
    before: dict[str, int], came: dict[str, int], then: dict[str, int], later: dict[str, int]
) -> None:
    now = {option: before[option] + came[option] for option in options}
    told = trend(before, now, NOTICED, HIDDEN)
    truly_before = {option: before[option] + then[option] for option in options}
    truly_new = {option: max(now[option] + later[option] - truly_before[option], 0) for option in options}
    if told not in (Trend.MORE, Trend.FEWER):
        return
    noticed, noticed_before = (sum(counts[each] for each in NOTICED) for counts in (truly_new, truly_before))
    interval = difference(noticed, sum(truly_new.values()), noticed_before, sum(truly_before.values()))
    assert interval.lower > 0 if told is Trend.MORE else interval.upper < 0
