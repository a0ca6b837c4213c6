"""What a button does in the open place."""

from dataclasses import replace

from survey.answers import awaited_options, other_among, tick
from survey.events import (
    Action,
    AnswerRejected,
    OtherAsked,
    QuestionAsked,
    Rejection,
    SelectionChanged,
    Step,
    Submitted,
    Tap,
    TooYoung,
)
from survey.moves import backward, forward, open_question, record
from survey.order import asks, first_unanswered, relevant
from survey.questionnaire import Choice, Kind, Question, Questionnaire
from survey.session import Answer, AnswerStatus, Position, Session, Stage

_STATUS_OF = {
    Action.DONE: AnswerStatus.GIVEN,
    Action.SKIP: AnswerStatus.SKIPPED,
    Action.PREFER_NOT: AnswerStatus.PREFER_NOT,
}
"""What the answer is after such a tap."""


def press(questionnaire: Questionnaire, session: Session, tap: Tap) -> Step | None:
    """Where a tap leads; None for a button that the open place does not have."""
    if tap.version != session.version:
        return None
    if session.position.stage is Stage.REVIEW:
        return _on_review(questionnaire, session, tap)
    question = questionnaire.question(session.position.question)
    if question is None or tap.question != question.name:
        return None
    return _on_question(questionnaire, session, question, tap)


def repeats(questionnaire: Questionnaire, session: Session, tap: Tap) -> bool:
    """Whether a tap that no longer counts asks for what is already so, as a second tap in haste does."""
    if tap.version != session.version:
        return False
    if tap.action is Action.SUBMIT:
        return session.position.stage is Stage.SUBMITTED
    answer = session.answers.get(tap.question)
    if answer is None:
        question = questionnaire.question(tap.question)
        return tap.action is Action.NEXT and question is not None and not asks(question)
    if tap.action is Action.CHOOSE:
        return tap.option in answer.options
    return tap.action is Action.NEXT or _STATUS_OF.get(tap.action) is answer.status


def choose(questionnaire: Questionnaire, session: Session, question: Question, choice: Choice) -> Step:
    """Choose an option: the answer itself, or one tick of a multiple choice."""
    if choice.ends:
        return Step(session, (TooYoung(),))
    if question.kind is Kind.SELECT_MULTIPLE:
        return _tick(session, question, choice)
    return _settle(questionnaire, session, question, (choice.name,))


def _on_review(questionnaire: Questionnaire, session: Session, tap: Tap) -> Step | None:
    match tap.action:
        case Action.SUBMIT if not tap.question:
            return _submit(questionnaire, session)
        case Action.BACK if not tap.question:
            return backward(questionnaire, session)
        case Action.EDIT:
            return _edit(questionnaire, session, tap.question)
        case _:
            return None


def _on_question(questionnaire: Questionnaire, session: Session, question: Question, tap: Tap) -> Step | None:
    match tap.action:
        case Action.CHOOSE:
            choice = question.choice(tap.option)
            return choose(questionnaire, session, question, choice) if choice else None
        case Action.DONE if question.kind is Kind.SELECT_MULTIPLE:
            return _done(questionnaire, session, question)
        case Action.SKIP if asks(question):
            return _skip(questionnaire, session, question)
        case Action.PREFER_NOT if asks(question) and question.prefer_not:
            return record(questionnaire, session, question, Answer(AnswerStatus.PREFER_NOT))
        case _:
            return _walk(questionnaire, session, question, tap)


def _walk(questionnaire: Questionnaire, session: Session, question: Question, tap: Tap) -> Step | None:
    match tap.action:
        case Action.NEXT if not asks(question) or question.name in session.answers:
            return forward(questionnaire, session)
        case Action.BACK if session.position.other:
            return _reopen(session, session.position.selected)
        case Action.BACK:
            return backward(questionnaire, session)
        case _:
            return None


def _tick(session: Session, question: Question, choice: Choice) -> Step:
    ticked = tick(question, session.position.selected, choice)
    if isinstance(ticked, AnswerRejected):
        return Step(session, (ticked,))
    return Step(_reopen(session, ticked).session, (SelectionChanged(question.name),))


def _done(questionnaire: Questionnaire, session: Session, question: Question) -> Step:
    if not session.position.selected:
        return Step(session, (AnswerRejected(question.name, Rejection.NOTHING_SELECTED),))
    return _settle(questionnaire, session, question, session.position.selected)


def _settle(questionnaire: Questionnaire, session: Session, question: Question, options: tuple[str, ...]) -> Step:
    other = other_among(question, options)
    if other is None:
        return record(questionnaire, session, question, Answer(options=options))
    position = replace(session.position, other=other.name)
    return Step(replace(session, position=position), (OtherAsked(question.name, other.name),))


def _skip(questionnaire: Questionnaire, session: Session, question: Question) -> Step:
    """Skip the question; where the words beside "other" are awaited, only those: the option itself stands."""
    if session.position.other:
        earlier = session.answers.get(question.name, Answer())
        answer = replace(earlier, status=AnswerStatus.GIVEN, options=awaited_options(session.position))
        return record(questionnaire, session, question, answer)
    if question.required:
        return Step(session, (AnswerRejected(question.name, Rejection.REQUIRED),))
    return record(questionnaire, session, question, Answer(AnswerStatus.SKIPPED))


def _reopen(session: Session, selected: tuple[str, ...]) -> Step:
    position = replace(session.position, selected=selected, other="")
    return Step(replace(session, position=position), (QuestionAsked(position.question),))


def _edit(questionnaire: Questionnaire, session: Session, name: str) -> Step | None:
    editable = (each for each in relevant(questionnaire, session.answers) if asks(each))
    question = next((each for each in editable if each.name == name), None)
    return open_question(session, question, editing=True) if question else None


def _submit(questionnaire: Questionnaire, session: Session) -> Step:
    """Close the survey; a question still unanswered is asked first."""
    missing = first_unanswered(questionnaire, session.answers)
    if missing is None:
        return Step(replace(session, position=Position(stage=Stage.SUBMITTED)), (Submitted(),))
    asked = open_question(session, missing, editing=True)
    return Step(asked.session, (AnswerRejected(missing.name, Rejection.REQUIRED), *asked.events))
