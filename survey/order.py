"""The order of the questions: linear, passing over those that do not apply."""

from collections.abc import Mapping

from survey.condition import holds
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer

Answers = Mapping[str, Answer]


def asks(question: Question) -> bool:
    """Whether something is to be answered; a note only says something."""
    return question.kind is not Kind.NOTE


def applies(question: Question, answers: Answers) -> bool:
    """Whether the question is asked, given these answers: its own condition and its group's hold."""
    return all(holds(condition, answers) for condition in question.conditions)


def relevant(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """Questions and notes that apply to these answers, in their order."""
    return tuple(question for question in questionnaire.questions if applies(question, answers))


def following(questionnaire: Questionnaire, answers: Answers, name: str) -> Question | None:
    """What comes after the question of that name."""
    order = relevant(questionnaire, answers)
    at = _place(order, name) + 1
    return order[at] if at < len(order) else None


def preceding(questionnaire: Questionnaire, answers: Answers, name: str) -> Question | None:
    """What comes before the question of that name."""
    order = relevant(questionnaire, answers)
    at = _place(order, name) - 1
    return order[at] if at >= 0 else None


def first_unanswered(questionnaire: Questionnaire, answers: Answers) -> Question | None:
    """The first question that applies and has neither been answered nor skipped."""
    open_ones = (question for question in relevant(questionnaire, answers) if asks(question))
    return next((question for question in open_ones if question.name not in answers), None)


def still_applying(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers whose questions still apply.

    A condition speaks of earlier questions only, so one pass also drops what hung on a dropped answer.
    """
    kept: dict[str, Answer] = {}
    for question in questionnaire.questions:
        if question.name in answers and applies(question, kept):
            kept[question.name] = answers[question.name]
    return kept


def _place(order: tuple[Question, ...], name: str) -> int:
    return next(at for at, question in enumerate(order) if question.name == name)
