"""What can stand as an answer, told again without the engine."""

import re
from datetime import date
from decimal import Decimal

from people.place import written_place
from survey.bounds import count_bounds, day_bounds, number_bounds
from survey.numbers import on_scale
from survey.questionnaire import Kind, Question
from survey.session import Answer, AnswerStatus
from survey.ticks import TICKED, unfinished
from tests.unit.survey.respondent import TODAY


def is_legal(question: Question, answer: Answer) -> bool:
    match answer.status:
        case AnswerStatus.SKIPPED:
            return not question.required and answer == Answer(AnswerStatus.SKIPPED)
        case AnswerStatus.PREFER_NOT:
            return question.prefer_not and answer == Answer(AnswerStatus.PREFER_NOT)
        case AnswerStatus.GIVEN:
            return options_are_legal(question, answer.options) and text_is_legal(question, answer)


def options_are_legal(question: Question, options: tuple[str, ...]) -> bool:
    chosen = [choice for choice in question.choices if choice.name in options]
    if any(choice.ends for choice in chosen) or len(set(options)) != len(options):
        return False
    if question.kind in TICKED:
        alone = not any(choice.exclusive for choice in chosen) or len(chosen) == 1
        in_order = question.kind is Kind.RANK or [choice.name for choice in chosen] == list(options)
        enough = unfinished(question, options) is None and len(options) <= count_bounds(question)[1]
        return len(options) == len(chosen) and alone and in_order and enough
    if question.kind is Kind.TEXT:
        return not options
    return len(options) == 1 and (bool(chosen) or value_is_legal(question, options[0]))


def value_is_legal(question: Question, value: str) -> bool:
    legal = False
    match question.kind:
        case Kind.INTEGER | Kind.DECIMAL:
            least, most = number_bounds(question)
            legal = (question.kind is Kind.DECIMAL or "." not in value) and least <= Decimal(value) <= most
        case Kind.RANGE:
            legal = value in on_scale(question.scale)
        case Kind.DATE:
            first, last = day_bounds(question, TODAY)
            legal = first <= date.fromisoformat(value) <= last
        case Kind.GEOPOINT:
            legal = value == written_place(*map(float, value.split()))
    return legal


def text_is_legal(question: Question, answer: Answer) -> bool:
    constraint = question.constraint
    may = question.kind is Kind.TEXT or any(
        choice.other for choice in question.choices if choice.name in answer.options
    )
    if answer.text is None:
        return question.kind is not Kind.TEXT
    fits = constraint.min_length <= len(answer.text) <= constraint.max_length
    matches = not constraint.pattern or re.fullmatch(constraint.pattern, answer.text) is not None
    return may and fits and matches and answer.text != "" and answer.text == answer.text.strip()
