"""The table that `make bench` prints: each measure beside its baseline and what it should be."""

from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = ("measure", "ours", "baseline", "ratio", "first landing", "goal", "")


@dataclass(frozen=True, slots=True)
class Target:
    """What a value should not pass; with `at_least`, what it should reach. `unit` is written behind it."""

    first_landing: float
    goal: float
    unit: str = ""
    at_least: bool = False

    def met(self, value: float, limit: float) -> bool:
        """Whether the value is good enough."""
        return value >= limit if self.at_least else value <= limit

    def written(self, limit: float) -> str:
        """A limit as people write it."""
        return f"{'≥' if self.at_least else '≤'} {limit:g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: `value` is what the target speaks of, `ours` and `baseline` are what it came from."""

    name: str
    ours: str
    baseline: str
    value: float
    target: Target

    def cells(self) -> tuple[str, ...]:
        """The line's columns."""
        target = self.target
        return (
            self.name,
            self.ours,
            self.baseline,
            f"{self.value:.3g}{target.unit}",
            target.written(target.first_landing),
            target.written(target.goal),
            self.verdict(),
        )

    def verdict(self) -> str:
        """How it came out."""
        target = self.target
        if target.met(self.value, target.goal):
            return "met, goal too"
        return "met" if target.met(self.value, target.first_landing) else "MISSED"


def table(measures: Sequence[Measure]) -> str:
    """The lines under their head, in columns."""
    rows = [_HEAD, *(measure.cells() for measure in measures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
