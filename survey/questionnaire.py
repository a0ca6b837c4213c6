"""A questionnaire as data, in XLSForm's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from survey.condition import Condition

Text = Mapping[str, str]
"""The same words in several languages, by language code."""


class Kind(StrEnum):
    """What a question asks for."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    GEOPOINT = "geopoint"
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


Bound = Decimal | date | Literal["today"]
"""A number, a day, or the day the answer is given."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What can stand as an answer.

    `least` and `most` are numbers for an integer or decimal, days for a date, and how many options for a
    select_multiple or rank. Lengths are characters of free text, or of the words beside "other". `pattern` is a regular
    expression that the whole text has to match.
    """

    least: Bound | None = None
    most: Bound | None = None
    min_length: int = 0
    max_length: int = 1000
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers of a range: from `start` to `end`, both among them, by `step`."""

    start: Decimal
    end: Decimal
    step: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand under one heading and are asked under one condition."""

    name: str
    label: Text
    relevant: Condition | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked (or, for a note, said).

    `required`: it cannot be skipped. `prefer_not`: "would rather not say" is offered, which is an answer.
    `choices` are options, or the named places of a geopoint. `scale` is a range's. `random_order` shows the options in
    an order drawn anew for each response. `constraint_message` is said instead of the bot's own words when an answer
    breaks the constraint. `label` and `hint` may take up an earlier answer as `${its_question}`.
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
    group: Group | None = None
    constraint: Constraint = Constraint()
    constraint_message: Text = field(default_factory=dict)
    scale: Scale | None = None
    random_order: bool = False
    origin: str = ""

    def choice(self, name: str) -> Choice | None:
        """The option of that name, if there is one."""
        return next((choice for choice in self.choices if choice.name == name), None)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What has to hold for the question to be asked: its group's condition and its own."""
        group = self.group.relevant if self.group else None
        return tuple(each for each in (group, self.relevant) if each is not None)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Questions in their order. A changed wording is a new `version`; one response a person a `round`.

    `reviewed` are the languages a native speaker has read and approved; the rest are drafts.
    """

    name: str
    version: int
    round: str
    title: Text
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    reviewed: tuple[str, ...] = ()

    def question(self, name: str) -> Question | None:
        """The question of that name, if there is one."""
        return next((question for question in self.questions if question.name == name), None)
