"""One question asked by itself, for tests of what can be answered to it."""

from survey.engine import apply, start
from survey.events import Action, AnswerRecorded, AnswerRejected, Input, Rejection, Step, Tap, Wrote
from survey.questionnaire import Choice, Question, Questionnaire
from survey.session import Answer, Session
from tests.unit.survey.respondent import TODAY

LANGUAGES = ("sv", "en", "fi", "ar", "fa", "so", "uk")


def form(*questions: Question) -> Questionnaire:
    return Questionnaire("form", 1, "first", {"sv": "Fråga"}, LANGUAGES, questions)


def choices(*labels: str) -> tuple[Choice, ...]:
    """Options named a, b, c and so on."""
    return tuple(Choice(chr(ord("a") + at), {"sv": label}) for at, label in enumerate(labels))


def give(question: Question, *inputs: Input | str) -> Step:
    """What came of the last of these; text stands for what is written."""
    questionnaire = form(question)
    step = start(questionnaire)
    for each in inputs:
        given = Wrote(each) if isinstance(each, str) else each
        step = apply(questionnaire, step.session, given, TODAY)
    return step


def answered(question: Question, *inputs: Input | str) -> Answer:
    recorded = give(question, *inputs).events[0]
    assert isinstance(recorded, AnswerRecorded), recorded
    return recorded.answer


def rejected(question: Question, *inputs: Input | str) -> tuple[Rejection, str]:
    event = give(question, *inputs).events[0]
    assert isinstance(event, AnswerRejected), event
    return event.reason, event.limit


def tap(option: str) -> Tap:
    return Tap(1, Action.CHOOSE, "q", option)


def selected(session: Session) -> str:
    return " ".join(session.position.selected)


DONE = Tap(1, Action.DONE, "q")
