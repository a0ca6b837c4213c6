"""The answers a question allows, as far as conditions can tell them apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, pairwise

from survey.bounds import count_bounds, number_bounds
from survey.condition import Answered, AtLeast, AtMost, Chosen
from survey.questionnaire import Kind, Question, Scale
from survey.session import Answer, AnswerStatus

Spoken = Chosen | Answered | AtLeast | AtMost
Named = dict[str, list[Spoken]]
"""What conditions say of each question."""

_A_PLACE = "60.6 16.8"


def possible_answers(question: Question, spoken: Sequence[Spoken]) -> Iterator[Answer]:
    """One answer of every sort, with nothing said among them where that is possible."""
    for options in _options(question, spoken):
        yield Answer(options=options)
    if question.kind is Kind.TEXT:
        yield Answer(text="…")
    if not question.required:
        yield Answer(AnswerStatus.SKIPPED)
    elif question.prefer_not:
        yield Answer(AnswerStatus.PREFER_NOT)


def _options(question: Question, spoken: Sequence[Spoken]) -> Iterator[tuple[str, ...]]:
    bounds = [each.value for each in spoken if isinstance(each, AtLeast | AtMost)]
    match question.kind:
        case Kind.SELECT_ONE | Kind.GEOPOINT:
            yield from ((alike[0],) for alike in _alike(question, spoken, exclusive=False))
        case Kind.SELECT_MULTIPLE | Kind.RANK:
            yield from _selections(question, spoken)
        case Kind.INTEGER | Kind.DECIMAL:
            yield from ((str(number),) for number in _numbers(question, bounds))
        case Kind.RANGE:
            yield from ((str(number),) for number in _on_scale(question.scale))
        case Kind.DATE:
            yield from ((day.isoformat(),) for day in _days(question, bounds))
    if question.kind is Kind.GEOPOINT:
        yield (_A_PLACE,)


def _alike(question: Question, spoken: Sequence[Spoken], *, exclusive: bool) -> list[list[str]]:
    """The options that leave the survey open, together with those that no condition tells from them."""
    groups: dict[tuple[bool, ...], list[str]] = {}
    for choice in question.choices:
        if not choice.ends and choice.exclusive is exclusive:
            told = tuple(choice.name in each.options for each in spoken if isinstance(each, Chosen))
            groups.setdefault(told, []).append(choice.name)
    return list(groups.values())


def _selections(question: Question, spoken: Sequence[Spoken]) -> Iterator[tuple[str, ...]]:
    """An option that excludes the rest; or some of each sort that may stand together, in a number that is allowed."""
    yield from ((alike[0],) for alike in _alike(question, spoken, exclusive=True))
    sorts = _alike(question, spoken, exclusive=False)
    least, most = count_bounds(question)
    for count in range(1, min(len(sorts), most) + 1):
        for together in combinations(sorts, count):
            first = [alike[0] for alike in together]
            more = [name for alike in together for name in alike[1:]]
            if count + len(more) >= least:
                yield (*first, *more[: max(0, least - count)])


def _numbers(question: Question, bounds: Iterable[Decimal | date]) -> set[Decimal]:
    """The question's own bounds, those of the conditions, and numbers beside and between them."""
    least, most = number_bounds(question)
    told = sorted({least, most, *(each for each in bounds if isinstance(each, Decimal))})
    if question.kind is Kind.INTEGER:
        tried = {beside for each in told for beside in _whole_beside(each)}
    else:
        tried = {*told, *((low + high) / 2 for low, high in pairwise(told))}
    return {each for each in tried if least <= each <= most}


def _whole_beside(number: Decimal) -> tuple[Decimal, ...]:
    low, high = number.to_integral_value(ROUND_FLOOR), number.to_integral_value(ROUND_CEILING)
    return (low - 1, low, high, high + 1)


def _on_scale(scale: Scale | None) -> Iterator[Decimal]:
    number = scale.start if scale else None
    while scale and number is not None and number <= scale.end:
        yield number
        number += scale.step


def _days(question: Question, bounds: Iterable[Decimal | date]) -> set[date]:
    """Days at, before and after each bound. What "today" will be is not known, so it bounds nothing."""
    least, most = question.constraint.least, question.constraint.most
    told = {each for each in (least, most, *bounds) if isinstance(each, date)}
    inner = {each for each in told if date.min < each < date.max} or {date(2020, 1, 1)}
    tried = told | {each + timedelta(step) for each in inner for step in (-1, 0, 1)}
    first, last = least if isinstance(least, date) else date.min, most if isinstance(most, date) else date.max
    return {each for each in tried if first <= each <= last}
