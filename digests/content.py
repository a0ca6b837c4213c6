"""What digests are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digests.population import Population
from digests.split import Split
from promises.promise import Promise
from survey.questionnaire import Question


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A promise, the survey's round, and the questions whose answers are told.

    `views` is, by commitment, the question what residents notice of it; `worries` the one what worries them.
    `noticed` are the options of a view that say that something is noticed.

    The staff are told more: `by_area` is how safe people feel where they live, of whom `unsafe` do not; `by_age` what
    worry does to them. `ages` are counted among the answers to a question that is asked of all, languages among those
    to `spoken`. `others` are shown whole, in reports only. `asked` are all questions in their order, `languages` those
    of the questionnaire.
    """

    promise: Promise
    round: str
    views: Mapping[str, Question]
    worries: Question | None = None
    noticed: frozenset[str] = frozenset({"yes", "little"})
    by_area: Split | None = None
    unsafe: tuple[str, ...] = ()
    by_age: Split | None = None
    ages: Split | None = None
    spoken: Question | None = None
    others: tuple[Question, ...] = ()
    asked: tuple[Question, ...] = ()
    languages: tuple[str, ...] = ()
    population: Population = field(default_factory=Population)

    def __post_init__(self) -> None:
        """Refuse to show a question twice, or one that nobody can pass over: figures could be taken from each other."""
        split = [each for each in (self.by_area, self.by_age, self.ages) if each]
        shown = [*self.views.values(), self.worries, *self.others, *(each.question for each in split), self.spoken]
        names = [each.name for each in shown if each]
        groups = {each.by.name for each in split}
        if len(set(names)) < len(names) or groups.intersection(names):
            raise ValueError("a question that is split may be shown in one table only")
        if any(each.required and not each.prefer_not for each in self.others):
            raise ValueError("a question that nobody can pass over may not be shown whole")

    @property
    def area(self) -> str:
        """The question by which areas are told apart; "" where none are."""
        return self.by_area.by.name if self.by_area else ""

    def question(self, name: str) -> Question | None:
        """The question of that name, of those whose answers are told."""
        asked = [*self.views.values(), *([self.worries] if self.worries else [])]
        return next((question for question in asked if question.name == name), None)
