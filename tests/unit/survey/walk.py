"""Walks of imagined respondents: mostly sensible, sometimes with old, foreign or impossible input."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from survey.definition import read_questionnaire
from survey.engine import apply, start
from survey.events import Action, Input, Shared, Step, Tap, Wrote
from survey.questionnaire import Questionnaire
from survey.session import Session, Stage
from tests.unit.survey.forms import HOSTILE_LABELS, made_up
from tests.unit.survey.respondent import CELL, TODAY, an_answer, everything

_FOLDER = Path(__file__).parent / "questionnaires"
TOWN = read_questionnaire(_FOLDER / "town.yaml")
EVENING = read_questionnaire(_FOLDER / "evening.yaml")

HOSTILE_TEXTS = (
    *(str(2**70), "1e5", "NaN", "-Infinity", "1_000", "٣٫٥", "１２", "-0", "1,000", "½", "1 2 3", "${q0}"),
    *("2026-02-30", "0000-00-00", "24 maj 2026", "32/13 2026", "٢٤ نوفمبر ٢٠٢٦", "\u0000", "\u202e", "\ud800", "", " "),
    *("9" * 4096, "0" * 4096 + "x", "," * 4096, "a" * 5000, "e\u0301" * 400, "ﷺ" * 200, "2,1," * 900),
)
_LETTERS = "aäåöéßنعم٢3. ,-–👍\u0301\u200b\n"


@dataclass(frozen=True)
class Turn:
    """One input, and where the person stood before and after it."""

    before: Session
    given: Input
    step: Step


@dataclass(frozen=True)
class Journey:
    """What one person does with a questionnaire: `way`, and then what `random` comes upon."""

    questionnaire: Questionnaire
    way: tuple[Input, ...]
    random: Random

    def turns(self) -> Iterator[Turn]:
        session = start(self.questionnaire, "a draw").session
        for turn in range(len(self.way) + self.random.randint(1, 60)):
            given = self.way[turn] if turn < len(self.way) else self._next(session)
            step = apply(self.questionnaire, session, given, TODAY)
            yield Turn(session, given, step)
            session = step.session
            if session.position.stage is Stage.SUBMITTED and self.random.random() < 0.4:
                return

    def _next(self, session: Session) -> Input:
        """Mostly a step towards an answer, or anything that can be done here; sometimes what cannot."""
        chance = self.random.random()
        if chance < 0.4 and session.position.question:
            return an_answer(self.questionnaire, session)
        if chance < 0.85:
            return self.random.choice(everything(self.questionnaire, session))
        return anything(self.random, self.questionnaire)


def anything(random: Random, questionnaire: Questionnaire) -> Input:
    """Any button that was ever there, and others; any text, an option's label among them; any place."""
    names = [question.name for question in questionnaire.questions]
    choices = [choice for question in questionnaire.questions for choice in question.choices]
    labels = [label for choice in choices for label in choice.label.values()]
    options = [*(choice.name for choice in choices), "", "nothing_offered", "5", "2026-11-24", "2026-W48-2", "20261124"]
    texts = [*labels, *HOSTILE_LABELS, *HOSTILE_TEXTS]
    tap = Tap(
        random.choice([questionnaire.version, questionnaire.version + 1]),
        random.choice(list(Action)),
        random.choice([*names, "", "nobody_asked"]),
        random.choice(options),
    )
    inputs: list[Input] = [
        tap,
        Wrote(random.choice(texts), random.choice([None, "sv", "en"])),
        Wrote("".join(random.choices(_LETTERS, k=random.randint(1, 12)))),
        Shared(random.choice([CELL, "60.631234 16.776543", "60.62 16.78", "", "99.99 999.99", "x"])),
    ]
    return random.choice(inputs)


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


def journey(random: Random) -> Journey:
    """Through the town, from the beginning or from further on, or through a questionnaire made up for the occasion."""
    town = random.random() < 0.3
    way = random.choice(_WAYS) if town else ()
    return Journey(TOWN if town else made_up(random), way, random)


journeys = st.randoms(use_true_random=True).map(journey)
