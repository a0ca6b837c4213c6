"""Who reads digests and reports together, and sets every figure against every other of the same people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

Key = tuple[str, str]
"""A table and one of its cells."""
NEVER = ""
"""The day before anything was told, when every cell stood at nought."""


@dataclass
class Ledger:
    """`told` is every value a cell was ever told to have, `stood` what it had on a day, `grew` by how much it grew.

    While `day` is named, what is read is how things stand on it.
    """

    k: int
    day: str = NEVER
    told: dict[Key, set[int]] = field(default_factory=dict)
    stood: dict[Key, dict[str, int]] = field(default_factory=dict)
    grew: dict[Key, dict[tuple[str, str], set[int]]] = field(default_factory=dict)

    def reads(self, table: str, cells: Mapping[str, int | None], total: int | None = None) -> None:
        """A digest's table. A total says no more than its cells, or it is a cell too many."""
        known = {cell: count for cell, count in cells.items() if count is not None}
        for cell, count in known.items():
            self.told.setdefault((table, cell), set()).add(count)
            if self.day:
                self.stood.setdefault((table, cell), {})[self.day] = count
        if total is not None and total != sum(known.values()):
            self.told.setdefault((table, "the rest"), set()).add(total - sum(known.values()))

    def reads_growth(self, table: str, cells: Mapping[str, int | None], start: str, end: str) -> None:
        """A report's table: how much each cell grew from one day to another."""
        for cell, count in cells.items():
            if count is not None:
                self.grew.setdefault((table, cell), {}).setdefault((start, end), set()).add(count)

    def finds(self) -> Iterator[str]:
        """Every small group that arithmetic gives away."""
        for key in sorted({*self.told, *self.grew}):
            name, told = " ".join(key), self.told.get(key, set())
            yield from (f"{name}: {count} said it" for count in told if count < self.k)
            yield from self._near(name, told)
            for levels in self._levels(key):
                yield from (f"{name}: {sorted(each)} on {day}" for day, each in levels.items() if len(each) > 1)
                known = set().union(*levels.values())
                if NEVER in levels:
                    known |= told
                yield from self._near(name, known)

    def finds_across(self, whole: str, parts: Mapping[Key, str]) -> Iterator[str]:
        """Small groups that a whole gives away less the parts of it that are told; `parts` are cells, by its cell."""
        rests: dict[str, set[int]] = {}
        for (table, cell), spans in self.grew.items():
            if table != whole:
                continue
            for span, counts in spans.items():
                own = [
                    self.grew[part][span]
                    for part, of in parts.items()
                    if of == cell and span in self.grew.get(part, {})
                ]
                shown = sum(max(each) for each in own)
                rests.setdefault(cell, set()).update(count - shown for count in counts)
        for cell, found in rests.items():
            yield from (f"{whole}: {rest} said {cell} and are hidden" for rest in found if 0 < abs(rest) < self.k)
            yield from self._near(f"{whole} less its parts, {cell}", found)

    def _near(self, name: str, values: set[int]) -> Iterator[str]:
        for one, other in combinations(sorted(values), 2):
            if other - one < self.k:
                yield f"{name}: {other - one} came or went"

    def _levels(self, key: Key) -> Iterator[dict[str, set[int]]]:
        """How the cell stood on each day that can be reckoned from another, for each set of such days.

        Where one of the days is `NEVER`, the levels are how many they were; else only their differences mean anything.
        """
        steps: dict[str, list[tuple[str, int]]] = {}
        spans = [(start, end, count) for (start, end), found in self.grew.get(key, {}).items() for count in found]
        for start, end, count in (*spans, *((NEVER, day, count) for day, count in self.stood.get(key, {}).items())):
            steps.setdefault(start, []).append((end, count))
            steps.setdefault(end, []).append((start, -count))
        left = set(steps)
        while left:
            begin = NEVER if NEVER in left else min(left)
            levels, waiting = {begin: 0}, [begin]
            while waiting:
                day = waiting.pop()
                for other, count in steps[day]:
                    if other not in levels:
                        levels[other] = levels[day] + count
                        waiting.append(other)
            left -= set(levels)
            yield {day: {level, *self._by_others(steps[day], levels)} for day, level in levels.items()}

    def _by_others(self, steps: list[tuple[str, int]], levels: Mapping[str, int]) -> Iterator[int]:
        """What a day's level is by each other figure there is of it."""
        return (levels[other] - count for other, count in steps)
