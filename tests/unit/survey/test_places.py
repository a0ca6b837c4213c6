from dataclasses import replace

import pytest

from people.place import written_place
from survey.engine import apply
from survey.events import Action, AnswerRejected, DidYouMean, Rejection, Shared, Tap, TapOutdated
from survey.questionnaire import Constraint, Kind, Question
from survey.session import Position, Session, Stage
from tests.unit.survey.asking import answered, choices, form, give, rejected, tap
from tests.unit.survey.respondent import CELL, TODAY

PLACE = Question("q", Kind.GEOPOINT, {"sv": "Var?"}, choices=choices("Stadsparken", "Resecentrum"))
TEXT = Question("q", Kind.TEXT, {"sv": "Vad?"})


def test_a_place_is_shared_or_chosen_or_written() -> None:
    assert answered(PLACE, Shared(CELL)).options == (CELL,)
    assert answered(PLACE, tap("a")).options == answered(PLACE, "stadsparken").options == ("a",)
    assert give(PLACE, "resecentrumm").events == (DidYouMean("q", "b"),)
    assert rejected(PLACE, "månen") == (Rejection.USE_BUTTONS, "")


@pytest.mark.parametrize("degrees", [(60.6189, 16.7712), (-33.9, 18.4), (0.0, 0.0), (89.99, 179.99)])
def test_every_cell_is_taken(degrees: tuple[float, float]) -> None:
    place = written_place(*degrees)
    assert answered(replace(PLACE, choices=()), Shared(place)).options == (place,)


@pytest.mark.parametrize(
    "place", ["60.618912 16.771234", "60.62 16.77", "", "60.63", "nan nan", "99.99 999.99", "٦٠.٦٣ ١"]
)
def test_a_point_finer_than_a_cell_is_never_kept(place: str) -> None:
    assert rejected(PLACE, Shared(place)) == (Rejection.USE_BUTTONS, "")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.GEOPOINT])
def test_a_place_is_no_answer_to_anything_else(kind: Kind) -> None:
    question = Question("q", kind, {"sv": "?"}, choices=choices("A", "B"))
    assert rejected(question, Shared(CELL)) == (Rejection.USE_BUTTONS, "")


def test_a_place_on_the_review_is_turned_away_and_after_it_comes_too_late() -> None:
    review = Session("form", 1, Position(stage=Stage.REVIEW))
    assert apply(form(PLACE), review, Shared(CELL), TODAY).events == (AnswerRejected("", Rejection.USE_BUTTONS),)
    for stage in (Stage.SUBMITTED, Stage.EXPIRED):
        closed = replace(review, position=Position(stage=stage))
        assert apply(form(PLACE), closed, Shared(CELL), TODAY).events == (TapOutdated(same=False),)
        assert apply(form(PLACE), closed, Tap(1, Action.BACK), TODAY).events == (TapOutdated(same=False),)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("12", (Rejection.TOO_SHORT, "3")),
        ("123456", (Rejection.TOO_LONG, "5")),
        ("12a", (Rejection.PATTERN, "")),
        ("123\n", None),
        ("\u200b", (Rejection.EMPTY, "")),
    ],
)
def test_a_text_keeps_to_its_lengths_and_its_pattern(typed: str, reason: tuple[Rejection, str] | None) -> None:
    digits = replace(TEXT, constraint=Constraint(min_length=3, max_length=5, pattern="[0-9 ]+"))
    if reason:
        assert rejected(digits, typed) == reason
    else:
        assert answered(digits, typed).text == "123"
