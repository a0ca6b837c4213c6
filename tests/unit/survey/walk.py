"""Walks of imagined respondents: mostly sensible, sometimes with old, foreign or impossible input."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from survey.definition import read_questionnaire
from survey.engine import apply, start
from survey.events import Action, Input, Step, Tap, Wrote
from survey.questionnaire import Questionnaire
from survey.session import Session

TOWN = read_questionnaire(Path(__file__).parent / "questionnaires" / "town.yaml")
_QUESTIONS = [question.name for question in TOWN.questions]
_CHOICES = [choice for question in TOWN.questions for choice in question.choices]
_LABELS = [label for choice in _CHOICES for label in choice.label.values()]
_FORWARD = (Action.DONE, Action.SKIP, Action.NEXT, Action.PREFER_NOT, Action.BACK)


@dataclass(frozen=True)
class Turn:
    """One input, and where the person stood before and after it."""

    before: Session
    given: Input
    step: Step


sensible = st.integers(0, 59)
"""The nth thing that can be done in the open place, whatever that is."""

anything = st.one_of(
    st.builds(
        Tap,
        st.sampled_from([TOWN.version, TOWN.version + 1]),
        st.sampled_from(Action),
        st.sampled_from([*_QUESTIONS, "", "nobody_asked"]),
        st.sampled_from([*(choice.name for choice in _CHOICES), "", "nothing_offered"]),
    ),
    st.builds(Wrote, st.sampled_from(_LABELS) | st.text(max_size=14), st.sampled_from([None, "sv", "en"])),
)
"""Any button that was ever there, and others; any text, an option's label among them."""

_TO_PLACES = (
    Tap(1, Action.NEXT, "hello"),
    Tap(1, Action.CHOOSE, "age", "teen"),
    Tap(1, Action.CHOOSE, "school", "dislikes"),
    Wrote("Bråk", "sv"),
)
_TO_REVIEW = (
    *_TO_PLACES,
    Tap(1, Action.CHOOSE, "places", "other_place"),
    Tap(1, Action.DONE, "places"),
    Wrote("Gångtunneln", "sv"),
    Tap(1, Action.NEXT, "thanks_for_places"),
    Tap(1, Action.SKIP, "wish"),
    Tap(1, Action.CHOOSE, "safe", "unsafe"),
)
_TO_EDIT = (*_TO_REVIEW, Tap(1, Action.EDIT, "age"))
_WAYS: list[tuple[Input, ...]] = [(), _TO_PLACES, _TO_REVIEW, _TO_EDIT]

walks = st.builds(
    lambda way, rest: [*way, *rest],
    st.sampled_from(_WAYS),
    st.lists(st.one_of(sensible, sensible, sensible, anything), min_size=1, max_size=40),
)
"""From the beginning, or from further on so that every part of the survey is walked about in."""


def walk(questionnaire: Questionnaire, inputs: Sequence[int | Input]) -> Iterator[Turn]:
    session = start(questionnaire).session
    for each in inputs:
        given = _nth(questionnaire, session, each) if isinstance(each, int) else each
        step = apply(questionnaire, session, given)
        yield Turn(session, given, step)
        session = step.session


def _nth(questionnaire: Questionnaire, session: Session, number: int) -> Input:
    name = session.position.question
    version = questionnaire.version
    question = questionnaire.question(name)
    inputs: list[Input]
    if question is None:
        inputs = [Tap(version, Action.EDIT, each.name) for each in questionnaire.questions]
        inputs += [Tap(version, Action.SUBMIT), Tap(version, Action.BACK)]
    else:
        inputs = [Tap(version, Action.CHOOSE, name, choice.name) for choice in question.choices]
        inputs += [Tap(version, action, name) for action in _FORWARD]
        inputs += [Wrote("Mer ljus", "sv")]
    return inputs[number % len(inputs)]
