"""Made-up responses for trying things out: each is a whole walk through the engine, so none is impossible."""

from collections.abc import Mapping
from random import Random

from survey.engine import apply, start
from survey.events import Action, Input, OtherAsked, QuestionAsked, ReviewOpened, Tap, TooYoung, Wrote
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer

PREFER_NOT_SHARE = 0.05
SKIP_SHARE = 0.6
"""Most people skip free text."""

_TEXTS = (
    "Exempel: Mer ljus på gångvägen vid stationen.",
    "Exempel: Fler vuxna ute på kvällarna.",
    "Exempel: En fritidsgård som har öppet på helgen.",
    "Exempel: Att någon svarar när man hör av sig.",
)


def sample_answers(questionnaire: Questionnaire, random: Random) -> Mapping[str, Answer]:
    """One made-up person's answers, in the order the engine would ask."""
    step = start(questionnaire)
    while not isinstance(step.events[-1], ReviewOpened):
        for given in _reply(questionnaire, step.events[-1], random):
            following = apply(questionnaire, step.session, given)
            if not isinstance(following.events[-1], TooYoung):
                step = following
    return step.session.answers


def _reply(questionnaire: Questionnaire, event: object, random: Random) -> list[Input]:
    match event:
        case QuestionAsked(name):
            question = questionnaire.question(name)
            return _answer(questionnaire.version, question, random) if question else []
        case OtherAsked(name, _):
            question = questionnaire.question(name)
            return [_words(question, random)] if question else []
    return []


def _words(question: Question, random: Random) -> Wrote:
    return Wrote(random.choice(_TEXTS)[: question.max_length], "sv")


def _answer(version: int, question: Question, random: Random) -> list[Input]:
    def tap(action: Action, option: str = "") -> Tap:
        return Tap(version, action, question.name, option)

    if question.kind is Kind.NOTE:
        return [tap(Action.NEXT)]
    if question.kind is Kind.TEXT:
        skipped = not question.required and random.random() < SKIP_SHARE
        return [tap(Action.SKIP) if skipped else _words(question, random)]
    if question.prefer_not and random.random() < PREFER_NOT_SHARE:
        return [tap(Action.PREFER_NOT)]
    options = [choice.name for choice in question.choices]
    weights = [1 / place for place in range(1, len(options) + 1)]
    if question.kind is Kind.SELECT_ONE:
        return [tap(Action.CHOOSE, random.choices(options, weights)[0])]
    chosen = {random.choices(options, weights)[0] for _ in range(random.randint(1, question.most or 3))}
    return [*(tap(Action.CHOOSE, option) for option in sorted(chosen)), tap(Action.DONE)]
