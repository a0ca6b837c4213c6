"""Numbers and days as answers: what was typed, or a button's own value."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from survey.bounds import day_bounds, number_bounds
from survey.dates import read_day
from survey.events import AnswerRejected, Rejection
from survey.numbers import on_scale, read_number, written
from survey.questionnaire import Kind, Question
from survey.session import Answer


def read_value(question: Question, text: str, languages: Sequence[str], today: date) -> Answer | AnswerRejected:
    """What was typed to a question for a number or a day."""
    if question.kind is Kind.DATE:
        day = read_day(text, languages)
        return check_day(question, day, today) if day else AnswerRejected(question.name, Rejection.NOT_A_DATE)
    number = read_number(text)
    if number is None:
        return AnswerRejected(question.name, Rejection.NOT_A_NUMBER)
    if question.kind is Kind.RANGE:
        return _check_scale(question, number)
    return _check_number(question, number)


def pressed_value(question: Question, value: str, today: date) -> Answer | AnswerRejected | None:
    """What a button stands for that carries a day or a number of the scale; None where no button does."""
    if question.kind is Kind.RANGE:
        return Answer(options=(value,)) if value in on_scale(question.scale) else None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return check_day(question, day, today)


def check_day(question: Question, day: date, today: date) -> Answer | AnswerRejected:
    """The day as an answer, where it lies within the constraint."""
    first, last = day_bounds(question, today)
    if day < first:
        return AnswerRejected(question.name, Rejection.TOO_EARLY, first.isoformat())
    if day > last:
        return AnswerRejected(question.name, Rejection.TOO_LATE, last.isoformat())
    return Answer(options=(day.isoformat(),))


def _check_number(question: Question, number: str) -> Answer | AnswerRejected:
    """The number as an answer. It is compared and never computed with: it may have thousands of digits."""
    least, most = number_bounds(question)
    if question.kind is Kind.INTEGER and "." in number:
        return AnswerRejected(question.name, Rejection.NOT_WHOLE)
    if Decimal(number) < least:
        return AnswerRejected(question.name, Rejection.TOO_LITTLE, written(least))
    if Decimal(number) > most:
        return AnswerRejected(question.name, Rejection.TOO_MUCH, written(most))
    return Answer(options=(number,))


def _check_scale(question: Question, number: str) -> Answer | AnswerRejected:
    numbers = on_scale(question.scale)
    if number in numbers:
        return Answer(options=(number,))
    return AnswerRejected(question.name, Rejection.NOT_ON_SCALE, f"{numbers[0]}–{numbers[-1]}" if numbers else "")
