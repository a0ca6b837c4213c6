"""Reads a condition.

relevant: {question: safe_evening, is: [rather_unsafe, very_unsafe]}
relevant: {question: wish, answered: true}
relevant: {question: years, at_least: 18}   {question: moved_in, at_most: 2020-01-01}
relevant: {every: [...]}   {any: [...]}   {not: {...}}
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from localization.source import Value
from survey.condition import Answered, Any, AtLeast, AtMost, Chosen, Condition, Every, Not
from survey.form import FORMS
from survey.order import asks
from survey.questionnaire import Group, Question
from survey.reach import can_hold
from survey.written_values import read_day, read_number

WORDS = ("question", "is", "answered", "at_least", "at_most", "every", "any", "not")
_FORM = "a condition is a question with is, answered, at_least or at_most, or one of every, any and not"


def read_relevant(value: Value, before: Sequence[Question], group: Group | None = None) -> Condition | None:
    """The condition under which a question or group is asked, on answers to the questions before it."""
    condition = _read(value, before) if value.present else None
    outer = group.relevant if group else None
    if condition and not can_hold(Every((outer, condition)) if outer else condition, before):
        value.problem("this can never be true")
    return condition


def _read(value: Value, before: Sequence[Question]) -> Condition | None:
    """The condition; None where something in it has a problem."""
    fields = value.record(required=(), optional=WORDS)
    match [word for word in WORDS if fields[word].present]:
        case ["question", "is" | "answered" | "at_least" | "at_most" as word]:
            question = _earlier(fields["question"], before)
            return _said(question, word, fields[word])
        case ["every" | "any" as word]:
            return _joined(Every if word == "every" else Any, fields[word], before)
        case ["not"]:
            inner = _read(fields["not"], before)
            return Not(inner) if inner else None
        case _:
            value.problem(_FORM)
            return None


def _said(question: Question | None, word: str, value: Value) -> Condition | None:
    """What is said of the answer to one question."""
    if question is None:
        return None
    if word == "is":
        return _chosen(question, value)
    if word == "answered":
        return Answered(question.name) if value.flag() else Not(Answered(question.name))
    bound = _bound(question, value)
    return None if bound is None else (AtLeast if word == "at_least" else AtMost)(question.name, bound)


def _chosen(question: Question, names: Value) -> Condition | None:
    options = [(each, each.text()) for each in names.items()]
    for each, option in options:
        if question.choice(option) is None:
            each.problem(f'the question "{question.name}" has no option "{option}"')
    if not options:
        names.problem("at least one option is needed")
    known = tuple(option for _, option in options if question.choice(option))
    return Chosen(question.name, known) if known and len(known) == len(options) else None


def _bound(question: Question, value: Value) -> Decimal | date | None:
    form = FORMS[question.kind]
    if not form.numbers and not form.days:
        value.problem(f'"{question.name}" is a {question.kind}: only numbers and days are more or less')
    return read_day(value) if form.days else read_number(value)


def _joined(
    make: Callable[[tuple[Condition, ...]], Condition], value: Value, before: Sequence[Question]
) -> Condition | None:
    """The conditions of a list as one; None where one of them has a problem. One alone needs no joining."""
    items = value.items()
    if not items:
        value.problem("at least one condition is needed")
    conditions = [_read(each, before) for each in items]
    sound = tuple(each for each in conditions if each)
    if not sound or len(sound) != len(items):
        return None
    return sound[0] if len(sound) == 1 else make(sound)


def _earlier(name: Value, before: Sequence[Question]) -> Question | None:
    wanted = name.text()
    found = next((question for question in before if question.name == wanted and asks(question)), None)
    if found is None:
        name.problem(f'no question "{wanted}" is asked before this one')
    return found
