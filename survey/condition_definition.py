"""Reads a condition.

relevant: {question: safe_evening, is: [rather_unsafe, very_unsafe]}
relevant: {question: wish, answered: true}
relevant: {every: [...]}   {any: [...]}   {not: {...}}
"""

from collections.abc import Sequence

from localization.source import Value
from survey.condition import Answered, Any, Chosen, Condition, Every, Not
from survey.order import asks
from survey.questionnaire import Question
from survey.reach import can_hold

_WORDS = ("question", "is", "answered", "every", "any", "not")


def read_relevant(value: Value, before: Sequence[Question]) -> Condition | None:
    """The condition under which a question is asked, on answers to the questions before it."""
    condition = _read(value, before) if value.present else None
    if condition and not can_hold(condition, before):
        value.problem("this can never be true")
    return condition


def _read(value: Value, before: Sequence[Question]) -> Condition | None:
    """The condition; None where something in it has a problem."""
    fields = value.record(required=(), optional=_WORDS)
    match [word for word in _WORDS if fields[word].present]:
        case ["question", "is"]:
            return _chosen(fields["question"], fields["is"], before)
        case ["question", "answered"]:
            return _answered(fields["question"], fields["answered"], before)
        case ["every"]:
            conditions = _several(fields["every"], before)
            return Every(conditions) if conditions else None
        case ["any"]:
            conditions = _several(fields["any"], before)
            return Any(conditions) if conditions else None
        case ["not"]:
            inner = _read(fields["not"], before)
            return Not(inner) if inner else None
        case _:
            value.problem("a condition is a question with is or answered, or one of every, any and not")
            return None


def _chosen(name: Value, names: Value, before: Sequence[Question]) -> Condition | None:
    question = _earlier(name, before)
    if question is None:
        return None
    options = [(each, each.text()) for each in names.items()]
    for each, option in options:
        if question.choice(option) is None:
            each.problem(f'the question "{question.name}" has no option "{option}"')
    if not options:
        names.problem("at least one option is needed")
    known = tuple(option for _, option in options if question.choice(option))
    return Chosen(question.name, known) if known and len(known) == len(options) else None


def _answered(name: Value, flag: Value, before: Sequence[Question]) -> Condition | None:
    question = _earlier(name, before)
    said = flag.flag()
    if question is None:
        return None
    return Answered(question.name) if said else Not(Answered(question.name))


def _several(value: Value, before: Sequence[Question]) -> tuple[Condition, ...]:
    """The conditions of a list; none where one of them has a problem."""
    items = value.items()
    if not items:
        value.problem("at least one condition is needed")
    conditions = [_read(each, before) for each in items]
    sound = tuple(each for each in conditions if each)
    return sound if len(sound) == len(items) else ()


def _earlier(name: Value, before: Sequence[Question]) -> Question | None:
    wanted = name.text()
    found = next((question for question in before if question.name == wanted and asks(question)), None)
    if found is None:
        name.problem(f'no question "{wanted}" is asked before this one')
    return found
