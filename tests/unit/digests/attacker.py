"""Who reads everything that is told, remembers it, and looks for numbers of people that are too small."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

Cells = Mapping[str, int | None]


@dataclass
class Attacker:
    """`seen` is, by table, every set of cells that was ever told of it, with the total beside them if there was one."""

    k: int
    seen: dict[str, list[tuple[Cells, int | None]]] = field(default_factory=dict)

    def reads(self, table: str, cells: Cells, total: int | None = None) -> None:
        told = (dict(cells), total)
        if told not in self.seen.setdefault(table, []):
            self.seen[table].append(told)

    def finds(self) -> Iterator[str]:
        """Every small group that arithmetic gives away."""
        for table, told in self.seen.items():
            yield from self._in_a_cell(table, told)
            yield from self._between_two_days(table, told)
            yield from self._by_totals(table, told)

    def finds_across(self, whole: str, parts: Mapping[str, str]) -> Iterator[str]:
        """Small groups given away by two tables: of a whole, and of its parts.

        `parts` names, by cell of the split table, the cell of the whole that it is a part of. A whole less the parts
        shown is how many the hidden parts have; and two such rests tell who came to them in between.
        """
        rests: dict[str, set[int]] = {}
        for (all_of, _), (split, _) in product(self.seen.get(whole, []), self.seen.get("split", [])):
            for cell, count in all_of.items():
                own = [split[part] for part, of in parts.items() if of == cell and split.get(part) is not None]
                if count is not None and own:
                    rests.setdefault(cell, set()).add(count - sum(filter(None, own)))
        for cell, found in rests.items():
            for rest in found:
                if 0 < abs(rest) < self.k:
                    yield f"{whole}: {rest} said {cell} and are hidden"
            for one, other in combinations(sorted(found), 2):
                if 0 < other - one < self.k:
                    yield f"{whole}: {other - one} came or went among those who said {cell} and are hidden"

    def _in_a_cell(self, table: str, told: list[tuple[Cells, int | None]]) -> Iterator[str]:
        for cells, _ in told:
            for cell, count in cells.items():
                if count is not None and count < self.k:
                    yield f"{table}: {count} said {cell}"

    def _between_two_days(self, table: str, told: list[tuple[Cells, int | None]]) -> Iterator[str]:
        values: dict[str, set[int]] = {}
        for cells, _ in told:
            for cell, count in cells.items():
                if count is not None:
                    values.setdefault(cell, set()).add(count)
        for cell, counts in values.items():
            for one, other in combinations(sorted(counts), 2):
                if other - one < self.k:
                    yield f"{table}: {other - one} came or went that said {cell}"

    def _by_totals(self, table: str, told: list[tuple[Cells, int | None]]) -> Iterator[str]:
        """A total tells of what is hidden beside it, and two totals of what is hidden beside either."""
        rests = set()
        for cells, total in told:
            if total is not None:
                rest = total - sum(count for count in cells.values() if count is not None)
                rests.add(rest)
                if rest:
                    yield f"{table}: {rest} said what is hidden" if rest < self.k else f"{table}: {rest} are hidden"
        for one, other in combinations(sorted(rests), 2):
            yield f"{table}: {other - one} came or went that said what is hidden"
