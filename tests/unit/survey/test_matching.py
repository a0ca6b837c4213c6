from dataclasses import replace

import pytest

from survey.engine import apply, start
from survey.events import DidYouMean, Rejection, TooYoung, Wrote
from survey.folding import fold
from survey.questionnaire import Choice, Kind, Question
from survey.shuffle import shown_choices
from tests.unit.survey.asking import answered, choices, form, give, rejected, selected
from tests.unit.survey.respondent import TODAY

SAFE = Question("q", Kind.SELECT_ONE, {"sv": "Trygg?"}, choices=choices("Trygg", "Ganska trygg", "Otrygg 😟"))
PLACES = Question("q", Kind.SELECT_MULTIPLE, {"sv": "Var?"}, choices=choices("Parken", "Stationen", "Storvik, Järbo"))
AGES = Question("q", Kind.SELECT_ONE, {"sv": "Ålder?"}, choices=choices("Under 13 år", "13–15 år", "16–19 år", "Äldre"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("TRYGG", "trygg"), ("Otrygg!", "otrygg 😟"), ("Tryggé", "tryggȩ"), ("16-19 ÅR", "16–19 år"), ("ﬁn", "fin")),
        *(
            ("نَعَم", "نعم"),
            ("نعـــم", "نعم"),
            ("أحيانا", "احيانا"),
            ("على", "علي"),
            ("کتاب", "كتاب"),
            ("п’ять", "п'ять"),
        ),
        *(("٢", "2"), ("۲", "2"), ("２", "2"), ("2.", "2"), ("2️⃣", "2"), ("  a\n b ", "a b"), ("STRASSE", "straße")),
        ("п’ять", "п'ять"),
    ],
)
def test_texts_that_mean_the_same_are_made_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize("typed", ["Otrygg", "otrygg 😟", "OTRYGG!!", "ötrygg", "3", "3.", "٣", "３"])
def test_an_option_can_be_typed_by_its_label_or_its_number(typed: str) -> None:
    assert answered(SAFE, typed).options == ("c",)


@pytest.mark.parametrize("typed", ["0", "4", "-", "", "x" * 5000, "3" * 4096, "ganska otrygg och rädd", "1, 3"])
def test_what_names_no_option_is_turned_away(typed: str) -> None:
    assert rejected(SAFE, typed) == (Rejection.USE_BUTTONS, "")


def test_a_slip_of_the_finger_is_asked_back_and_nothing_is_saved() -> None:
    step = give(PLACES, "statoinen")
    assert step.events == (DidYouMean("q", "b"),)
    assert step.session == give(PLACES).session


def test_a_slip_that_may_mean_two_options_is_not_guessed() -> None:
    two = replace(SAFE, choices=choices("Parken norr", "Parken nord"))
    assert rejected(two, "parken nor") == (Rejection.USE_BUTTONS, "")


def test_an_exact_label_wins_over_a_number_and_over_a_likeness() -> None:
    assert answered(replace(SAFE, choices=choices("2", "1", "0")), "1").options == ("b",)
    assert answered(replace(SAFE, choices=choices("Får", "Far")), "far").options == ("b",)
    assert rejected(replace(SAFE, choices=choices("Får", "Fär")), "far") == (Rejection.USE_BUTTONS, "")


def test_where_labels_hold_numbers_a_number_is_asked_back() -> None:
    assert give(AGES, "2").events == (DidYouMean("q", "b"),)
    assert give(AGES, "16").events == (DidYouMean("q", "c"),)
    assert rejected(AGES, "13") == (Rejection.USE_BUTTONS, "")
    assert answered(AGES, "13-15 år").options == ("b",)


def test_the_option_that_ends_the_survey_can_be_typed_too() -> None:
    child = replace(SAFE, choices=(Choice("child", {"sv": "Barn", "en": "Child"}, ends=True), *choices("Vuxen")))
    assert give(child, "child").events == (TooYoung(),)


@pytest.mark.parametrize("typed", ["1, 2", "2,1", "parken، stationen", "Parken\nstationen", "stationen; 1"])
def test_several_options_can_be_typed_at_once(typed: str) -> None:
    assert selected(give(PLACES, typed).session) == "a b"


def test_a_comma_within_a_label_parts_nothing() -> None:
    assert selected(give(PLACES, "storvik, järbo").session) == "c"


def test_one_unknown_among_several_leaves_all_as_it_was() -> None:
    assert rejected(PLACES, "parken, månen") == (Rejection.USE_BUTTONS, "")


def test_typing_one_option_again_takes_it_out_but_a_list_never_does() -> None:
    assert selected(give(PLACES, "parken", "parken").session) == ""
    assert selected(give(PLACES, "parken", "parken, stationen").session) == "a b"


def test_a_typed_number_is_the_place_where_the_option_is_shown() -> None:
    shuffled = replace(SAFE, random_order=True)
    for draw in ("one", "two", "three"):
        first = shown_choices(shuffled, draw)[0]
        step = apply(form(shuffled), start(form(shuffled), draw).session, Wrote("1"), TODAY)
        assert step.session.answers["q"].options == (first.name,)
