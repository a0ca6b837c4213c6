"""Nobody who reads all that is told, day after day, finds a group of fewer than k."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from digests import guard
from digests.guard import GuardedCounts, Release, release
from digests.overview import PromiseOverview
from digests.ports import Rhythm, Subscription
from digests.residents_view import ResidentsView
from digests.service import DigestService
from localization.catalogue import Catalogues
from promises.promise import Status
from tests.unit.digests.attacker import Attacker
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.population import QUESTIONS, TAPS, Crowd, guards
from tests.unit.digests.town import CONTENT, MUNICIPALITY, NOTICE, RULES, STOCKHOLM, at, update

POPULATIONS, DAYS = 10_000, 30
K_STAFF, K_PUBLIC = 5, 10
SWEDISH = Catalogues().words("sv")


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

LABELS = {label: option for option, label in NOTICE.items()}
CELL = re.compile(r"(märks lite|märks inte|märks|vet inte): (\d+|för få)")
TOTAL = re.compile(r"(\d+) svar visas\.")
TAPPED = re.compile(r"(Jag märker det inte|Jag märker det): (\d+|för få)")
FINDING = re.compile(r"(\d+) av (\d+) svar på frågan")
TITLES = {"Lys upp parken": "lights", "Patrullera på kvällar": "patrols"}


def figures(text: str) -> Iterator[tuple[str, dict[str, int | None], int | None]]:
    """Every table of a text, by the commitment it stands under, with its total."""
    for block in text.split("\n\n"):
        name = next((name for title, name in TITLES.items() if title in block), None)
        for line in block.split("\n"):
            cells = {LABELS[label]: _count(count) for label, count in CELL.findall(line)}
            total = TOTAL.search(line)
            under = next((each for title, each in TITLES.items() if title in line), name)
            if cells:
                yield f"view {under}", cells, int(total[1]) if total else None
            if taps := {label: _count(count) for label, count in TAPPED.findall(line)}:
                yield f"taps {under}", taps, None
            for count, of in FINDING.findall(line):
                yield f"view {under}", {"no": int(count)}, None
                yield f"n {under}", {"n": int(of)}, None


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else None


@pytest.mark.parametrize("seed", range(12))
async def test_the_texts_of_thirty_days_of_digests_and_pages_tell_no_more(seed: int) -> None:
    crowd, store, attacker = Crowd(seed, busy=40), DigestStore(), Attacker(K_PUBLIC)
    for number, rhythm in enumerate(Rhythm):
        for weekday in range(7):
            key = store.person(f"{number} {weekday}")
            chosen = ((), ("lights",), ("patrols",))[weekday % 3]
            store.subscriptions.save(Subscription(key, chosen, weekday, 17, 0, date(2026, 1, 1), rhythm))
    store.counts.answers = lambda _round, question: crowd.counts.answers(question)  # type: ignore[method-assign]
    store.pulse = crowd.pulse  # type: ignore[assignment]  # it counts as the other does
    service = DigestService(store, Catalogues(), CONTENT, RULES, list)
    page = PromiseOverview(store, CONTENT, STOCKHOLM, lambda: at("2026-12-31 12:00"))
    now = at("2026-11-01 12:00")
    await service.tick(now)
    finding = replace(update("lights", "2026-11-02 12:00"), answers="view_lights/no", status=Status.IN_PROGRESS)
    store.progress.add(replace(finding, signed_by=(MUNICIPALITY,)))
    figures_told = 0
    for _ in range(DAYS):
        now += timedelta(days=1)
        crowd.day()
        await service.tick(now + timedelta(hours=6))
        letters = [row.message.letter for row in store.outbox.rows.values()]
        letters += await page.letters(SWEDISH)
        letters += await page.history("lights", SWEDISH)
        for letter in letters:
            for table, cells, total in figures(letter.text):
                attacker.reads(table, cells, total)
                figures_told += 1
        store.outbox.rows.clear()
    assert figures_told > 30
    assert list(attacker.finds()) == []
