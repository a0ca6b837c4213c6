"""A questionnaire as data, in XLSForm's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from survey.condition import Condition

Text = Mapping[str, str]
"""The same words in several languages, by language code."""


class Kind(StrEnum):
    """What a question asks for."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    TEXT = "text"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option.

    `other` asks for a few words of its own; `exclusive` clears the rest of a multiple choice; `ends` closes
    the survey kindly, with nothing kept.
    """

    name: str
    label: Text
    other: bool = False
    exclusive: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked (or, for a note, said).

    `required`: it cannot be skipped. `prefer_not`: "would rather not say" is offered, which is an answer.
    `most`: how many options at the most (0: no limit). `max_length`: characters of free text, or of the
    words beside "other".
    `origin`: where the measure comes from; never shown to residents.
    """

    name: str
    kind: Kind
    label: Text
    hint: Text = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    required: bool = False
    prefer_not: bool = True
    relevant: Condition | None = None
    most: int = 0
    max_length: int = 1000
    origin: str = ""

    def choice(self, name: str) -> Choice | None:
        """The option of that name, if there is one."""
        return next((choice for choice in self.choices if choice.name == name), None)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Questions in their order. A changed wording is a new `version`; one response a person a `round`."""

    name: str
    version: int
    round: str
    title: Text
    languages: tuple[str, ...]
    questions: tuple[Question, ...]

    def question(self, name: str) -> Question | None:
        """The question of that name, if there is one."""
        return next((question for question in self.questions if question.name == name), None)
