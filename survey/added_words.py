"""More words for an answer that was just given."""

from dataclasses import replace
from datetime import date

from survey.answers import other_among
from survey.engine import apply
from survey.events import AnswerRecorded, AnswerRejected, AnswerRemoved, Step, Wrote
from survey.questionnaire import Kind, Questionnaire
from survey.session import Position, Session


def add_words(questionnaire: Questionnaire, session: Session, name: str, words: Wrote, today: date) -> Step | None:
    """Let `words` stand for those of an answer, by the rules of its question; the open place stays as it is.

    None where that answer has no words.
    """
    place = _place_of(questionnaire, session, name)
    if place is None:
        return None
    step = apply(questionnaire, replace(session, position=place), words, today)
    told = tuple(event for event in step.events if isinstance(event, (AnswerRecorded, AnswerRemoved, AnswerRejected)))
    return Step(replace(step.session, position=session.position), told)


def _place_of(questionnaire: Questionnaire, session: Session, name: str) -> Position | None:
    """The place in which the words of that answer are given."""
    question, answer = questionnaire.question(name), session.answers.get(name)
    if question is None or answer is None or answer.text is None:
        return None
    if question.kind is Kind.TEXT:
        return Position(question=name)
    other = other_among(question, answer.options)
    return Position(question=name, selected=answer.options, other=other.name) if other else None
