"""What is true after any sequence of inputs whatever."""

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings

from survey.engine import apply, progress, show
from survey.events import (
    Action,
    AnswerRecorded,
    AnswerRejected,
    AnswerRemoved,
    DidYouMean,
    Event,
    Input,
    OtherAsked,
    QuestionAsked,
    ReviewOpened,
    SelectionChanged,
    Shared,
    Submitted,
    Tap,
    TapOutdated,
    TooYoung,
)
from survey.order import applies, asks, preceding, relevant
from survey.questionnaire import Kind, Question, Questionnaire
from survey.serialise import position_from_json, position_to_json
from survey.session import Answer, AnswerStatus, Position, Session, Stage
from survey.ticks import TICKED
from tests.unit.survey.legality import is_legal
from tests.unit.survey.respondent import TODAY, an_answer, the_answer_again
from tests.unit.survey.walk import Journey, journeys

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

any_walk = given(journey=journeys)
thorough = settings(max_examples=150)

OPENS = (QuestionAsked, OtherAsked, ReviewOpened, Submitted)
STAYS = (AnswerRejected, DidYouMean, SelectionChanged, TapOutdated, TooYoung)


@thorough
@any_walk
def test_exactly_one_thing_is_open(journey: Journey) -> None:
    for turn in journey.turns():
        session = turn.step.session
        position = session.position
        if position.stage is Stage.QUESTIONS:
            assert position.question in [each.name for each in relevant(journey.questionnaire, session.answers)]
        else:
            assert position == Position(stage=position.stage)


@thorough
@any_walk
def test_the_last_event_says_what_is_open_or_why_nothing_moved(journey: Journey) -> None:
    for turn in journey.turns():
        last = turn.step.events[-1]
        if isinstance(last, OPENS):
            assert last == show(journey.questionnaire, turn.step.session)
        else:
            assert isinstance(last, STAYS)
            assert turn.step.session.answers == turn.before.answers
            assert turn.step.session.position.question == turn.before.position.question


@thorough
@any_walk
def test_what_is_turned_away_changes_nothing(journey: Journey) -> None:
    for turn in journey.turns():
        if turn.step.events[0] == TooYoung() or isinstance(
            turn.step.events[-1], (TapOutdated, AnswerRejected, DidYouMean)
        ):
            assert turn.step.session == turn.before
            assert len(turn.step.events) == 1


@thorough
@any_walk
def test_every_recorded_answer_is_legal_for_its_question(journey: Journey) -> None:
    for turn in journey.turns():
        for name, answer in turn.step.session.answers.items():
            question = journey.questionnaire.question(name)
            assert question is not None
            assert is_legal(question, answer), (name, answer)


@thorough
@any_walk
def test_there_are_answers_only_to_questions_that_apply(journey: Journey) -> None:
    for turn in journey.turns():
        answers = turn.step.session.answers
        for name in answers:
            question = journey.questionnaire.question(name)
            assert question is not None
            assert applies(question, answers)


@thorough
@any_walk
def test_the_events_tell_every_change_of_the_answers(journey: Journey) -> None:
    for turn in journey.turns():
        assert replayed(turn.before.answers, turn.step.events) == turn.step.session.answers


@thorough
@any_walk
def test_nothing_before_the_open_question_is_left_unanswered(journey: Journey) -> None:
    for turn in journey.turns():
        session = turn.step.session
        names = [each.name for each in relevant(journey.questionnaire, session.answers) if asks(each)]
        if session.position.stage is Stage.QUESTIONS and not session.position.editing:
            order = [each.name for each in relevant(journey.questionnaire, session.answers)]
            passed = order[: order.index(session.position.question)]
            names = [name for name in names if name in passed]
        if not session.position.editing:
            assert set(names) <= set(session.answers)


@thorough
@any_walk
def test_going_back_and_forward_again_is_as_if_nothing_had_been(journey: Journey) -> None:
    for turn in journey.turns():
        for session, there, before in went_back(journey.questionnaire, turn.step.session):
            kept = apply(journey.questionnaire, there, Tap(1, Action.NEXT, before.name), TODAY)
            assert kept.session == session


@thorough
@any_walk
def test_going_back_and_answering_again_is_as_if_nothing_had_been(journey: Journey) -> None:
    for turn in journey.turns():
        for session, there, before in went_back(journey.questionnaire, turn.step.session):
            again = there
            for given_again in the_answer_again(journey.questionnaire, before, session.answers.get(before.name)):
                again = apply(journey.questionnaire, again, given_again, TODAY).session
            assert again == session


@thorough
@any_walk
def test_an_open_question_shows_the_ticks_of_its_answer_in_their_order(journey: Journey) -> None:
    for turn in journey.turns():
        if isinstance(turn.step.events[-1], QuestionAsked):
            session = turn.step.session
            if not turn.before.position.other:
                assert session.position.selected == ticked(journey.questionnaire, session)


