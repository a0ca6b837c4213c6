"""What no conversation of the scenarios shows."""

from dataclasses import replace

import pytest

from survey.engine import Progress, apply, progress, show, start
from survey.errors import ForeignSession
from survey.events import Action, AnswerRejected, OtherAsked, QuestionAsked, Rejection, ReviewOpened, Submitted, Tap
from survey.questionnaire import Questionnaire
from survey.session import Answer, Position, Session, Stage
from tests.unit.survey.respondent import TODAY


def at(question: str, *answered: str, stage: Stage = Stage.QUESTIONS, other: str = "") -> Session:
    answers = {name: Answer(options=("adult",) if name == "age" else ()) for name in answered}
    return Session("town", 1, Position(stage, question, other=other), answers)


def test_a_survey_begins_at_its_first_question(town: Questionnaire) -> None:
    step = start(town)
    assert step.session == at("hello")
    assert step.events == (QuestionAsked("hello"),)


@pytest.mark.parametrize(
    ("session", "event"),
    [
        (at("age"), QuestionAsked("age")),
        (at("school", other="other_school"), OtherAsked("school", "other_school")),
        (at("", stage=Stage.REVIEW), ReviewOpened()),
        (at("", stage=Stage.SUBMITTED), Submitted()),
    ],
)
def test_whoever_comes_back_sees_what_is_open(town: Questionnaire, session: Session, event: object) -> None:
    assert show(town, session) == event


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (at("hello"), Progress(0, 3)),
        (at("age"), Progress(1, 3)),
        (at("places", "age"), Progress(2, 3)),
        (at("thanks_for_places", "age", "places"), Progress(2, 4)),
        (at("safe", "age", "places"), Progress(4, 4)),
        (at("", "age", stage=Stage.REVIEW), Progress(3, 3)),
    ],
)
def test_progress_counts_the_questions_that_apply(town: Questionnaire, session: Session, expected: Progress) -> None:
    assert progress(town, session) == expected


def test_a_survey_with_a_gap_asks_for_what_is_missing_before_it_is_submitted(town: Questionnaire) -> None:
    gap = at("", "age", "places", "wish", stage=Stage.REVIEW)
    step = apply(town, gap, Tap(1, Action.SUBMIT), TODAY)
    assert step.events == (AnswerRejected("safe", Rejection.REQUIRED), QuestionAsked("safe"))
    answered = apply(town, step.session, Tap(1, Action.CHOOSE, "safe", "safe"), TODAY)
    assert answered.events[-1] == ReviewOpened()


@pytest.mark.parametrize(
    "foreign",
    [
        replace(at("age"), version=2),
        replace(at("age"), questionnaire="village"),
        at("a_question_of_another_town"),
    ],
)
def test_a_session_of_another_questionnaire_is_refused(town: Questionnaire, foreign: Session) -> None:
    with pytest.raises(ForeignSession, match="another questionnaire or version"):
        apply(town, foreign, Tap(1, Action.NEXT, "hello"), TODAY)
    with pytest.raises(ForeignSession):
        show(town, foreign)
