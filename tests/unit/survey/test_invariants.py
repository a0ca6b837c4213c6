"""What is true after any sequence of inputs whatever."""

from collections.abc import Mapping

from hypothesis import given, settings

from survey.condition import holds
from survey.engine import apply, progress, show
from survey.events import (
    Action,
    AnswerRecorded,
    AnswerRejected,
    AnswerRemoved,
    Event,
    Input,
    OtherAsked,
    QuestionAsked,
    ReviewOpened,
    SelectionChanged,
    Submitted,
    Tap,
    TapOutdated,
    TooYoung,
    Wrote,
)
from survey.order import asks, preceding, relevant
from survey.questionnaire import Kind, Question, Questionnaire
from survey.serialise import position_from_json, position_to_json, session_from_json, session_to_json
from survey.session import Answer, AnswerStatus, Position, Session, Stage
from tests.unit.survey.walk import walk, walks

any_walk = given(inputs=walks)
thorough = settings(max_examples=100, deadline=None)
Inputs = list[int | Input]

OPENS = (QuestionAsked, OtherAsked, ReviewOpened, Submitted)
STAYS = (AnswerRejected, SelectionChanged, TapOutdated, TooYoung)


@thorough
@any_walk
def test_exactly_one_thing_is_open(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        session = turn.step.session
        position = session.position
        if position.stage is Stage.QUESTIONS:
            assert position.question in [each.name for each in relevant(town, session.answers)]
        else:
            assert position == Position(stage=position.stage)


@thorough
@any_walk
def test_the_last_event_says_what_is_open_or_why_nothing_moved(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        last = turn.step.events[-1]
        if isinstance(last, OPENS):
            assert last == show(town, turn.step.session)
        else:
            assert isinstance(last, STAYS)
            assert turn.step.session.answers == turn.before.answers
            assert turn.step.session.position.question == turn.before.position.question


@thorough
@any_walk
def test_what_is_turned_away_changes_nothing(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        if turn.step.events[0] == TooYoung() or isinstance(turn.step.events[-1], (TapOutdated, AnswerRejected)):
            assert turn.step.session == turn.before
            assert len(turn.step.events) == 1


@thorough
@any_walk
def test_every_recorded_answer_is_legal_for_its_question(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        for name, answer in turn.step.session.answers.items():
            question = town.question(name)
            assert question is not None
            assert is_legal(question, answer), (name, answer)


@thorough
@any_walk
def test_there_are_answers_only_to_questions_that_apply(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        answers = turn.step.session.answers
        for name in answers:
            question = town.question(name)
            assert question is not None
            assert holds(question.relevant, answers)


@thorough
@any_walk
def test_the_events_tell_every_change_of_the_answers(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        assert replayed(turn.before.answers, turn.step.events) == turn.step.session.answers


@thorough
@any_walk
def test_nothing_before_the_open_question_is_left_unanswered(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        session = turn.step.session
        names = [each.name for each in relevant(town, session.answers) if asks(each)]
        if session.position.stage is Stage.QUESTIONS and not session.position.editing:
            order = [each.name for each in relevant(town, session.answers)]
            passed = order[: order.index(session.position.question)]
            names = [name for name in names if name in passed]
        if not session.position.editing:
            assert set(names) <= set(session.answers)


@thorough
@any_walk
def test_going_back_and_answering_again_is_as_if_nothing_had_been(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        session = turn.step.session
        position = session.position
        if (
            position.stage is not Stage.QUESTIONS
            or position.editing
            or not isinstance(turn.step.events[-1], QuestionAsked)
        ):
            continue
        before = preceding(town, session.answers, position.question)
        if before is None or position.other or position.selected != ticked(session):
            continue
        there = apply(town, session, Tap(town.version, Action.BACK, position.question)).session
        assert there.position.question == before.name
        for given_again in again(town, before, session):
            there = apply(town, there, given_again).session
        assert there == session


@thorough
@any_walk
def test_a_session_survives_being_written_down(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        session = turn.step.session
        assert session_from_json(session_to_json(session)) == session
        assert position_from_json(position_to_json(session.position)) == session.position


@thorough
@any_walk
def test_what_is_submitted_is_final(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        if turn.before.position.stage is Stage.SUBMITTED:
            assert turn.step.session == turn.before
            assert isinstance(turn.step.events[0], TapOutdated)


@thorough
@any_walk
def test_whoever_submits_has_answered_what_is_required(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        if Submitted() in turn.step.events:
            answers = turn.step.session.answers
            required = [each for each in relevant(town, answers) if each.required]
            assert all(answers[each.name].status is not AnswerStatus.SKIPPED for each in required)


@thorough
@any_walk
def test_progress_never_passes_its_end(town: Questionnaire, inputs: Inputs) -> None:
    for turn in walk(town, inputs):
        place = progress(town, turn.step.session)
        assert 0 <= place.number <= place.of <= len(town.questions)


def is_legal(question: Question, answer: Answer) -> bool:
    match answer.status:
        case AnswerStatus.SKIPPED:
            return not question.required and answer == Answer(AnswerStatus.SKIPPED)
        case AnswerStatus.PREFER_NOT:
            return question.prefer_not and answer == Answer(AnswerStatus.PREFER_NOT)
        case AnswerStatus.GIVEN:
            return options_are_legal(question, answer.options) and text_is_legal(question, answer)


def options_are_legal(question: Question, options: tuple[str, ...]) -> bool:
    chosen = [choice for choice in question.choices if choice.name in options]
    if [choice.name for choice in chosen] != list(options) or any(choice.ends for choice in chosen):
        return False
    match question.kind:
        case Kind.SELECT_ONE:
            return len(options) == 1
        case Kind.SELECT_MULTIPLE:
            alone = not any(choice.exclusive for choice in chosen) or len(chosen) == 1
            return alone and 1 <= len(options) <= (question.most or len(question.choices))
        case _:
            return not options and question.kind is Kind.TEXT


def text_is_legal(question: Question, answer: Answer) -> bool:
    may = question.kind is Kind.TEXT or any(
        choice.other for choice in question.choices if choice.name in answer.options
    )
    if answer.text is None:
        return question.kind is not Kind.TEXT
    return may and 1 <= len(answer.text) <= question.max_length and answer.text == answer.text.strip()


def replayed(answers: Mapping[str, Answer], events: tuple[Event, ...]) -> Mapping[str, Answer]:
    """The answers as somebody has them who only hears of the events, as the database does."""
    kept = dict(answers)
    for event in events:
        if isinstance(event, AnswerRecorded):
            kept[event.question] = event.answer
        elif isinstance(event, AnswerRemoved):
            del kept[event.question]
    return kept


def ticked(session: Session) -> tuple[str, ...]:
    """The ticks that a question shows when it is opened."""
    answer = session.answers.get(session.position.question)
    return answer.options if answer and session.position.selected else ()


def again(questionnaire: Questionnaire, question: Question, session: Session) -> list[Input]:
    """What somebody gives who answers a question again as they had."""
    answer = session.answers.get(question.name)
    version = questionnaire.version
    if answer is None:
        return [Tap(version, Action.NEXT, question.name)]
    if answer.status is AnswerStatus.SKIPPED:
        return [Tap(version, Action.SKIP, question.name)]
    if answer.status is AnswerStatus.PREFER_NOT:
        return [Tap(version, Action.PREFER_NOT, question.name)]
    words: list[Input] = [] if answer.text is None else [Wrote(answer.text, answer.language)]
    if question.kind is Kind.TEXT:
        return words
    is_other = any(choice.other for choice in question.choices if choice.name in answer.options)
    after = words or ([Tap(version, Action.SKIP, question.name)] if is_other else [])
    if question.kind is Kind.SELECT_MULTIPLE:
        return [Tap(version, Action.DONE, question.name), *after]
    return [Tap(version, Action.CHOOSE, question.name, answer.options[0]), *after]
