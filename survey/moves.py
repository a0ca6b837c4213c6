"""Where a turn leads: which place is open next, and what fell away on the road there."""

from dataclasses import replace

from survey.events import AnswerRecorded, AnswerRemoved, QuestionAsked, ReviewOpened, Step
from survey.order import first_unanswered, following, preceding, relevant, still_applying
from survey.questionnaire import Question, Questionnaire
from survey.session import Answer, Position, Session, Stage
from survey.ticks import TICKED


def open_question(session: Session, question: Question, *, editing: bool = False) -> Step:
    """Open a question as it was left: with the options ticked, or ranked, that its answer has."""
    answer = session.answers.get(question.name)
    ticked = answer.options if answer and question.kind in TICKED else ()
    position = Position(question=question.name, selected=ticked, editing=editing)
    return Step(replace(session, position=position), (QuestionAsked(question.name),))


def open_review(session: Session) -> Step:
    """Open the review."""
    return Step(replace(session, position=Position(stage=Stage.REVIEW)), (ReviewOpened(),))


def record(questionnaire: Questionnaire, session: Session, question: Question, answer: Answer) -> Step:
    """Let an answer stand, drop those that no longer apply, and go on."""
    answers = {**session.answers, question.name: answer}
    kept = still_applying(questionnaire, answers)
    onward = forward(questionnaire, replace(session, answers=kept))
    removed = tuple(AnswerRemoved(name) for name in answers if name not in kept)
    return Step(onward.session, (AnswerRecorded(question.name, answer), *removed, *onward.events))


def forward(questionnaire: Questionnaire, session: Session) -> Step:
    """Open what comes next: in order, or go back to the review by way of what an edit made relevant."""
    position = session.position
    if position.editing:
        question = first_unanswered(questionnaire, session.answers)
    else:
        question = following(questionnaire, session.answers, position.question)
    return open_question(session, question, editing=position.editing) if question else open_review(session)


def backward(questionnaire: Questionnaire, session: Session) -> Step | None:
    """Open what came before; None on the first question. An edit with nothing left to ask ends."""
    position = session.position
    if position.stage is Stage.REVIEW:
        return open_question(session, relevant(questionnaire, session.answers)[-1])
    if position.editing and first_unanswered(questionnaire, session.answers) is None:
        return open_review(session)
    question = preceding(questionnaire, session.answers, position.question)
    return open_question(session, question, editing=position.editing) if question else None
