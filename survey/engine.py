"""The engine: one input in, the new session and what happened out. Pure; it neither saves nor sends.

What was said and cannot stand is an event (`AnswerRejected`); a button the open place does not have is one as
well (`TapOutdated`). Both leave the answers as they were.
"""

from dataclasses import dataclass

from survey.answers import awaited_options, read_label, read_text
from survey.errors import ForeignSession
from survey.events import (
    AnswerRejected,
    Event,
    Input,
    OtherAsked,
    QuestionAsked,
    Rejection,
    ReviewOpened,
    Step,
    Submitted,
    TapOutdated,
    Wrote,
)
from survey.moves import open_question, record
from survey.order import asks, relevant
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Position, Session, Stage
from survey.taps import choose, press, repeats


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come: the open question's number among those that apply. Notes do not count."""

    number: int
    of: int


def start(questionnaire: Questionnaire) -> Step:
    """Begin: the first question is open."""
    first = relevant(questionnaire, {})[0]
    return open_question(Session(questionnaire.name, questionnaire.version, Position()), first)


def apply(questionnaire: Questionnaire, session: Session, given: Input) -> Step:
    """Take one tap or text and say where that leads.

    Raises:
        ForeignSession: the session belongs to another questionnaire or version.
    """
    _check(questionnaire, session)
    if isinstance(given, Wrote):
        return _read(questionnaire, session, given)
    step = press(questionnaire, session, given)
    return step or Step(session, (TapOutdated(same=repeats(questionnaire, session, given)),))


def show(questionnaire: Questionnaire, session: Session) -> Event:
    """What is open now: QuestionAsked, OtherAsked, ReviewOpened or Submitted.

    Raises:
        ForeignSession: the session belongs to another questionnaire or version.
    """
    _check(questionnaire, session)
    position = session.position
    match position.stage:
        case Stage.REVIEW:
            return ReviewOpened()
        case Stage.SUBMITTED:
            return Submitted()
        case Stage.QUESTIONS if position.other:
            return OtherAsked(position.question, position.other)
        case Stage.QUESTIONS:
            return QuestionAsked(position.question)


def progress(questionnaire: Questionnaire, session: Session) -> Progress:
    """How far the person has come; on the review and after it, all the way."""
    order = relevant(questionnaire, session.answers)
    of = sum(map(asks, order))
    if session.position.stage is not Stage.QUESTIONS:
        return Progress(of, of)
    names = [question.name for question in order]
    reached = order[: names.index(session.position.question) + 1]
    return Progress(sum(map(asks, reached)), of)


def _check(questionnaire: Questionnaire, session: Session) -> None:
    """Refuse a session that this questionnaire cannot explain."""
    same = (session.questionnaire, session.version) == (questionnaire.name, questionnaire.version)
    open_name = session.position.question
    if not same or (open_name and questionnaire.question(open_name) is None):
        raise ForeignSession


def _read(questionnaire: Questionnaire, session: Session, wrote: Wrote) -> Step:
    """Take a text: free words, the words beside "other", or an option written out."""
    question = questionnaire.question(session.position.question)
    if session.position.stage is Stage.SUBMITTED:
        return Step(session, (TapOutdated(same=False),))
    if question is None:
        return Step(session, (AnswerRejected("", Rejection.USE_BUTTONS),))
    if session.position.other or question.kind is Kind.TEXT:
        return _read_words(questionnaire, session, question, wrote)
    choice = read_label(question, wrote.text)
    if choice is None:
        return Step(session, (AnswerRejected(question.name, Rejection.USE_BUTTONS),))
    return choose(questionnaire, session, question, choice)


def _read_words(questionnaire: Questionnaire, session: Session, question: Question, wrote: Wrote) -> Step:
    answer = read_text(question, wrote, awaited_options(session.position))
    if isinstance(answer, AnswerRejected):
        return Step(session, (answer,))
    return record(questionnaire, session, question, answer)
