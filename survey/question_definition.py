"""Reads the questions of a questionnaire."""

from collections.abc import Mapping, Sequence

from localization.source import Value
from survey.choice_definition import read_choices
from survey.condition_definition import read_relevant
from survey.names import read_question_name
from survey.order import asks
from survey.questionnaire import Choice, Kind, Question

LONGEST_LABEL = 600
LONGEST_HINT = 300
LONGEST_ANSWER = 3000
"""Characters of free text; Telegram's own limit is 4,096, and masking can lengthen what was written."""

_EVERYWHERE = ("type", "name", "label", "hint", "relevant", "origin")
_ASKED = (*_EVERYWHERE, "required", "prefer_not", "max_length")
_KEYS: Mapping[Kind | None, Sequence[str]] = {
    Kind.NOTE: _EVERYWHERE,
    Kind.TEXT: _ASKED,
    Kind.SELECT_ONE: (*_ASKED, "choices"),
    Kind.SELECT_MULTIPLE: (*_ASKED, "choices", "most"),
}
_ALL_KEYS = (*_ASKED, "choices", "most")


def read_questions(value: Value, languages: Sequence[str]) -> tuple[Question, ...]:
    """The questions in their order. A condition may speak of the questions before it."""
    questions: list[Question] = []
    used: set[str] = set()
    for each in value.items():
        questions.append(_question(each, questions, used, languages))
    if not any(map(asks, questions)):
        value.problem("at least one question is needed")
    return tuple(questions)


def _question(value: Value, before: Sequence[Question], used: set[str], languages: Sequence[str]) -> Question:
    fields = value.record(required=_ALL_KEYS[:3], optional=_ALL_KEYS[3:])
    kind = _kind(fields["type"])
    _refuse_misplaced(fields, kind)
    choices = read_choices(fields["choices"], kind, languages)
    if kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE} and not fields["choices"].present:
        value.problem(f'a {kind} needs "choices"')
    return Question(
        name=read_question_name(fields["name"], used),
        kind=kind or Kind.SELECT_MULTIPLE,
        label=fields["label"].words(languages, LONGEST_LABEL),
        hint=fields["hint"].words(languages, LONGEST_HINT) if fields["hint"].present else {},
        choices=choices,
        required=fields["required"].flag(),
        prefer_not=fields["prefer_not"].flag(default=True),
        relevant=read_relevant(fields["relevant"], before),
        most=_most(fields["most"], choices),
        max_length=_max_length(fields["max_length"], kind, choices),
        origin=fields["origin"].text() if fields["origin"].present else "",
    )


def _kind(value: Value) -> Kind | None:
    word = value.one_of([kind.value for kind in Kind])
    return Kind(word) if word in list(Kind) else None


def _refuse_misplaced(fields: Mapping[str, Value], kind: Kind | None) -> None:
    for key, value in fields.items():
        if value.present and key not in _KEYS.get(kind, _ALL_KEYS):
            value.problem(f'a {kind} has no "{key}"')


def _most(value: Value, choices: Sequence[Choice]) -> int:
    if not value.present or not choices:
        return 0
    return value.number(1, len(choices) - 1)


def _max_length(value: Value, kind: Kind | None, choices: Sequence[Choice]) -> int:
    """The limit of what is written: free text, or the words beside "other"."""
    if kind is Kind.TEXT:
        return value.number(1, LONGEST_ANSWER, default=1000)
    if value.present and not any(choice.other for choice in choices):
        value.problem("nothing is written here: no option asks for words of its own")
    return value.number(1, LONGEST_ANSWER, default=200)
