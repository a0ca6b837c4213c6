"""What residents answered to one question, as far as it may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from localization.catalogue import Words
from localization.labels import in_language
from survey.questionnaire import Kind, Question


@dataclass(frozen=True, slots=True)
class ResidentsView:
    """Guarded counts of a question's options; None where they are too few to show."""

    question: Question
    cells: Mapping[str, int | None]

    @property
    def n(self) -> int:
        """The answers shown. Not how many answered: that would tell how many are hidden."""
        return sum(count or 0 for count in self.cells.values())

    @property
    def people(self) -> int:
        """How many people there are behind it at the least: where one can choose several options, the most chosen."""
        counts = [count or 0 for count in self.cells.values()]
        return max(counts, default=0) if self.question.kind is Kind.SELECT_MULTIPLE else sum(counts)

    @property
    def shown(self) -> dict[str, int]:
        """The options that may be shown."""
        return {option: count for option, count in self.cells.items() if count is not None}

    def most_chosen(self, most: int) -> list[tuple[str, int]]:
        """The options chosen most often, of those that may be shown. One that goes with no other says "nothing"."""
        nothing = {choice.name for choice in self.question.choices if choice.exclusive}
        something = [cell for cell in self.shown.items() if cell[0] not in nothing]
        return sorted(something, key=lambda cell: -cell[1])[:most]

    def label(self, option: str, language: str) -> str:
        """The option's words."""
        choice = self.question.choice(option)
        return in_language(choice.label, language) if choice else option


def view_sentence(view: ResidentsView, words: Words) -> str:
    """All options with their counts and the sum shown, or that there are too few to show."""
    if not view.shown:
        return words("digest.view.too_few")
    cells = [_cell(view, option, words) for option in view.cells]
    return words.plural("digest.view.n", view.n) + " " + "; ".join(cells) + "."


def _cell(view: ResidentsView, option: str, words: Words) -> str:
    count = view.cells[option]
    label = view.label(option, words.language)
    if count is None:
        return words("digest.view.hidden_cell", label=label)
    return words("digest.view.cell", label=label, count=count)
