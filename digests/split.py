"""What is told by who answered: by area, by age, by language. What is split is shown in one table, and nowhere else.

Were a question shown whole as well, the whole less the parts shown would be the parts that are hidden. So what is told
of a group, or of all groups together, is a sum of the cells that are shown: at least so many. And languages are counted
among those who answered a question that is shown in no table at all, so that there is nothing to take them from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from digests.guard import show
from digests.ports import Releases, SplitCounts
from survey.questionnaire import Question


@dataclass(frozen=True, slots=True)
class Split:
    """A question split by the options of another one."""

    by: Question
    question: Question

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in the order in which they are asked for; those for whom the survey ends at once are none."""
        return tuple(each.name for each in self.by.choices if not each.ends)

    @property
    def options(self) -> tuple[str, ...]:
        """What those of a group can have chosen."""
        return tuple(each.name for each in self.question.choices)


class SplitWork(Protocol):
    """What the guard of split tables sees inside a transaction."""

    @property
    def split_counts(self) -> SplitCounts:
        """The true counts by who answered."""
        ...

    @property
    def releases(self) -> Releases:
        """What was shown."""
        ...


@dataclass(frozen=True, slots=True)
class SplitView:
    """Guarded counts of a split, by `pair`; None where they are too few to show."""

    split: Split
    cells: Mapping[str, int | None]

    def of(self, group: str) -> dict[str, int | None]:
        """What those of a group chose."""
        return {option: self.cells[pair(group, option)] for option in self.split.options}

    def known(self, group: str, options: Sequence[str] = ()) -> int:
        """How many of a group are shown, of those who chose one of the options (none named: any)."""
        return sum(count or 0 for option, count in self.of(group).items() if option in options or not options)

    @property
    def shown(self) -> tuple[str, ...]:
        """The groups of which anything may be shown."""
        return tuple(group for group in self.split.groups if self.known(group))

    def narrowed(self, groups: Sequence[str]) -> "SplitView":
        """The same with only these groups (none named: all). A part of one release tells no more than all of it."""
        kept = tuple(each for each in self.split.by.choices if each.name in groups or not groups)
        split = replace(self.split, by=replace(self.split.by, choices=kept))
        return SplitView(split, {name: self.cells[name] for name in _pairs(split)})


@dataclass(frozen=True, slots=True)
class GuardedSplits:
    """Counts by who answered, for one audience. Asking is showing, as with `digests.guard.GuardedCounts`."""

    work: SplitWork
    audience: str
    k: int

    def split(self, round_name: str, split: Split) -> SplitView:
        """How many of each group chose each option. The question must be shown in no other table."""
        counts = self.work.split_counts.split(round_name, split.by.name, split.question.name)
        cells = {name: counts.get(each, 0) for name, each in _pairs(split).items()}
        return SplitView(split, self._shown(split_table(round_name, split), cells))

    def answered(self, round_name: str, split: Split) -> Mapping[str, int | None]:
        """How many of each group answered the question at all. It must be shown in no table."""
        counts = self.work.split_counts.answered(round_name, split.by.name, split.question.name)
        return self._shown(answered_table(round_name, split), {each: counts.get(each, 0) for each in split.groups})

    def languages(self, round_name: str, among: Question, languages: Sequence[str]) -> Mapping[str, int | None]:
        """Responses in each language, of those that answer the question. It must be shown in no table at all."""
        counts = self.work.split_counts.languages(round_name, among.name)
        return self._shown(languages_table(round_name), {each: counts.get(each, 0) for each in languages})

    def stops(self, round_name: str, order: Sequence[Question]) -> Mapping[str, int | None]:
        """How many unfinished responses got as far as each question, by its name."""
        names = [question.name for question in order]
        counts = self.work.split_counts.furthest(round_name, names)
        return self._shown(f"{round_name} stops", {name: counts.get(name, 0) for name in names})

    def _shown(self, table: str, counts: Mapping[str, int]) -> Mapping[str, int | None]:
        return show(self.work.releases, self.audience, self.k, table, counts)


def pair(group: str, option: str) -> str:
    """The cell for those of a group who chose an option."""
    return f"{group}/{option}"


def split_table(round_name: str, split: Split) -> str:
    """The name under which what was shown of a split is remembered."""
    return f"{round_name}/{split.by.name}*{split.question.name}"


def answered_table(round_name: str, split: Split) -> str:
    """The same of how many of each group answered."""
    return f"{round_name}/{split.by.name} answered"


def languages_table(round_name: str) -> str:
    """The same of languages."""
    return f"{round_name} languages"


def cells_of(split: Split) -> tuple[str, ...]:
    """The names of a split's cells."""
    return tuple(_pairs(split))


def _pairs(split: Split) -> dict[str, tuple[str, str]]:
    return {pair(group, option): (group, option) for group in split.groups for option in split.options}
