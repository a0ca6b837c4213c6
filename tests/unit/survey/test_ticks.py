from dataclasses import replace
from decimal import Decimal

import pytest

from survey.events import Action, OtherAsked, Rejection, SelectionChanged, Tap
from survey.questionnaire import Choice, Constraint, Kind, Question
from tests.unit.survey.asking import DONE, answered, choices, give, rejected, selected, tap

RANK = Question("q", Kind.RANK, {"sv": "Viktigast?"}, choices=choices("Ljus", "Vuxna", "Buss", "Gård"))
TOP_TWO = replace(RANK, constraint=Constraint(least=Decimal(2), most=Decimal(2)))
NOWHERE = Choice("none", {"sv": "Inget"}, exclusive=True)
SEVERAL = Question(
    "q", Kind.SELECT_MULTIPLE, {"sv": "Vilka?"}, choices=(NOWHERE, *RANK.choices), constraint=Constraint(Decimal(2))
)


def test_options_are_ranked_in_the_order_of_the_taps_and_the_last_one_places_itself() -> None:
    assert selected(give(RANK, tap("c"), tap("a")).session) == "c a"
    assert selected(give(RANK, tap("c"), tap("a"), tap("d")).session) == "c a d b"
    assert answered(RANK, tap("c"), tap("a"), tap("d"), DONE).options == ("c", "a", "d", "b")


def test_a_ranked_option_can_be_taken_out_and_put_elsewhere() -> None:
    whole = (tap("a"), tap("b"), tap("c"))
    assert selected(give(RANK, *whole, tap("d")).session) == "a b c"
    assert selected(give(RANK, *whole, tap("a")).session) == "b c d"
    assert selected(give(RANK, *whole, tap("a"), tap("a")).session) == "b c d a"


@pytest.mark.parametrize("taps", [(), (tap("a"),), (tap("a"), tap("b"))])
def test_a_rank_is_done_when_all_are_ranked(taps: tuple[Tap, ...]) -> None:
    assert rejected(RANK, *taps, DONE) == (Rejection.RANK_ALL, "")


def test_a_rank_can_ask_for_the_first_few_only() -> None:
    assert rejected(TOP_TWO, DONE) == (Rejection.NOTHING_SELECTED, "")
    assert rejected(TOP_TWO, tap("d"), DONE) == (Rejection.TOO_FEW, "2")
    assert rejected(TOP_TWO, tap("d"), tap("a"), tap("b")) == (Rejection.TOO_MANY, "2")
    assert answered(TOP_TWO, tap("d"), tap("a"), DONE).options == ("d", "a")


def test_a_rank_of_few_never_places_the_last_one_itself() -> None:
    some = replace(RANK, constraint=Constraint(least=Decimal(1)))
    assert answered(some, tap("d"), tap("a"), tap("b"), DONE).options == ("d", "a", "b")


def test_a_rank_can_be_typed_whole() -> None:
    assert answered(RANK, "3, 1, gård", DONE).options == ("c", "a", "d", "b")


def test_a_ranked_other_asks_for_its_words() -> None:
    other = replace(RANK, choices=(*choices("Ljus"), Choice("o", {"sv": "Annat"}, other=True)))
    assert give(other, tap("o"), DONE).events == (OtherAsked("q", "o"),)
    answer = answered(other, tap("o"), DONE, "Fler träd")
    assert (answer.options, answer.text) == (("o", "a"), "Fler träd")


def test_fewer_than_are_wanted_are_no_answer_unless_one_says_none() -> None:
    assert rejected(SEVERAL, tap("a"), DONE) == (Rejection.TOO_FEW, "2")
    assert rejected(SEVERAL, DONE) == (Rejection.NOTHING_SELECTED, "")
    assert answered(SEVERAL, tap("none"), DONE).options == ("none",)
    assert answered(SEVERAL, tap("none"), tap("c"), tap("a"), DONE).options == ("a", "c")


def test_ticking_is_no_answer_yet() -> None:
    step = give(SEVERAL, tap("a"))
    assert step.events == (SelectionChanged("q"),)
    assert not step.session.answers


def test_only_what_gathers_options_can_be_done() -> None:
    one = replace(RANK, kind=Kind.SELECT_ONE)
    assert give(one, Tap(1, Action.DONE, "q")).session == give(one).session
