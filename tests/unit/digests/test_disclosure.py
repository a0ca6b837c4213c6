"""Nobody who reads all that is told, day after day, finds a group of fewer than k."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from digests import guard
from digests.commitment_news import CommitmentNews
from digests.composing import Composer
from digests.follower_digest import FollowerDigest
from digests.gathering import Gathering, ToldWork
from digests.guard import GuardedCounts, Release, release
from digests.ports import DigestRun
from digests.residents_view import ResidentsView
from digests.trend import trend
from survey.questionnaire import Question
from tests.unit.digests.a_month import month
from tests.unit.digests.attacker import Attacker
from tests.unit.digests.population import QUESTIONS, TAPS, Crowd, guards

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

POPULATIONS, DAYS = 10_000, 30
K_STAFF, K_PUBLIC = 5, 10


def watch(seed: int) -> tuple[Attacker, Attacker, Attacker]:
    """Thirty days as the public sees them, as the staff do, and as somebody does who sees both."""
    crowd = Crowd(seed)
    staff, public = guards(crowd, K_STAFF, K_PUBLIC)
    of_public, of_staff, of_both = Attacker(K_PUBLIC), Attacker(K_STAFF), Attacker(K_STAFF)
    for _ in range(DAYS):
        crowd.day()
        for audience, attackers in ((public, (of_public, of_both)), (staff, (of_staff, of_both))):
            for question in QUESTIONS:
                if crowd.random.random() < 0.4:
                    view = ResidentsView(question, audience.answers("2026", question))
                    for attacker in attackers:
                        attacker.reads(question.name, view.cells, view.n)
            for name, options in TAPS.items():
                if crowd.random.random() < 0.2:
                    cells = audience.taps(name, options)
                    for attacker in attackers:
                        attacker.reads(name, cells)
    return of_public, of_staff, of_both


@pytest.mark.parametrize("first", range(0, POPULATIONS, 1000))
def test_over_ten_thousand_populations_no_difference_and_no_total_finds_a_small_group(first: int) -> None:
    told = 0
    for seed in range(first, first + 1000):
        for attacker in watch(seed):
            assert list(attacker.finds()) == [], seed
            told += sum(len(each) for each in attacker.seen.values())
    assert told > 20 * 1000


class TestTheAttackerWouldTell:
    """What the attacker does not find proves nothing, unless guards that are known to leak are found out."""

    def found(self) -> int:
        return sum(1 for seed in range(100) for attacker in watch(seed) if any(attacker.finds()))

    def _guarded_by(self, monkeypatch: pytest.MonkeyPatch, flawed: Callable[..., Release]) -> int:
        monkeypatch.setattr(guard, "release", flawed)
        return self.found()

    def test_figures_without_a_guard(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def none(cells: Mapping[str, int], _: object, __: int) -> Release:
            return Release(cells, cells)

        assert self._guarded_by(monkeypatch, none) > 90

    def test_small_cells_hidden_and_no_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def threshold(cells: Mapping[str, int], _: object, k: int) -> Release:
            shown = {cell: count for cell, count in cells.items() if count >= k}
            return Release({cell: shown.get(cell) for cell in cells}, shown)

        assert self._guarded_by(monkeypatch, threshold) > 90

    def test_figures_rounded_to_the_nearest_five(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def rounded(cells: Mapping[str, int], _: object, k: int) -> Release:
            shown = {cell: round(count / 5) * 5 for cell, count in cells.items() if count >= k}
            return Release({cell: shown.get(cell) for cell in cells}, shown)

        assert self._guarded_by(monkeypatch, rounded) > 30

    def test_only_the_last_release_remembered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def forgetful(cells: Mapping[str, int], before: Mapping[str, int], k: int) -> Release:
            last = {cell: count for cell, count in before.items() if cell in cells}
            released = release(cells, last, k)
            return replace(released, shown={cell: count for cell, count in released.cells.items() if count is not None})

        monkeypatch.setattr(guard, "release", forgetful)
        attacker = Attacker(K_STAFF)
        crowd = Crowd(0)
        staff = GuardedCounts(crowd, "staff", K_STAFF)  # type: ignore[arg-type]  # a crowd only counts
        for count in (20, 26, 21):
            crowd.counts.cells = {}
            crowd.counts.add(QUESTIONS[0].name, "yes", count)
            attacker.reads("table", staff.answers("2026", QUESTIONS[0]))
        assert list(attacker.finds()) == ["table: 1 came or went that said yes"]

    def test_two_audiences_that_know_nothing_of_each_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        together = guards

        def apart(crowd: Crowd, k_staff: int, k_public: int) -> tuple[GuardedCounts, GuardedCounts]:
            staff, public = together(crowd, k_staff, k_public)
            return staff, replace(public, behind=None)

        monkeypatch.setattr(sys.modules[__name__], "guards", apart)
        assert self.found() > 20

    def test_a_total_of_all_who_answered(self) -> None:
        attacker, crowd = Attacker(K_PUBLIC), Crowd(3)
        _, public = guards(crowd, K_STAFF, K_PUBLIC)
        for _ in range(DAYS):
            crowd.day()
            everybody = sum(crowd.counts.answers(QUESTIONS[0].name).values())
            attacker.reads("table", public.answers("2026", QUESTIONS[0]), everybody)
        assert any("hidden" in found for found in attacker.finds())


# The same with the texts themselves: what people read, not what the program thinks it tells.


@pytest.mark.parametrize("seed", range(12))
async def test_the_texts_of_thirty_days_of_digests_pages_and_pictures_tell_no_more(seed: int) -> None:
    seen = await month(seed)
    assert seen.figures > 30
    assert list(seen.attacker.finds()) == []


@pytest.mark.parametrize("seed", range(12))
async def test_whoever_reads_everything_cannot_tell_a_town_from_one_where_the_hidden_counts_are_others(
    seed: int,
) -> None:
    assert (await month(seed, veiled=True)).shown == (await month(seed)).shown


class TestTheVeilWouldTell:
    """Towns that look the same prove nothing, unless one is told from the other by what is known to leak."""

    async def told_apart(self) -> bool:
        for seed in range(20):
            if (await month(seed, veiled=True)).shown != (await month(seed)).shown:
                return True
        return False

    async def test_words_about_a_change_that_know_the_true_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        shown = Composer._for_run

        def knowing(self: Composer, work: ToldWork, run: DigestRun, news: CommitmentNews) -> CommitmentNews:
            true = work.counts.answers("2026", f"view_{news.name}")
            known = {option: true.get(option, 0) for option in news.view.cells} if news.view else {}
            told = work.releases.shown(run.kind, news.name)
            return replace(shown(self, work, run, news), trend=trend(told, known, frozenset(("yes", "little")), 0))

        monkeypatch.setattr(Composer, "_for_run", knowing)
        assert await self.told_apart()

    async def test_a_digest_that_comes_whenever_a_count_has_moved(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def moved(_: Composer, work: ToldWork, __: DigestRun, digest: FollowerDigest) -> frozenset[str]:
            odd = {
                each.name
                for each in digest.commitments
                if sum(work.counts.answers("2026", f"view_{each.name}").values()) % 2
            }
            return frozenset(odd)

        monkeypatch.setattr(Composer, "news", moved)
        assert await self.told_apart()

    async def test_a_number_of_all_who_answered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        shown = Gathering.view

        def with_all(self: Gathering, asked: Question) -> ResidentsView:
            view = shown(self, asked)
            work = getattr(self.figures, "work", None)
            everybody = sum(work.counts.answers("2026", asked.name).values()) if work else 0
            return replace(view, cells={**view.cells, "unknown": everybody or view.cells["unknown"]})

        monkeypatch.setattr(Gathering, "view", with_all)
        assert await self.told_apart()
        assert list((await month(0)).attacker.finds())
