"""What the staff were last shown in each month, and how much it grew from one month to another.

It is nothing but what the guard had let through before, so it tells nothing that digests did not tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digests.content import DigestContent
from digests.guard import answers_table, values
from digests.ports import Releases
from digests.split import Split, SplitView, answered_table, cells_of, languages_table, split_table
from digests.staff_tables import AUDIENCE, Cells, table_names
from survey.questionnaire import Question

BY_MONTH = "staff by month"
"""The audience under whose name it is remembered, a table a month: `2026-11 first/worry`."""
_DAYS = "days"
"""The table that says of each month on which of its days something was shown last."""


def note_month(releases: Releases, content: DigestContent, day: date) -> None:
    """Note what the staff have been shown of each table up to now, a day of that month."""
    for table in table_names(content):
        _remember(releases, f"{_month(day)} {table}", values(releases.shown(AUDIENCE, table)))
    _remember(releases, _DAYS, {**releases.shown(BY_MONTH, _DAYS), _month(day): day.day})


def noted_on(releases: Releases, day: date) -> bool:
    """Whether something of that very day is noted."""
    return releases.shown(BY_MONTH, _DAYS).get(_month(day)) == day.day


@dataclass(frozen=True, slots=True)
class Grown:
    """How much each figure grew from the first day to the last, which are those of whole months.

    That is what was last shown up to the end, less what was last shown before the beginning. Both were let through by
    the guard, so they are the same or k or more apart. Where the figure is the same, or lower because people took back
    what they had said, there is nothing to tell.
    """

    releases: Releases
    k: int
    first: date
    last: date

    @property
    def until(self) -> date | None:
        """The day on which something was last shown, up to the end; None where nothing was."""
        noted = self.releases.shown(BY_MONTH, _DAYS)
        return next((date.fromisoformat(f"{each}-{noted[each]:02}") for each in self._months), None)

    def answers(self, round_name: str, question: Question, /) -> Cells:
        """How many chose each option of a question."""
        return self._grown(answers_table(round_name, question), [choice.name for choice in question.choices])

    def taps(self, _question: str, options: Sequence[str], /) -> Cells:
        """Nothing: what followers tap is told to followers."""
        return dict.fromkeys(options)

    def split(self, round_name: str, split: Split, /) -> SplitView:
        """How many of each group chose each option."""
        return SplitView(split, self._grown(split_table(round_name, split), cells_of(split)))

    def answered(self, round_name: str, split: Split, /) -> Cells:
        """How many of each group answered the question at all."""
        return self._grown(answered_table(round_name, split), split.groups)

    def languages(self, round_name: str, _among: Question, languages: Sequence[str], /) -> Cells:
        """Responses in each language."""
        return self._grown(languages_table(round_name), languages)

    def _grown(self, table: str, cells: Sequence[str]) -> Cells:
        before = self._shown(table, [each for each in self._months if each < _month(self.first)])
        after = self._shown(table, self._months)
        grown = {cell: after.get(cell, 0) - before.get(cell, 0) for cell in cells}
        return {cell: count if count >= self.k else None for cell, count in grown.items()}

    def _shown(self, table: str, months: Sequence[str]) -> Mapping[str, int]:
        """What was shown of a table in the first of these months in which anything of it was."""
        found = (self.releases.shown(BY_MONTH, f"{month} {table}") for month in months)
        return next(filter(None, found), {})

    @property
    def _months(self) -> list[str]:
        """The months in which something was noted, up to the last one, the newest first."""
        noted = self.releases.shown(BY_MONTH, _DAYS)
        return sorted((month for month in noted if month <= _month(self.last)), reverse=True)


def _remember(releases: Releases, table: str, cells: dict[str, int]) -> None:
    if releases.shown(BY_MONTH, table) != cells:
        releases.remember(BY_MONTH, table, cells)


def _month(day: date) -> str:
    return day.isoformat()[: len("2026-11")]
