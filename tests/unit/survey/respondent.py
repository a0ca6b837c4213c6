"""What somebody can sensibly do in the open place, whatever kind of question it is."""

from datetime import date
from decimal import Decimal

from survey.bounds import count_bounds, day_bounds, number_bounds
from survey.events import Action, Input, Shared, Tap, Wrote
from survey.numbers import on_scale, written
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer, AnswerStatus, Session
from survey.ticks import TICKED

TODAY = date(2026, 11, 24)
CELL = "60.63 16.78"
WORDS = Wrote("12345", "sv")
"""Fits every length and pattern of the questionnaires made up here."""


def an_answer(questionnaire: Questionnaire, session: Session) -> Input:
    """One step towards an answer that will stand."""
    question = questionnaire.question(session.position.question)
    assert question is not None

    def tap(action: Action, option: str = "") -> Tap:
        return Tap(questionnaire.version, action, question.name, option)

    if session.position.other:
        return tap(Action.SKIP)
    if question.kind in TICKED:
        option = _next_tick(question, session.position.selected)
        return tap(Action.CHOOSE, option) if option else tap(Action.DONE)
    match question.kind:
        case Kind.NOTE:
            given: Input = tap(Action.NEXT)
        case Kind.INTEGER | Kind.DECIMAL:
            given = Wrote(written(number_bounds(question)[0]))
        case Kind.DATE:
            given = Wrote(day_bounds(question, TODAY)[0].isoformat())
        case Kind.GEOPOINT:
            given = Shared(CELL)
        case Kind.RANGE:
            given = tap(Action.CHOOSE, on_scale(question.scale)[0])
        case Kind.SELECT_ONE:
            given = tap(Action.CHOOSE, next(choice.name for choice in question.choices if not choice.ends))
        case _:
            given = WORDS
    return given


def _next_tick(question: Question, selected: tuple[str, ...]) -> str:
    """The next option to tick; "" where enough are ticked."""
    left = [choice.name for choice in question.choices if choice.name not in selected and not choice.exclusive]
    alone = any(choice.exclusive for choice in question.choices if choice.name in selected)
    return "" if alone or len(selected) >= count_bounds(question)[0] else left[0]


def the_answer_again(questionnaire: Questionnaire, question: Question, answer: Answer | None) -> list[Input]:
    """What somebody gives who answers a question again as they had."""

    def tap(action: Action, option: str = "") -> Tap:
        return Tap(questionnaire.version, action, question.name, option)

    if answer is None:
        return [tap(Action.NEXT)]
    if answer.status is not AnswerStatus.GIVEN:
        return [tap({AnswerStatus.SKIPPED: Action.SKIP, AnswerStatus.PREFER_NOT: Action.PREFER_NOT}[answer.status])]
    words: list[Input] = [] if answer.text is None else [Wrote(answer.text, answer.language)]
    if question.kind is Kind.TEXT:
        return words
    if question.kind in {Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.RANGE}:
        return [Wrote(answer.options[0])]
    if question.kind is Kind.GEOPOINT and not question.choice(answer.options[0]):
        return [Shared(answer.options[0])]
    is_other = any(choice.other for choice in question.choices if choice.name in answer.options)
    after = words or ([tap(Action.SKIP)] if is_other else [])
    return [tap(Action.DONE) if question.kind in TICKED else tap(Action.CHOOSE, answer.options[0]), *after]


def everything(questionnaire: Questionnaire, session: Session) -> list[Input]:
    """All that the open place offers, and some of what it turns away."""
    version, name = questionnaire.version, session.position.question
    question = questionnaire.question(name)
    if question is None:
        edits: list[Input] = [Tap(version, Action.EDIT, each.name) for each in questionnaire.questions]
        return [*edits, Tap(version, Action.SUBMIT), Tap(version, Action.BACK)]
    options = [*(choice.name for choice in question.choices), *on_scale(question.scale), TODAY.isoformat()]
    inputs: list[Input] = [Tap(version, Action.CHOOSE, name, option) for option in options]
    inputs += [Tap(version, action, name) for action in _WAYS]
    return [*inputs, an_answer(questionnaire, session), WORDS, *_typed(question)]


_WAYS = (Action.DONE, Action.SKIP, Action.NEXT, Action.PREFER_NOT, Action.BACK)


def _typed(question: Question) -> list[Wrote]:
    match question.kind:
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE:
            least, most = number_bounds(question)
            return [Wrote(written(number)) for number in (most, least, (least + most) / 2, most + Decimal(1))]
        case Kind.DATE:
            return [Wrote("24 november 2026"), Wrote("23/11 2026"), Wrote("24.12.2026")]
        case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE | Kind.RANK:
            return [Wrote(f"{at}") for at in range(1, len(question.choices) + 1)] + [Wrote("2, 1")]
        case _:
            return []
