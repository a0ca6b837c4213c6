"""Whether a condition can ever hold: tried on every kind of answers the questions before it allow.

Only the options that a condition names are told apart, so the tries stay few.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from survey.condition import Answered, Any, Chosen, Condition, Every, Not, holds
from survey.questionnaire import Kind, Question
from survey.session import Answer, AnswerStatus

Named = dict[str, set[str]]
"""The questions that conditions speak of, with the options they name."""


def can_hold(condition: Condition, before: Sequence[Question]) -> bool:
    """Whether some answers to the questions before make the condition true."""
    named = _named(condition)
    for question in reversed(before):
        if question.name in named and question.relevant:
            _merge(named, _named(question.relevant))
    spoken_of = [question for question in before if question.name in named]
    return any(holds(condition, answers) for answers in _ways(spoken_of, named, {}))


def _ways(questions: Sequence[Question], named: Named, answers: Mapping[str, Answer]) -> Iterator[Mapping[str, Answer]]:
    """Every way to answer the questions in order, as far as the conditions can tell them apart."""
    if not questions:
        yield answers
        return
    question, *rest = questions
    applies = holds(question.relevant, answers)
    for answer in _answers(question, named[question.name]) if applies else [None]:
        more = {question.name: answer} if answer else {}
        yield from _ways(rest, named, {**answers, **more})


def _answers(question: Question, named: set[str]) -> Iterator[Answer]:
    if not question.required:
        yield Answer(AnswerStatus.SKIPPED)
    if question.prefer_not:
        yield Answer(AnswerStatus.PREFER_NOT)
    if question.kind is Kind.TEXT:
        yield Answer(text="…")
    for options in _selections(question, named):
        yield Answer(options=options)


def _selections(question: Question, named: set[str]) -> Iterator[tuple[str, ...]]:
    """The named options one by one, and together where that is allowed; and one that is not named."""
    open_choices = [choice for choice in question.choices if not choice.ends]
    yield from ((choice.name,) for choice in open_choices)
    if question.kind is Kind.SELECT_MULTIPLE:
        together = [choice.name for choice in open_choices if choice.name in named and not choice.exclusive]
        for size in range(2, min(question.most or len(together), len(together)) + 1):
            yield from combinations(together, size)


def _named(condition: Condition) -> Named:
    match condition:
        case Chosen(question, options):
            return {question: set(options)}
        case Answered(question):
            return {question: set()}
        case Not(inner):
            return _named(inner)
        case Every(conditions) | Any(conditions):
            named: Named = {}
            for each in conditions:
                _merge(named, _named(each))
            return named


def _merge(into: Named, more: Named) -> None:
    for question, options in more.items():
        into.setdefault(question, set()).update(options)
