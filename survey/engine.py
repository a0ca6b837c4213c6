"""The engine: one input in, the new session and what happened out. Pure; it neither saves nor sends.

What was said and cannot stand is an event (`AnswerRejected`); a button the open place does not have is one as
well (`TapOutdated`). Both leave the answers as they were.
"""

from dataclasses import dataclass
from datetime import date

from survey.errors import ForeignSession
from survey.events import (
    Event,
    Input,
    OtherAsked,
    QuestionAsked,
    ReviewOpened,
    Shared,
    Step,
    Submitted,
    Tap,
    TapOutdated,
    Wrote,
)
from survey.moves import open_question
from survey.order import asks, relevant
from survey.questionnaire import Questionnaire
from survey.session import Position, Session, Stage
from survey.taps import press, repeats
from survey.typed import take_place, take_words


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come: the open question's number among those that apply. Notes do not count."""

    number: int
    of: int


def start(questionnaire: Questionnaire, draw: str = "") -> Step:
    """Begin: the first question is open. `draw` is what random orders are drawn from."""
    first = relevant(questionnaire, {})[0]
    return open_question(Session(questionnaire.name, questionnaire.version, Position(), draw=draw), first)


def apply(questionnaire: Questionnaire, session: Session, given: Input, today: date) -> Step:
    """Take one tap, text or place and say where that leads. `today` is the respondent's day.

    Raises:
        ForeignSession: the session belongs to another questionnaire or version.
    """
    _check(questionnaire, session)
    match given:
        case Tap():
            step = press(questionnaire, session, given, today)
            return step or Step(session, (TapOutdated(same=repeats(questionnaire, session, given)),))
        case Wrote():
            return take_words(questionnaire, session, given, today)
        case Shared():
            return take_place(questionnaire, session, given)


def show(questionnaire: Questionnaire, session: Session) -> Event:
    """What is open now: QuestionAsked, OtherAsked, ReviewOpened, or Submitted where nothing is any more.

    Raises:
        ForeignSession: the session belongs to another questionnaire or version.
    """
    _check(questionnaire, session)
    position = session.position
    match position.stage:
        case Stage.REVIEW:
            return ReviewOpened()
        case Stage.SUBMITTED | Stage.EXPIRED:
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
