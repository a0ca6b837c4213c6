"""How much, how many and when: what a question's constraint comes to on a given day."""

from datetime import date
from decimal import Decimal

from survey.questionnaire import Bound, Kind, Question

LEAST_NUMBER, MOST_NUMBER = Decimal(-9999), Decimal(9999)
"""Where a question sets no bound, so that no telephone or personal number fits."""

FIRST_DAY = date(1900, 1, 1)
"""Where a question sets no bound: the years of other calendars, and slips of the finger, lie before it."""


def number_bounds(question: Question) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that can be answered."""
    least, most = question.constraint.least, question.constraint.most
    return (
        least if isinstance(least, Decimal) else LEAST_NUMBER,
        most if isinstance(most, Decimal) else MOST_NUMBER,
    )


def day_bounds(question: Question, today: date) -> tuple[date, date]:
    """The first and the last day that can be answered."""
    return _day(question.constraint.least, today) or FIRST_DAY, _day(question.constraint.most, today) or date.max


def count_bounds(question: Question) -> tuple[int, int]:
    """The fewest and the most options that make an answer. A rank wants them all, unless it says otherwise."""
    most = _count(question.constraint.most) or len(question.choices)
    fewest = most if question.kind is Kind.RANK else 1
    return _count(question.constraint.least) or fewest, most


def _day(bound: Bound | None, today: date) -> date | None:
    if bound == "today":
        return today
    return bound if isinstance(bound, date) else None


def _count(bound: Bound | None) -> int:
    return int(bound) if isinstance(bound, Decimal) else 0
