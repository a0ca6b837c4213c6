"""How what residents notice has changed since it was last told, and whether that can be chance.

Only figures that were shown are compared, so the words about a change tell nothing that the figures did not.

Figures grow from one digest to the next: the earlier answers are among the later ones. So the answers that came in
between are compared with those from before, which are of other people. And a shown figure may lag behind: the guard
holds back up to so many answers in every cell, shown or hidden. So a change counts only where it would stand wherever
those were hiding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from digests.chance import Interval, difference

_ANYTHING = Interval(-1, 1)
"""What is known of a difference when there is nobody to compare with."""


class Trend(StrEnum):
    """What can be said of those who answered since last time, beside those who had before."""

    MORE = "more"
    FEWER = "fewer"
    NO_DIFFERENCE = "no_difference"
    TOO_FEW = "too_few"


def trend(before: Mapping[str, int], now: Mapping[str, int | None], noticed: frozenset[str], held_back: int) -> Trend:
    """The trend between two releases of one table. `held_back` is how many answers a cell may hide at the most."""
    then = {option: before.get(option, 0) for option in now}
    later = {option: count or 0 for option, count in now.items()}
    if not any(then.values()) or all(later[option] <= then[option] for option in now):
        return Trend.TOO_FEW
    bounds = list(_wherever_they_hide(_Sides.of(then, noticed), _Sides.of(later, noticed), held_back))
    if all(bound.lower > 0 for bound in bounds):
        return Trend.MORE
    if all(bound.upper < 0 for bound in bounds):
        return Trend.FEWER
    return Trend.NO_DIFFERENCE


def held_back(*ks: int) -> int:
    """How many answers a cell behind guards of these group sizes can be short of the truth."""
    return sum(k - 1 for k in ks)


@dataclass(frozen=True, slots=True)
class _Sides:
    """How many notice and how many do not, and how many cells there are on each side."""

    yes: int
    no: int
    yes_cells: int
    no_cells: int

    @classmethod
    def of(cls, counts: Mapping[str, int], noticed: frozenset[str]) -> "_Sides":
        yes = [count for option, count in counts.items() if option in noticed]
        no = [count for option, count in counts.items() if option not in noticed]
        return cls(sum(yes), sum(no), len(yes), len(no))

    def possible(self, held_back: int) -> Iterator[tuple[int, int]]:
        """The true numbers with none and with all of what may be held back, on either side."""
        return product(
            (self.yes, self.yes + held_back * self.yes_cells), (self.no, self.no + held_back * self.no_cells)
        )


def _wherever_they_hide(then: _Sides, later: _Sides, held_back: int) -> Iterator[Interval]:
    """The interval between those who came in between and those from before, for each of the outermost cases."""
    for (yes, no), (all_yes, all_no) in product(then.possible(held_back), list(later.possible(held_back))):
        new_yes, new_no = max(all_yes - yes, 0), max(all_no - no, 0)
        if new_yes + new_no:
            yield difference(new_yes, new_yes + new_no, yes, yes + no)
        else:
            yield _ANYTHING
