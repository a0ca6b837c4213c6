"""By what texts can be chosen and sorted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from people.tags import Tag
from survey.questionnaire import Choice, Kind, Question, Questionnaire, Text


@dataclass(frozen=True, slots=True)
class ReadingContent:
    """The areas, languages and questions that texts may be chosen by, and the tags to sort them by.

    `area` is the name of the question that tells where somebody lives.
    """

    area: str
    areas: Sequence[Choice]
    languages: Sequence[str]
    questions: Sequence[Question]
    tags: Sequence[Tag]

    def area_label(self, name: str) -> Text | None:
        """An area's words."""
        return next((each.label for each in self.areas if each.name == name), None)

    def question_label(self, name: str) -> Text | None:
        """A question's words."""
        return next((each.label for each in self.questions if each.name == name), None)

    def tag_label(self, name: str) -> Mapping[str, str] | None:
        """A tag's words; None for one that has left the scheme."""
        return next((each.label for each in self.tags if each.name == name), None)


def reading_content(
    questionnaires: Sequence[Questionnaire], area: str, languages: Sequence[str], tags: Sequence[Tag]
) -> ReadingContent:
    """The newest questionnaire comes first; what only an earlier one asked can still be read.

    Variants of a language count as that language: whoever reads easy Swedish is not to stand out.
    """
    asked = {each.name: each for form in reversed(questionnaires) for each in form.questions if _has_words(each)}
    lives_in = questionnaires[0].question(area)
    return ReadingContent(
        area,
        lives_in.choices if lives_in else (),
        tuple(dict.fromkeys(code.partition("_")[0] for code in languages)),
        tuple(asked.values()),
        tuple(tags),
    )


def _has_words(question: Question) -> bool:
    return question.kind is Kind.TEXT or any(choice.other for choice in question.choices)
