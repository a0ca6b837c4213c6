"""Every table of answers that the staff are shown: by the guard, or as it was shown before.

Whoever tells the staff figures of answers takes them from here. A table that is not here is shown to nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from digests.content import DigestContent
from digests.guard import answers_table
from digests.residents_view import ResidentsView
from digests.split import Split, SplitView, answered_table, languages_table, split_table
from survey.questionnaire import Question

AUDIENCE = "staff"
"""Under this name what the staff were shown is remembered."""

Cells = Mapping[str, int | None]


class Whole(Protocol):
    """Where figures of a question come from."""

    def answers(self, round_name: str, question: Question, /) -> Cells:
        """How many chose each option; None where that may not be shown."""
        ...


class Parted(Protocol):
    """Where figures by who answered come from."""

    def split(self, round_name: str, split: Split, /) -> SplitView:
        """How many of each group chose each option."""
        ...

    def answered(self, round_name: str, split: Split, /) -> Cells:
        """How many of each group answered the question at all."""
        ...

    def languages(self, round_name: str, among: Question, languages: Sequence[str], /) -> Cells:
        """Responses in each language, of those that answer the question."""
        ...


@dataclass(frozen=True, slots=True)
class StaffTables:
    """All of them. `views` are by commitment; `others` the questions that are shown whole and nowhere else."""

    views: Mapping[str, ResidentsView]
    worries: ResidentsView | None
    others: tuple[ResidentsView, ...]
    area: SplitView | None
    age: SplitView | None
    ages: Cells
    languages: Cells

    @property
    def wholes(self) -> tuple[ResidentsView, ...]:
        """Questions shown whole that are about no commitment."""
        return (*((self.worries,) if self.worries else ()), *self.others)

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure that may be shown."""
        cells = [each.cells for each in (*self.views.values(), *self.wholes)]
        cells += [each.cells for each in (self.area, self.age) if each]
        return not any(any(each.values()) for each in (*cells, self.ages, self.languages))


def staff_tables(content: DigestContent, whole: Whole, parted: Parted) -> StaffTables:
    """The tables of that content. Where they come from the guard, to ask is to show."""

    def view(question: Question) -> ResidentsView:
        return ResidentsView(question, whole.answers(content.round, question))

    return StaffTables(
        views={name: view(question) for name, question in content.views.items()},
        worries=view(content.worries) if content.worries else None,
        others=tuple(map(view, content.others)),
        area=parted.split(content.round, content.by_area) if content.by_area else None,
        age=parted.split(content.round, content.by_age) if content.by_age else None,
        ages=parted.answered(content.round, content.ages) if content.ages else {},
        languages=parted.languages(content.round, content.spoken, content.languages) if content.spoken else {},
    )


def table_names(content: DigestContent) -> Iterator[str]:
    """The names under which what was shown of them is remembered."""
    for question in (*content.views.values(), *((content.worries,) if content.worries else ()), *content.others):
        yield answers_table(content.round, question)
    for split in (content.by_area, content.by_age):
        if split:
            yield split_table(content.round, split)
    if content.ages:
        yield answered_table(content.round, content.ages)
    if content.spoken:
        yield languages_table(content.round)