@thorough
@any_walk
def test_the_review_is_always_in_reach(journey: Journey) -> None:
    questionnaire = journey.questionnaire
    *_, last = journey.turns()
    session = last.step.session
    for _ in range(12 * len(questionnaire.questions)):
        if session.position.stage is not Stage.QUESTIONS:
            break
        session = apply(questionnaire, session, an_answer(questionnaire, session), TODAY).session
    assert session.position.stage is not Stage.QUESTIONS


@thorough
@any_walk
def test_the_answer_that_stands_is_the_one_that_was_given(journey: Journey) -> None:
    for turn in journey.turns():
        for event in turn.step.events:
            if isinstance(event, AnswerRecorded):
                assert event.question == turn.before.position.question
                assert says(journey.questionnaire, turn.before, turn.given, event.answer)


@thorough
@any_walk
def test_a_position_survives_being_written_down(journey: Journey) -> None:
    for turn in journey.turns():
        position = turn.step.session.position
        assert position_from_json(position_to_json(position)) == position


@thorough
@any_walk
def test_what_is_submitted_is_final(journey: Journey) -> None:
    for turn in journey.turns():
        if turn.before.position.stage is Stage.SUBMITTED:
            assert turn.step.session == turn.before
            assert isinstance(turn.step.events[0], TapOutdated)


@thorough
@any_walk
def test_whoever_submits_has_answered_what_is_required(journey: Journey) -> None:
    for turn in journey.turns():
        if Submitted() in turn.step.events:
            answers = turn.step.session.answers
            required = [each for each in relevant(journey.questionnaire, answers) if each.required]
            assert all(answers[each.name].status is not AnswerStatus.SKIPPED for each in required)


@thorough
@any_walk
def test_progress_never_passes_its_end(journey: Journey) -> None:
    for turn in journey.turns():
        place = progress(journey.questionnaire, turn.step.session)
        assert 0 <= place.number <= place.of <= len(journey.questionnaire.questions)


def says(questionnaire: Questionnaire, before: Session, given: Input, answer: Answer) -> bool:
    """Whether the answer is what was given, as far as can be told without the engine."""
    question = questionnaire.question(before.position.question)
    if isinstance(given, Tap):
        return pressed(before, given, answer)
    if isinstance(given, Shared):
        return answer == Answer(options=(given.place,))
    if question and (question.kind is Kind.TEXT or before.position.other):
        return answer.text == "".join(filter(storable, given.text)).strip()
    if question and question.kind in {Kind.INTEGER, Kind.DECIMAL, Kind.RANGE} and given.text.isascii():
        return Decimal(answer.options[0]) == Decimal(given.text.strip().replace(",", ".").rstrip(".!"))
    return answer.status is AnswerStatus.GIVEN


def pressed(before: Session, tap: Tap, answer: Answer) -> bool:
    """Whether the answer is what that button stands for."""
    if tap.action is Action.SKIP and before.position.other:
        return before.position.other in answer.options
    expected = {
        Action.CHOOSE: Answer(options=(tap.option,)),
        Action.DONE: Answer(options=before.position.selected),
        Action.SKIP: Answer(AnswerStatus.SKIPPED),
        Action.PREFER_NOT: Answer(AnswerStatus.PREFER_NOT),
    }
    return answer == expected[tap.action]


def storable(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}


def replayed(answers: Mapping[str, Answer], events: tuple[Event, ...]) -> Mapping[str, Answer]:
    """The answers as somebody has them who only hears of the events, as the database does."""
    kept = dict(answers)
    for event in events:
        if isinstance(event, AnswerRecorded):
            kept[event.question] = event.answer
        elif isinstance(event, AnswerRemoved):
            del kept[event.question]
    return kept


def ticked(questionnaire: Questionnaire, session: Session) -> tuple[str, ...]:
    """The ticks that a question shows when it is opened."""
    question, answer = questionnaire.question(session.position.question), session.answers.get(session.position.question)
    return answer.options if question and answer and question.kind in TICKED else ()


def went_back(questionnaire: Questionnaire, session: Session) -> Iterator[tuple[Session, Session, Question]]:
    """The session, the one a step back, and the question there; nothing where there is no plain way back."""
    position = session.position
    unchanged = position.selected == ticked(questionnaire, session) and not position.other
    if position.stage is Stage.QUESTIONS and not position.editing and unchanged:
        before = preceding(questionnaire, session.answers, position.question)
        if before:
            there = apply(questionnaire, session, Tap(1, Action.BACK, position.question), TODAY).session
            assert there.position.question == before.name
            yield session, there, before
