"""Whether a condition can ever hold: tried on every kind of answers the questions before it allow.

Answers that no condition tells apart are tried once, and a try ends as soon as the condition is decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from survey.condition import Answered, Any, AtLeast, AtMost, Chosen, Condition, Every, Not, holds
from survey.possible_answers import Named, possible_answers
from survey.questionnaire import Question
from survey.session import Answer

MOST_TRIES = 20_000
"""Beyond these a condition has the benefit of the doubt: no questionnaire meant for people comes near."""


def can_hold(condition: Condition, before: Sequence[Question]) -> bool:
    """Whether some answers to the questions before make the condition true."""
    named: Named = {}
    _note(condition, named)
    for question in reversed(before):
        if question.name in named:
            for each in question.conditions:
                _note(each, named)
    spoken_of = [question for question in before if question.name in named]
    tries = 0
    for outcome in islice(_outcomes(condition, spoken_of, named, {}), MOST_TRIES):
        if outcome:
            return True
        tries += 1
    return tries == MOST_TRIES


def _outcomes(
    condition: Condition, questions: Sequence[Question], named: Named, answers: Mapping[str, Answer]
) -> Iterator[bool]:
    """Whether the condition holds, for every way to answer the questions in order."""
    open_names = {question.name for question in questions}
    decided = _judge(condition, answers, open_names)
    if decided is False or not questions:
        yield decided is True
        return
    question, *rest = questions
    if not all(holds(each, answers) for each in question.conditions):
        yield from _outcomes(condition, rest, named, answers)
        return
    for answer in possible_answers(question, named[question.name]):
        yield from _outcomes(condition, rest, named, {**answers, question.name: answer})


def _judge(condition: Condition, answers: Mapping[str, Answer], open_names: set[str]) -> bool | None:
    """Whether the condition holds; None while that hangs on questions still open."""
    match condition:
        case Chosen(question) | Answered(question) | AtLeast(question) | AtMost(question):
            return None if question in open_names else holds(condition, answers)
        case Not(inner):
            judged = _judge(inner, answers, open_names)
            return None if judged is None else not judged
        case Every(conditions):
            return _least(_judge(each, answers, open_names) for each in conditions)
        case Any(conditions):
            judged = _least(_judge(Not(each), answers, open_names) for each in conditions)
            return None if judged is None else not judged


def _least(judged: Iterator[bool | None]) -> bool | None:
    """False where one is false, else None where one is open, else true."""
    every = list(judged)
    return False if False in every else None if None in every else True


def _note(condition: Condition, named: Named) -> None:
    """Note what the condition says of each question."""
    match condition:
        case Chosen(question) | Answered(question) | AtLeast(question) | AtMost(question):
            named.setdefault(question, []).append(condition)
        case Not(inner):
            _note(inner, named)
        case Every(conditions) | Any(conditions):
            for each in conditions:
                _note(each, named)
