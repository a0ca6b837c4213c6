"""Thirty mornings of the staff's digest, at several hours and with areas of one's own: nobody finds a group under k.

The digests are read as text, by somebody who knows every filter there is; what they subtract is subtracted exactly.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from digests import guard
from digests.guard import GuardedCounts, Release
from digests.ports import MorningChoice
from digests.service import DigestService
from digests.split import GuardedSplits, Split, pair
from localization.catalogue import Catalogues
from people.staff import Role, StaffMember
from tests.unit.digests.attacker import Attacker
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.mornings import MemorySplits
from tests.unit.digests.population import Tally
from tests.unit.digests.test_staff_digest import AGE, AREA, BY_AGE, BY_AREA, EVENING, TOWN
from tests.unit.digests.town import MUNICIPALITY, RULES, at

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

K, DAYS = 5, 30
PARTS = {pair(group, option): option for group in BY_AREA.groups for option in BY_AREA.options}


@dataclass
class Street:
    """People who answer where they live and how the evening is, and take it back; some say only one of the two."""

    random: random.Random
    busy: int
    splits: MemorySplits = field(default_factory=MemorySplits)
    whole: Tally = field(default_factory=Tally)
    said: list[tuple[str, str]] = field(default_factory=list)

    def day(self) -> None:
        for _ in range(self.random.randrange(self.busy + 1)):
            group = self.random.choice((*BY_AREA.groups, BY_AREA.groups[0], "nowhere"))
            self._count(group, self.random.choice(BY_AREA.options), 1)
        while self.said and self.random.random() < 0.4:
            self._count(*self.said.pop(self.random.randrange(len(self.said))), -1)

    def _count(self, group: str, option: str, times: int) -> None:
        if times > 0:
            self.said.append((group, option))
        self.splits.add("area", "evening", group, option, times)
        self.splits.add("age", "places", self.random.choice(BY_AGE.groups), self.random.choice(BY_AGE.options), 1)
        self.splits.stopped[self.random.choice(("area", "evening"))] += self.random.randrange(3)
        self.whole.add("evening", option, times)


def street(seed: int) -> Street:
    chance = random.Random(seed)
    return Street(chance, chance.choice((4, 12, 40)))


@dataclass
class Figures:
    """A store of figures that live."""

    of: Street
    counts: Tally
    releases: object
    split_counts: MemorySplits


def watch(seed: int, *, whole_too: bool) -> Attacker:
    """Thirty days of the split table; with `whole_too`, and of the same question unsplit, as no digest shows it."""
    living, store, attacker = street(seed), DigestStore(), Attacker(K)
    figures = Figures(living, living.whole, store.releases, living.splits)
    splits = GuardedSplits(figures, "staff", K)  # type: ignore[arg-type]  # a street only counts
    wholes = GuardedCounts(figures, "staff", K)  # type: ignore[arg-type]  # as above
    for _ in range(DAYS):
        living.day()
        if living.random.random() < 0.6:
            attacker.reads("split", splits.split("2026", BY_AREA).cells)
        if whole_too and living.random.random() < 0.6:
            attacker.reads("whole", wholes.answers("2026", EVENING))
    return attacker


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_the_split_table_alone_tells_nothing_of_a_small_group(first: int) -> None:
    told = 0
    for seed in range(first, first + 500):
        attacker = watch(seed, whole_too=False)
        assert list(attacker.finds()) == [], seed
        told += len(attacker.seen.get("split", ()))
    assert told > 2000


def test_the_attacker_finds_what_the_whole_beside_its_parts_gives_away() -> None:
    """Why a question that is split is shown nowhere else: both guarded, and the rest is a small group all the same."""
    found = [seed for seed in range(100) if any(watch(seed, whole_too=True).finds_across("whole", PARTS))]
    assert len(found) > 50


def test_so_content_that_would_show_a_question_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="in one table only"):
        replace(TOWN, worries=EVENING)
    with pytest.raises(ValueError, match="in one table only"):
        replace(TOWN, spoken=EVENING)
    with pytest.raises(ValueError, match="in one table only"):
        replace(TOWN, worries=AREA)
    with pytest.raises(ValueError, match="in one table only"):
        replace(TOWN, ages=Split(AGE, BY_AGE.question))


# The same with what is read.

LINE = re.compile(r"(Centrum|Norr|Vid sjön): (\d+|för få att visa)(?: av |, av )(\d+)")
AGES = re.compile(r"(13 till 19 år|Äldre): (.+)\.")
CELL = re.compile(r"(I parken|Vid stationen): (\d+)")
STOPPED = re.compile(r"inte inskickade: minst (\d+)\.")


def readers(store: DigestStore) -> None:
    """Everybody who could compare notes: at three hours, on some weekdays, with one area, with all."""
    for number, (choice, areas) in enumerate(
        (
            (None, ()),
            (MorningChoice(6, 0, (0, 2, 4)), ()),
            (MorningChoice(8, 0, tuple(range(7))), ("centre",)),
            (MorningChoice(12, 0, tuple(range(7))), ("north", "lake")),
        )
    ):
        key = store.person(f"reader {number}")
        member = StaffMember(number, key, "", Role.ANALYST, MUNICIPALITY, areas, date(2026, 1, 1))
        store.staff.members.append(member)
        if choice:
            store.morning_choices.save(key, choice)


def read(text: str, attacker: Attacker) -> int:
    cells: dict[str, int | None] = {}
    for area, unsafe, of in LINE.findall(text):
        cells[f"{area} unsafe"] = int(unsafe) if unsafe.isdigit() else None
        cells[f"{area} safe"] = (int(of) - int(unsafe)) or None if unsafe.isdigit() else int(of)
    for name, count in cells.items():
        attacker.reads(name, {name: count})
    for age, told in AGES.findall(text):
        for place, count in CELL.findall(told):
            attacker.reads(f"{age} {place}", {place: int(count)})
    return len(cells)


async def mornings(seed: int) -> tuple[Attacker, int]:
    living, store, attacker = street(seed), DigestStore(), Attacker(K)
    living.busy = 40
    store.split_counts = living.splits
    readers(store)
    service = DigestService(store, Catalogues(), TOWN, RULES, list)
    now, told = at("2026-11-01 12:30"), 0
    await service.tick(now)
    for _ in range(DAYS):
        now += timedelta(hours=11, minutes=30)
        for hour in range(13):
            living.day()
            await service.tick(now + timedelta(hours=hour))
        now += timedelta(hours=12, minutes=30)
        for row in store.outbox.rows.values():
            told += read(row.message.letter.text, attacker)
        store.outbox.rows.clear()
    return attacker, told


@pytest.mark.parametrize("seed", range(8))
async def test_thirty_mornings_at_every_hour_and_with_every_filter_tell_no_more(seed: int) -> None:
    attacker, told = await mornings(seed)
    assert told > 100
    assert list(attacker.finds()) == []


async def test_a_guard_that_only_hides_small_cells_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def threshold(cells: Mapping[str, int], _: object, k: int) -> Release:
        shown = {cell: count for cell, count in cells.items() if count >= k}
        return Release({cell: shown.get(cell) for cell in cells}, shown)

    monkeypatch.setattr(guard, "release", threshold)
    attacker, _ = await mornings(0)
    assert any(attacker.finds())


# By exact linear algebra, over who may be in which cell on which day.


def groups(days: int) -> Iterator[tuple[str, str, int]]:
    for area in (*BY_AREA.groups, "nowhere"):
        for option in (*BY_AREA.options, "silent"):
            for day in range(days):
                yield area, option, day


def spans(rows: list[list[int]], wanted: list[int]) -> bool:
    """Whether a sum of the rows, each taken any number of times, is the wanted one (Gauss, exactly)."""
    basis: list[list[Fraction]] = []

    def reduced(row: list[int]) -> list[Fraction]:
        left = [Fraction(each) for each in row]
        for each in basis:
            lead = next(place for place, value in enumerate(each) if value)
            if left[lead]:
                factor = left[lead] / each[lead]
                left = [value - factor * other for value, other in zip(left, each, strict=True)]
        return left

    for row in rows:
        if any(left := reduced(row)):
            basis.append(left)  # noqa: PERF401 - each is reduced by those before it
    return not any(reduced(wanted))


@pytest.mark.parametrize("seed", range(20))
def test_no_sum_of_all_that_was_told_is_a_small_group(seed: int) -> None:
    """Each figure is a sum over who came until a day; whatever is taken from whatever, a cell in a span of days that
    can be worked out has five people or more, and nobody who is hidden can be worked out at all."""
    chance, days = random.Random(seed), 4
    atoms = list(groups(days))
    came = Counter({atom: chance.randrange(5) for atom in atoms})
    store, splits = DigestStore(), MemorySplits()
    shown = GuardedSplits(Figures(street(0), Tally(), store.releases, splits), "staff", K)  # type: ignore[arg-type]
    rows, known = [], set()
    for day in range(days):
        for area in BY_AREA.groups:
            for option in BY_AREA.options:
                splits.add("area", "evening", area, option, came[area, option, day])
        for name, count in shown.split("2026", BY_AREA).cells.items():
            if count is not None and (name, count) not in known:
                known.add((name, count))
                rows.append([int(pair(*atom[:2]) == name and atom[2] <= day) for atom in atoms])
    assert rows
    for area in (*BY_AREA.groups, "nowhere"):
        for option in (*BY_AREA.options, "silent"):
            for first in range(days):
                for last in range(first, days):
                    wanted = [int(atom[:2] == (area, option) and first <= atom[2] <= last) for atom in atoms]
                    size = sum(came[atom] for atom, is_in in zip(atoms, wanted, strict=True) if is_in)
                    assert size >= K or not spans(rows, wanted)
