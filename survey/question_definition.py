"""Reads the questions of a questionnaire, and the groups some of them stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from localization.source import Value
from survey.choice_definition import read_choices
from survey.condition_definition import read_relevant
from survey.constraint_definition import read_constraint, read_randomize, read_scale
from survey.form import (
    ALL_KEYS,
    FORMS,
    GROUP,
    GROUP_KEYS,
    LONGEST_HINT,
    LONGEST_LABEL,
    LONGEST_MESSAGE,
    NEEDED_KEYS,
    with_article,
)
from survey.names import read_question_name
from survey.order import asks
from survey.questionnaire import Constraint, Group, Kind, Question
from survey.references import read_plain_words, read_words

_TYPES = (*(kind.value for kind in Kind), GROUP)


def read_questions(value: Value, languages: Sequence[str]) -> tuple[Question, ...]:
    """The questions in their order. A condition may speak of the questions before it."""
    reading = _Reading(languages)
    for each in value.items():
        reading.take(each)
    if not any(map(asks, reading.questions)):
        value.problem("at least one question is needed")
    return tuple(reading.questions)


@dataclass(slots=True)
class _Reading:
    """The questions read so far, and the names in use."""

    languages: Sequence[str]
    questions: list[Question] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def take(self, value: Value, group: Group | None = None) -> None:
        """Read one question, or a group with its own."""
        fields = value.record(required=NEEDED_KEYS, optional=ALL_KEYS[len(NEEDED_KEYS) :])
        kind = fields["type"].one_of(_TYPES)
        if kind == GROUP:
            self._group(value, fields, group)
        else:
            self.questions.append(self._question(value, fields, Kind(kind) if kind in _TYPES else None, group))

    def _group(self, value: Value, fields: Mapping[str, Value], outer: Group | None) -> None:
        if outer:
            fields["type"].problem("a group does not stand in another")
        _refuse_misplaced(fields, GROUP, GROUP_KEYS)
        group = Group(
            name=read_question_name(fields["name"], self.used),
            label=read_plain_words(fields["label"], self.languages, LONGEST_LABEL),
            relevant=read_relevant(fields["relevant"], self.questions),
        )
        inner = fields["questions"].items()
        if not inner:
            value.problem("a group holds at least one question")
        for each in inner:
            self.take(each, group)

    def _question(self, value: Value, fields: Mapping[str, Value], kind: Kind | None, group: Group | None) -> Question:
        before = self.questions
        if kind:
            _refuse_misplaced(fields, kind, FORMS[kind].keys)
            _ask_for_missing(value, fields, kind)
        choices = read_choices(fields["choices"], kind, self.languages)
        return Question(
            name=read_question_name(fields["name"], self.used),
            kind=kind or Kind.SELECT_MULTIPLE,
            label=read_words(fields["label"], self.languages, LONGEST_LABEL, before),
            hint=read_words(fields["hint"], self.languages, LONGEST_HINT, before),
            choices=choices,
            required=fields["required"].flag(),
            prefer_not=fields["prefer_not"].flag(default=True),
            relevant=read_relevant(fields["relevant"], before, group),
            group=group,
            constraint=read_constraint(fields["constraint"], kind, choices) if kind else Constraint(),
            constraint_message=self._message(fields),
            scale=read_scale(fields["parameters"]) if kind is Kind.RANGE else None,
            random_order=_random(fields["parameters"], kind),
            origin=fields["origin"].text() if fields["origin"].present else "",
        )

    def _message(self, fields: Mapping[str, Value]) -> dict[str, str]:
        message = fields["constraint_message"]
        if message.present and not fields["constraint"].present:
            message.problem("there is no constraint that this could be said of")
        return read_plain_words(message, self.languages, LONGEST_MESSAGE)


def _random(parameters: Value, kind: Kind | None) -> bool:
    return kind is not None and "randomize" in FORMS[kind].parameters and read_randomize(parameters)


def _refuse_misplaced(fields: Mapping[str, Value], kind: str, keys: Sequence[str]) -> None:
    for key, value in fields.items():
        if value.present and key not in keys:
            value.problem(f'{with_article(kind)} has no "{key}"')


def _ask_for_missing(value: Value, fields: Mapping[str, Value], kind: Kind) -> None:
    for key in FORMS[kind].needed:
        if not fields[key].present:
            value.problem(f'{with_article(kind)} needs "{key}"')
