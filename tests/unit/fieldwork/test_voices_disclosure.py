"""The line about dialogues becomes public: an attacker has every one, and all that staff were shown, day after day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from digests.guard import GuardedCounts, values
from fieldwork.dialogue import Dialogue
from fieldwork.voices import Voices, at_least, said, voices
from survey.questionnaire import Choice, Kind, Question
from tests.unit.digests.memory import MemoryHelpShown, MemoryPulse, MemoryReleases

K_PUBLIC, K_STAFF = 10, 5
DAYS, TOWNS = 12, 300
HEARD = Question("heard", Kind.SELECT_ONE, {}, choices=tuple(Choice(each, {}) for each in ("yes", "partly", "no")))
WORRY = Question("worry", Kind.SELECT_MULTIPLE, {}, choices=tuple(Choice(each, {}) for each in ("drugs", "dark", "x")))
ASKED = (HEARD, WORRY)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
OVER = tuple(Dialogue(n, f"000000000{n}", "Parken", date(2026, 11, 23), "alla", NOW) for n in range(1, 4))
STILL_OPEN = Dialogue(9, "0000000009", "Torget", date(2026, 11, 23), "alla")

Cell = tuple[str, str, str]
"""A round, a question and an option."""


@dataclass
class Day:
    """How many chose what, dialogue by dialogue: the truth."""

    cells: dict[Cell, int]

    def answers(self, round_name: str, question: str, /) -> Mapping[str, int]:
        return {cell[2]: count for cell, count in self.cells.items() if cell[:2] == (round_name, question)}

    def has_sample(self, _round: str, /) -> bool:
        return False


@dataclass
class Work:
    counts: Day
    releases: MemoryReleases = field(default_factory=MemoryReleases)
    help_shown: MemoryHelpShown = field(default_factory=MemoryHelpShown)
    pulse: MemoryPulse = field(default_factory=MemoryPulse)


def a_town(chance: Random) -> list[Day]:
    """Some days of it: people answer, and a few take back what they said."""
    cells = {
        (each.round, question.name, choice.name): chance.choice((0, 1, 3, 4, 5, 9, 10, 11, 24))
        for each in OVER
        for question in ASKED
        for choice in question.choices
    }
    days = [Day(cells)]
    for _ in range(DAYS - 1):
        cells = {cell: max(0, count + chance.choice((0, 0, 0, 1, 1, 2, 6, -1, -3))) for cell, count in cells.items()}
        days.append(Day(cells))
    return days


def told(days: list[Day], seed: int, k_public: int = K_PUBLIC, k_staff: int = K_STAFF) -> Iterator[tuple[Work, Voices]]:
    """The line of each day. Staff look at one dialogue or another before it and after it."""
    chance, work = Random(seed), Work(days[0])
    for day in days:
        work.counts = day
        for looked in (chance.choice(OVER), None, chance.choice(OVER)):
            if looked:
                said(GuardedCounts(work, "staff", k_staff), ASKED, looked)
            else:
                yield work, voices(work, ASKED, (*OVER, STILL_OPEN), k_public, k_staff)


def lines(days: list[Day], seed: int, k_public: int = K_PUBLIC, k_staff: int = K_STAFF) -> list[Voices]:
    return [line for _, line in told(days, seed, k_public, k_staff)]


def otherwise(days: list[Day], k: int, chance: Random) -> list[Day]:
    """The same town, but for who is hidden: each cell that never has k is another number under k each day."""
    most = {cell: max(day.cells[cell] for day in days) for cell in days[0].cells}
    return [
        Day({cell: chance.randrange(k) if most[cell] < k else count for cell, count in day.cells.items()})
        for day in days
    ]


@pytest.mark.parametrize("k", [K_STAFF, K_PUBLIC])
def test_two_towns_that_differ_in_who_is_hidden_read_the_same_lines(k: int) -> None:
    for seed in range(TOWNS):
        chance = Random(seed)
        days = a_town(chance)
        assert lines(days, seed) == lines(otherwise(days, k, chance), seed), seed


def test_without_the_guard_the_same_attack_finds_who_is_hidden() -> None:
    found = 0
    for seed in range(TOWNS):
        chance = Random(seed)
        days = a_town(chance)
        found += lines(days, seed, 1, 1) != lines(otherwise(days, K_STAFF, chance), seed, 1, 1)
    assert found > TOWNS // 4


def test_what_staff_were_shown_and_the_public_line_cannot_be_taken_from_each_other() -> None:
    """Each number behind the line was shown to staff too, and to nobody two numbers less than their k apart."""
    shown_to: dict[str, int] = {"public": K_PUBLIC, "staff": K_STAFF}
    compared = 0
    for seed in range(TOWNS):
        known: dict[tuple[str, str, str], set[int]] = {}
        for work, line in told(a_town(Random(seed)), seed):
            for (audience, table), cells in work.releases.tables.items():
                for cell, count in values(cells).items():
                    known.setdefault((audience, table, cell), set()).add(count)
            public = {table: values(cells) for (who, table), cells in work.releases.tables.items() if who == "public"}
            assert line.at_least == sum(_borne_out(each, public) for each in OVER), seed
        for (audience, table, cell), counts in known.items():
            assert audience == "staff" or counts <= known["staff", table, cell], (seed, table, cell)
            assert _closest(counts) >= shown_to[audience], (seed, audience, table, cell)
            compared += len(counts) > 1
    assert compared > TOWNS


def test_a_dialogue_is_counted_once_it_is_over_and_people_where_the_public_may_know() -> None:
    nine = Day({(OVER[0].round, "heard", "yes"): 9, (OVER[0].round, "worry", "drugs"): 9})
    assert voices(Work(nine), ASKED, [OVER[0], STILL_OPEN], K_PUBLIC, K_STAFF) == Voices(1, 0)
    ten = Day({(OVER[0].round, "heard", "yes"): 10, (OVER[0].round, "worry", "drugs"): 9})
    assert voices(Work(ten), ASKED, [OVER[0], STILL_OPEN], K_PUBLIC, K_STAFF) == Voices(1, 10)
    ended = replace(STILL_OPEN, ended=NOW + timedelta(hours=1))
    assert voices(Work(ten), ASKED, [OVER[0], ended], K_PUBLIC, K_STAFF) == Voices(2, 10)
    assert at_least([]) == 0


def _borne_out(dialogue: Dialogue, public: Mapping[str, Mapping[str, int]]) -> int:
    """By the public's own cells alone: of several options the most chosen, else all of them."""
    heard = public.get(f"{dialogue.round}/heard", {}).values()
    worry = public.get(f"{dialogue.round}/worry", {}).values()
    return max(sum(heard), max(worry, default=0))


def _closest(counts: set[int]) -> int:
    ordered = sorted(counts)
    return min((after - before for before, after in pairwise(ordered)), default=K_PUBLIC)
