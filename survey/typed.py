"""What a text, or a shared place, does in the open place."""

import re
from datetime import date

from people.place import written_place
from survey.answers import awaited_options, read_text
from survey.events import AnswerRejected, DidYouMean, Rejection, Shared, Step, TapOutdated, Wrote
from survey.matching import Nearly, typed_choices
from survey.moves import record
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer, Session, Stage
from survey.taps import choose, choose_all, stand
from survey.values import read_value

_VALUES = frozenset((Kind.INTEGER, Kind.DECIMAL, Kind.RANGE, Kind.DATE))
_CLOSED = frozenset((Stage.SUBMITTED, Stage.EXPIRED))
_PLACE = re.compile(r"(-?[0-9]{1,2}\.[0-9]{2}) (-?[0-9]{1,3}\.[0-9]{2})", re.ASCII)


def take_words(questionnaire: Questionnaire, session: Session, wrote: Wrote, today: date) -> Step:
    """Take a text: free words, the words beside "other", a number, a day, or an option written out."""
    question = questionnaire.question(session.position.question)
    if question is None:
        return _nothing_asked(session)
    if session.position.other or question.kind is Kind.TEXT:
        words = read_text(question, wrote, awaited_options(session.position))
        return stand(questionnaire, session, question, words)
    if question.kind in _VALUES:
        value = read_value(question, wrote.text, questionnaire.languages, today)
        return stand(questionnaire, session, question, value)
    return _choose(questionnaire, session, question, wrote.text)


def take_place(questionnaire: Questionnaire, session: Session, shared: Shared) -> Step:
    """Take a shared place, where one is asked for; anything finer than a cell is refused."""
    question = questionnaire.question(session.position.question)
    if question is None:
        return _nothing_asked(session)
    if question.kind is not Kind.GEOPOINT or not _is_cell(shared.place):
        return Step(session, (AnswerRejected(question.name, Rejection.USE_BUTTONS),))
    return record(questionnaire, session, question, Answer(options=(shared.place,)))


def _nothing_asked(session: Session) -> Step:
    if session.position.stage in _CLOSED:
        return Step(session, (TapOutdated(same=False),))
    return Step(session, (AnswerRejected("", Rejection.USE_BUTTONS),))


def _choose(questionnaire: Questionnaire, session: Session, question: Question, text: str) -> Step:
    meant = typed_choices(question, session.draw, text)
    match meant:
        case Nearly(choice):
            return Step(session, (DidYouMean(question.name, choice.name),))
        case ():
            return Step(session, (AnswerRejected(question.name, Rejection.USE_BUTTONS),))
        case (choice,):
            return choose(questionnaire, session, question, choice)
    return choose_all(session, question, meant)


def _is_cell(place: str) -> bool:
    """Whether this is the middle of a cell, as answers name it, and not a point somebody stood at."""
    degrees = _PLACE.fullmatch(place)
    return degrees is not None and written_place(float(degrees[1]), float(degrees[2])) == place
