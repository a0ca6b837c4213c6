"""Made-up responses for trying things out: each is a whole walk through the engine, so none is impossible."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from people.place import written_place
from survey.bounds import count_bounds, day_bounds, number_bounds
from survey.engine import apply, show, start
from survey.events import Action, Input, OtherAsked, ReviewOpened, Shared, Tap, TooYoung, Wrote
from survey.numbers import on_scale, written
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer, Session
from survey.ticks import TICKED

PREFER_NOT_SHARE = 0.05
SKIP_SHARE = 0.6
"""Most people skip free text."""

_PATIENCE = 50
"""Tries at one question (its pattern, say, may fit none of our texts) before this person leaves."""
_OFTEN = 3
"""Options that a person ticks at the most, where more can be ticked."""
_DAYS_BACK = 90
_AROUND = (60.62, 16.78)
"""Sandviken, in degrees (WGS 84)."""
_TEXTS = (
    "Exempel: Mer ljus på gångvägen vid stationen.",
    "Exempel: Fler vuxna ute på kvällarna.",
    "Exempel: En fritidsgård som har öppet på helgen.",
    "Exempel: Att någon svarar när man hör av sig.",
)


def sample_answers(questionnaire: Questionnaire, random: Random, today: date) -> Mapping[str, Answer]:
    """One made-up person's answers, in the order the engine would ask."""
    session = start(questionnaire).session
    tries = 0
    while not isinstance(show(questionnaire, session), ReviewOpened) and tries < _PATIENCE:
        after = _turn(questionnaire, session, random, today)
        tries = tries + 1 if after.position.question == session.position.question else 0
        session = after
    return session.answers


def _turn(questionnaire: Questionnaire, session: Session, random: Random, today: date) -> Session:
    """One try at the open question."""
    question = questionnaire.question(session.position.question)
    if question is None:
        return session
    if isinstance(show(questionnaire, session), OtherAsked):
        return apply(questionnaire, session, _words(question, random), today).session
    for given in _reply(questionnaire.version, question, random, today):
        step = apply(questionnaire, session, given, today)
        if not isinstance(step.events[-1], TooYoung):
            session = step.session
    return session


def _reply(version: int, question: Question, random: Random, today: date) -> Sequence[Input]:
    if question.kind is Kind.NOTE:
        return [Tap(version, Action.NEXT, question.name)]
    skipped = question.kind is Kind.TEXT and not question.required
    if skipped and random.random() < SKIP_SHARE:
        return [Tap(version, Action.SKIP, question.name)]
    if question.prefer_not and not skipped and random.random() < PREFER_NOT_SHARE:
        return [Tap(version, Action.PREFER_NOT, question.name)]
    return _answer(version, question, random, today)


def _answer(version: int, question: Question, random: Random, today: date) -> Sequence[Input]:
    match question.kind:
        case Kind.TEXT:
            return [_words(question, random)]
        case Kind.INTEGER | Kind.DECIMAL:
            return [Wrote(written(_number(question, random)))]
        case Kind.DATE:
            return [Wrote(_day(question, random, today).isoformat())]
        case Kind.GEOPOINT if not question.choices:
            return [Shared(written_place(*(degrees + random.uniform(-0.1, 0.1) for degrees in _AROUND)))]
    return _taps(version, question, random)


def _taps(version: int, question: Question, random: Random) -> Sequence[Tap]:
    options = on_scale(question.scale) or tuple(choice.name for choice in question.choices)
    first = random.choices(options, [1 / place for place in range(1, len(options) + 1)])[0]
    if question.kind not in TICKED:
        return [Tap(version, Action.CHOOSE, question.name, first)]
    taps = [Tap(version, Action.CHOOSE, question.name, option) for option in _several(question, first, random)]
    return [*taps, Tap(version, Action.DONE, question.name)]


def _several(question: Question, first: str, random: Random) -> Sequence[str]:
    """That option and others, as many as may go with it. Of a rank the last one places itself."""
    rest = [choice.name for choice in question.choices if choice.name != first and not choice.exclusive]
    chosen = question.choice(first)
    if chosen and chosen.exclusive:
        return [first]
    fewest, most = count_bounds(question)
    if question.kind is Kind.RANK:
        more = min(fewest - 1, len(rest) - 1)
    else:
        more = random.randint(fewest, max(fewest, min(most, _OFTEN))) - 1
    return [first, *random.sample(rest, min(more, len(rest)))]


def _words(question: Question, random: Random) -> Wrote:
    return Wrote(random.choice(_TEXTS)[: question.constraint.max_length], "sv")


def _number(question: Question, random: Random) -> Decimal:
    least, most = number_bounds(question)
    lowest, highest = math.ceil(least), math.floor(most)
    return Decimal(random.randint(lowest, highest)) if lowest <= highest else least


def _day(question: Question, random: Random, today: date) -> date:
    first, last = day_bounds(question, today)
    latest = min(last, today)
    earliest = max(first, latest - timedelta(days=_DAYS_BACK))
    return earliest + timedelta(days=random.randint(0, max(0, (latest - earliest).days)))
