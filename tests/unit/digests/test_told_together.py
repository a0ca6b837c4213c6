"""Whoever reads every digest and every report, and sets each against each, finds no group of fewer than k."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from digests import guard
from digests.content import DigestContent
from digests.guard import GuardedCounts, Release
from digests.report import Months, Report, Reporter, ReportWork
from digests.split import GuardedSplits
from digests.staff_tables import staff_tables
from tests.unit.digests.ledger import NEVER, Ledger
from tests.unit.digests.test_staff_digest import EVENING
from tests.unit.digests.together import BEGINS, CONTENT, GONE, PARTS, season

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

A_FORTNIGHT = 14
"""Days over two months: enough to tell two towns apart."""


@pytest.mark.parametrize("seed", range(5))
async def test_a_month_of_digests_at_all_hours_with_reports_of_every_range_of_months(seed: int) -> None:
    told = await season(seed)
    assert told.reports > 90
    assert told.figures > 3000
    assert len(told.ledger.grew) > 20
    assert list(told.ledger.finds()) == []
    assert list(told.ledger.finds_across("evening", PARTS)) == []
    assert list(told.public.finds()) == []


@pytest.mark.parametrize("seed", range(3))
async def test_no_word_of_it_is_another_where_the_hidden_counts_are_others(seed: int) -> None:
    assert (await season(seed, A_FORTNIGHT, veiled=True)).texts == (await season(seed, A_FORTNIGHT)).texts


class TestTheReaderWouldTell:
    """What the reader does not find proves nothing, unless what is known to leak is found."""

    async def test_a_report_with_a_split_question_told_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As reports were before: both tables guarded, and the whole less the areas is a small group all the same."""
        monkeypatch.setattr(DigestContent, "__post_init__", lambda _: None)
        told = await season(1, content=replace(CONTENT, others=(GONE, EVENING)))
        assert any("are hidden" in found for found in told.ledger.finds_across("evening", PARTS))

    async def test_a_report_that_counts_for_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        _let_reports_count(monkeypatch)
        told = await season(0)
        assert any("came or went" in found for found in told.ledger.finds())

    async def test_and_it_would_be_another_where_the_hidden_counts_are_others(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _let_reports_count(monkeypatch)
        assert (await season(0, A_FORTNIGHT, veiled=True)).texts != (await season(0, A_FORTNIGHT)).texts

    async def test_a_guard_that_only_hides_small_cells(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def threshold(cells: Mapping[str, int], _: object, k: int) -> Release:
            shown = {cell: count for cell, count in cells.items() if count >= k}
            return Release({cell: shown.get(cell) for cell in cells}, shown)

        monkeypatch.setattr(guard, "release", threshold)
        told = await season(0, A_FORTNIGHT)
        assert any(told.ledger.finds())

    def test_two_reports_whose_difference_is_one_person(self) -> None:
        ledger = Ledger(5)
        ledger.reads_growth("worries", {"dark": 20}, NEVER, "2027-01-31")
        ledger.reads_growth("worries", {"dark": 7}, "2027-01-31", "2027-02-28")
        assert list(ledger.finds()) == []
        ledger.reads_growth("worries", {"dark": 28}, NEVER, "2027-02-28")
        assert "worries dark: [27, 28] on 2027-02-28" in list(ledger.finds())

    def test_a_digest_of_the_day_on_which_a_report_ends(self) -> None:
        ledger = Ledger(5, day="2027-02-28")
        ledger.reads("worries", {"dark": 30})
        ledger.reads_growth("worries", {"dark": 27}, "2027-01-31", "2027-02-28")
        assert list(ledger.finds()) == ["worries dark: 3 came or went"]


def _let_reports_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make reports of all months as they were: of the true counts, under a guard that knows of no digest."""
    told = Reporter.report

    def counting(self: Reporter, work: ReportWork, months: Months, now: datetime) -> Report:
        made = told(self, work, months, now)
        if months.first > BEGINS.date():
            return made
        whole, split = GuardedCounts(work, "report", self.k), GuardedSplits(work, "report", self.k)
        return replace(made, tables=staff_tables(self.content, whole, split))

    monkeypatch.setattr(Reporter, "report", counting)
