"""The figures of a report over whole months: by question, by area and by age, each cell guarded and rounded.

A report is about some months, a digest about the whole round, and the two can be subtracted. So nothing in a report is
exact: a count under k is not shown, any other is rounded to the nearest k, and what is shown stays the same until the
true count is k or more away. Months are whole, so that periods cannot be shifted by a day to see one day's answers.
Where one cell alone of an option is hidden, the smallest shown beside it is hidden too.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from digests.guard import release
from digests.ports import Releases
from survey.questionnaire import Kind, Question

_AUDIENCE = "report"
_COUNTED = frozenset((Kind.SELECT_ONE, Kind.SELECT_MULTIPLE))

Cells = Mapping[str, int | None]


class ReportCounts(Protocol):
    """Counts over submitted responses, unguarded: only what this file makes of them may be shown."""

    def chosen(self, round_name: str, first: date, last: date, question: str, /) -> Mapping[str, int]:
        """How many chose each option among the responses submitted from one day to another."""
        ...

    def crossed(
        self, round_name: str, first: date, last: date, question: str, by: str, /
    ) -> Mapping[str, Mapping[str, int]]:
        """The same for each option of another question, by that option."""
        ...


class ReportWork(Protocol):
    """What a report sees inside its transaction."""

    @property
    def report_counts(self) -> ReportCounts:
        """The true counts."""
        ...

    @property
    def releases(self) -> Releases:
        """What was shown."""
        ...


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, from the first day of one to the last day of another."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Split:
    """A question's answers for each option of another one (`by`)."""

    by: Question
    rows: Mapping[str, Cells]

    @property
    def is_shown(self) -> bool:
        """Whether anything of it may be shown."""
        return any(count is not None for cells in self.rows.values() for count in cells.values())


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: its options with how many chose them, to the nearest k; None where they are too few."""

    question: Question
    cells: Cells
    splits: tuple[Split, ...]

    @property
    def shown(self) -> dict[str, int]:
        """The options that may be shown, the most chosen first."""
        found = {option: count for option, count in self.cells.items() if count is not None}
        return dict(sorted(found.items(), key=lambda cell: -cell[1]))


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `sample`: some of the answers are made up."""

    months: Months
    k: int
    answered: tuple[Answered, ...]
    sample: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure that may be shown."""
        return not any(each.shown for each in self.answered)


def months_of(first: date, last: date) -> Months:
    """The whole months in which these days lie."""
    return Months(first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))


def report(
    work: ReportWork, round_name: str, questions: Sequence[Question], by: Sequence[Question], months: Months, k: int
) -> tuple[Answered, ...]:
    """The figures of every question that has options. To ask is to show: what comes back is remembered as shown."""
    return tuple(_answered(work, round_name, each, by, months, k) for each in questions if each.kind in _COUNTED)


def _answered(
    work: ReportWork, round_name: str, question: Question, by: Sequence[Question], months: Months, k: int
) -> Answered:
    counts = work.report_counts.chosen(round_name, months.first, months.last, question.name)
    cells = _guarded(work, _table(round_name, months, question), question, counts, k)
    splits = tuple(_split(work, round_name, question, each, months, k) for each in by if each.name != question.name)
    return Answered(question, cells, splits)


def _split(work: ReportWork, round_name: str, question: Question, by: Question, months: Months, k: int) -> Split:
    counts = work.report_counts.crossed(round_name, months.first, months.last, question.name, by.name)
    rows = {
        choice.name: _guarded(
            work,
            f"{_table(round_name, months, question)} {by.name}={choice.name}",
            question,
            counts.get(choice.name, {}),
            k,
        )
        for choice in by.choices
        if not choice.ends
    }
    return Split(by, hide_the_second(rows))


def hide_the_second(rows: Mapping[str, Cells]) -> Mapping[str, Cells]:
    """The same, but where one row alone hides an option, the row with the smallest count hides it too.

    Else that option's total minus what is shown would tell what is hidden.
    """
    kept = {row: dict(cells) for row, cells in rows.items()}
    for option in dict.fromkeys(option for cells in rows.values() for option in cells):
        shown = {row: count for row, cells in kept.items() if (count := cells.get(option)) is not None}
        if len(kept) - len(shown) == 1 and shown:
            kept[min(shown, key=lambda row: shown[row])][option] = None
    return kept


def _guarded(work: ReportWork, table: str, question: Question, counts: Mapping[str, int], k: int) -> Cells:
    before = work.releases.shown(_AUDIENCE, table)
    true = {choice.name: counts.get(choice.name, 0) for choice in question.choices if not choice.ends}
    released = release(true, before, k)
    if released.shown != before:
        work.releases.remember(_AUDIENCE, table, released.shown)
    return {option: None if count is None else rounded(count, k) for option, count in released.cells.items()}


def rounded(count: int, k: int) -> int:
    """To the nearest multiple of k; halves go up."""
    return (2 * count + k) // (2 * k) * k


def _table(round_name: str, months: Months, question: Question) -> str:
    return f"{round_name} {months.first.isoformat()}/{months.last.isoformat()} {question.name}"


def most_chosen(answered: Sequence[Answered], most: int) -> Iterator[tuple[Question, list[tuple[str, int]]]]:
    """Of each question the options chosen most, where any may be shown."""
    for each in answered:
        if each.shown:
            yield each.question, list(each.shown.items())[:most]
