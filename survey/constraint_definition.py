"""Reads what can stand as an answer: `constraint`, and a range's `parameters`.

constraint: {least: 13, most: 120}   {least: 2020-01-01, most: today}   {most: 3}   {min_length: 2, pattern: "[0-9 ]+"}
parameters: {start: 0, end: 10, step: 1}   {randomize: true}
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from localization.source import Value
from survey.bounds import LEAST_NUMBER, MOST_NUMBER
from survey.form import (
    FORMS,
    LONGEST_ANSWER,
    LONGEST_MATCHED,
    MOST_STEPS,
    USUAL_OTHER,
    USUAL_TEXT,
)
from survey.pattern import pattern_problem
from survey.questionnaire import Choice, Constraint, Kind, Scale
from survey.written_values import plain_number, read_day_or_today, read_number

_FEWEST_STEPS = 1


def read_constraint(value: Value, kind: Kind, choices: Sequence[Choice]) -> Constraint:
    """The constraint of a question of that kind; what is usual where nothing is said."""
    known = FORMS[kind].constraint
    fields = value.record(required=(), optional=known) if known else {}
    match kind:
        case Kind.TEXT:
            return _lengths(fields)
        case Kind.INTEGER | Kind.DECIMAL:
            return _numbers(fields, whole=kind is Kind.INTEGER)
        case Kind.DATE:
            return _days(fields)
        case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE | Kind.RANK:
            return _selection(fields, choices)
        case _:
            return Constraint()


def read_scale(value: Value) -> Scale | None:
    """The numbers of a range; None where they make none."""
    fields = value.record(required=("start", "end"), optional=("step",))
    start, end = read_number(fields["start"]), read_number(fields["end"])
    step = read_number(fields["step"]) if fields["step"].present else Decimal(1)
    if start is None or end is None or step is None:
        return None
    if step <= 0 or start >= end:
        value.problem("a range goes up: its start is less than its end, and its step more than 0")
        return None
    if (end - start) % step:
        value.problem(f"steps of {plain_number(step)} from {plain_number(start)} do not arrive at {plain_number(end)}")
        return None
    if not _FEWEST_STEPS <= (end - start) / step <= MOST_STEPS:
        value.problem(f"a range has at most {MOST_STEPS + 1} numbers, which fit on a phone's buttons")
        return None
    return Scale(start, end, step)


def read_randomize(value: Value) -> bool:
    """Whether the options are shown in an order drawn anew for each response."""
    return value.record(required=(), optional=("randomize",))["randomize"].flag()


def _lengths(fields: Mapping[str, Value]) -> Constraint:
    pattern = fields["pattern"].text() if fields["pattern"].present else ""
    problem = pattern_problem(pattern)
    if problem:
        fields["pattern"].problem(problem)
    longest, usual = (LONGEST_MATCHED, LONGEST_MATCHED) if pattern else (LONGEST_ANSWER, USUAL_TEXT)
    most = fields["max_length"].number(1, longest, default=usual)
    least = fields["min_length"].number(0, LONGEST_ANSWER)
    if least > most:
        fields["min_length"].problem(f"no text has at least {least} and at most {most} characters")
    return Constraint(min_length=least, max_length=most, pattern="" if problem else pattern)


def _numbers(fields: Mapping[str, Value], *, whole: bool) -> Constraint:
    least, most = read_number(fields["least"], whole=whole), read_number(fields["most"], whole=whole)
    lowest, highest = LEAST_NUMBER if least is None else least, MOST_NUMBER if most is None else most
    if lowest <= highest:
        return Constraint(least, most)
    bound = fields["least"] if fields["least"].present else fields["most"]
    bound.problem(f"no number is at least {plain_number(lowest)} and at most {plain_number(highest)}")
    return Constraint()


def _days(fields: Mapping[str, Value]) -> Constraint:
    least, most = read_day_or_today(fields["least"]), read_day_or_today(fields["most"])
    if isinstance(least, date) and isinstance(most, date) and least > most:
        fields["least"].problem(f"no day is {least} or later and {most} or earlier")
        return Constraint()
    return Constraint(least, most)


def _selection(fields: Mapping[str, Value], choices: Sequence[Choice]) -> Constraint:
    together = sum(not choice.exclusive for choice in choices)
    least, most = (_count(fields.get(key), together) for key in ("least", "most"))
    if least is not None and most is not None and least > most:
        fields["least"].problem(f"nobody can choose at least {least} and at most {most} options")
        least = most = None
    written = any(choice.other for choice in choices)
    if "max_length" not in fields:
        return Constraint(least, most)
    if fields["max_length"].present and choices and not written:
        fields["max_length"].problem("nothing is written here: no option asks for words of its own")
    longest = fields["max_length"].number(1, LONGEST_ANSWER, default=USUAL_OTHER if written else USUAL_TEXT)
    return Constraint(least, most, max_length=longest)


def _count(value: Value | None, together: int) -> Decimal | None:
    """How many options; None where it is not said, or the options themselves have not been read."""
    if value is None or not value.present or not together:
        return None
    number = value.number(1, together)
    return Decimal(number) if number else None
