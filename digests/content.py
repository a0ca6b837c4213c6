"""What digests are about."""

from collections.abc import Mapping
from dataclasses import dataclass

from promises.promise import Promise
from survey.questionnaire import Question


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A promise, the survey's round, and the questions whose answers are told.

    `views` is, by commitment, the question what residents notice of it; `worries` the one what worries them.
    `noticed` are the options of a view that say that something is noticed.
    """

    promise: Promise
    round: str
    views: Mapping[str, Question]
    worries: Question | None = None
    noticed: frozenset[str] = frozenset({"yes", "little"})

    def question(self, name: str) -> Question | None:
        """The question of that name, of those whose answers are told."""
        asked = [*self.views.values(), *([self.worries] if self.worries else [])]
        return next((question for question in asked if question.name == name), None)
