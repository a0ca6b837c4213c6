"""What a button does in the open place."""

from dataclasses import replace
from datetime import date

from survey.answers import awaited_options, other_among
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
from survey.ticks import TICKED, Selected, tick, tick_all, unfinished
from survey.values import pressed_value

_STATUS_OF = {
    Action.DONE: AnswerStatus.GIVEN,
    Action.SKIP: AnswerStatus.SKIPPED,
    Action.PREFER_NOT: AnswerStatus.PREFER_NOT,
}
"""What the answer is after such a tap."""

_CARRY_VALUES = frozenset((Kind.RANGE, Kind.DATE))
"""The kinds whose buttons carry a number or a day instead of an option's name."""


def press(questionnaire: Questionnaire, session: Session, tap: Tap, today: date) -> Step | None:
    """Where a tap leads; None for a button that the open place does not have."""
    if tap.version != session.version:
        return None
    if session.position.stage is Stage.REVIEW:
        return _on_review(questionnaire, session, tap)
    question = questionnaire.question(session.position.question)
    if question is None or tap.question != question.name:
        return None
    if tap.action is Action.CHOOSE:
        return _choose(questionnaire, session, question, tap.option, today)
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
    if question.kind in TICKED:
        return _ticked(session, question, tick(question, session.position.selected, choice))
    return _settle(questionnaire, session, question, (choice.name,))


def choose_all(session: Session, question: Question, choices: tuple[Choice, ...]) -> Step:
    """Tick, or rank, several options at once."""
    return _ticked(session, question, tick_all(question, session.position.selected, choices))


def stand(questionnaire: Questionnaire, session: Session, question: Question, said: Answer | AnswerRejected) -> Step:
    """Let an answer stand, or say why it cannot."""
    if isinstance(said, AnswerRejected):
        return Step(session, (said,))
    return record(questionnaire, session, question, said)


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


def _choose(
    questionnaire: Questionnaire, session: Session, question: Question, option: str, today: date
) -> Step | None:
    if question.kind in _CARRY_VALUES:
        said = pressed_value(question, option, today)
        return stand(questionnaire, session, question, said) if said else None
    choice = question.choice(option)
    return choose(questionnaire, session, question, choice) if choice else None


def _on_question(questionnaire: Questionnaire, session: Session, question: Question, tap: Tap) -> Step | None:
    match tap.action:
        case Action.DONE if question.kind in TICKED:
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


def _ticked(session: Session, question: Question, ticked: Selected | AnswerRejected) -> Step:
    if isinstance(ticked, AnswerRejected):
        return Step(session, (ticked,))
    return Step(_reopen(session, ticked).session, (SelectionChanged(question.name),))


def _done(questionnaire: Questionnaire, session: Session, question: Question) -> Step:
    missing = unfinished(question, session.position.selected)
    if missing:
        return Step(session, (missing,))
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
