from datetime import date, timedelta

import pytest

from digests.changes import RENEWED_AFTER, changes, renewed
from digests.residents_view import ResidentsView
from digests.trend import Trend
from digests.usual import TOO_EARLY, Amount, Usual, usual, with_day
from tests.unit.digests.town import WORRIES

MONDAY = date(2026, 11, 23)


def told(*counts: int) -> dict[str, int]:
    """So many on the Mondays before, the newest first; every other day was busy."""
    mondays = {MONDAY - timedelta(weeks=week): count for week, count in enumerate(counts, 1)}
    others = {MONDAY - timedelta(days=day): 999 for day in range(1, 60) if day % 7}
    return {day.isoformat(): count for day, count in (mondays | others).items()}


@pytest.mark.parametrize(
    ("new", "counts", "amount", "median"),
    [
        (100, (30, 40, 50), Amount.MORE, 40),
        (41, (40, 38, 44, 41), Amount.ABOUT, 40),
        (5, (90, 100, 400), Amount.FEWER, 100),
        (0, (0, 0, 0), Amount.ABOUT, 0),
        (55, (30, 40, 50), Amount.ABOUT, 40),  # the guard and chance may have made that
    ],
)
def test_a_day_is_compared_with_the_middle_of_the_same_weekday(
    new: int, counts: tuple[int, ...], amount: Amount, median: int
) -> None:
    assert usual(new, MONDAY, told(*counts), held_back=8) == Usual(amount, median)


def test_two_weeks_are_too_few_to_call_anything_usual() -> None:
    assert usual(50, MONDAY, told(40, 40), held_back=0) == TOO_EARLY


def test_days_that_will_not_be_looked_at_again_are_forgotten() -> None:
    known: dict[str, int] = {}
    for number in range(400):
        known = with_day(known, MONDAY + timedelta(days=number), number)
    assert len(known) == 8 * 7 + 1


def view(**cells: int) -> ResidentsView:
    return ResidentsView(WORRIES, {"dark": None, "drugs": None, "bikes": None, "fights": None, **cells})


def test_after_a_week_what_is_surely_named_more_often_is_told() -> None:
    start = view(dark=200, drugs=40)
    baseline = renewed({}, [start], MONDAY)
    assert baseline
    later = view(dark=210, drugs=240)
    assert changes(baseline, [later], MONDAY + timedelta(days=3), 4).since is None
    looked = changes(baseline, [later], MONDAY + timedelta(days=7), 4)
    assert looked.since == MONDAY
    assert [(each.option, each.trend) for each in looked.found] == [("dark", Trend.FEWER), ("drugs", Trend.MORE)]


def test_what_may_be_chance_is_no_change() -> None:
    baseline = renewed({}, [view(dark=100, drugs=100)], MONDAY)
    assert baseline
    assert changes(baseline, [view(dark=112, drugs=120)], MONDAY + timedelta(days=14), 4).found == ()


def test_the_figures_compared_with_are_taken_anew_after_four_weeks() -> None:
    baseline = renewed({}, [view(dark=100)], MONDAY)
    assert baseline
    assert renewed(baseline, [view(dark=200)], MONDAY + timedelta(days=27)) is None
    assert renewed(baseline, [view(dark=200)], MONDAY + RENEWED_AFTER) != baseline
