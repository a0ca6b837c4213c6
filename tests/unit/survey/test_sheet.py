"""What is ticked on a sheet, typed in one line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from survey.definition import read_questionnaire
from survey.engine import start
from survey.events import AnswerRejected, Rejection
from survey.questionnaire import Group
from survey.session import AnswerStatus
from survey.sheet import Entry, asked_after, enter, numbered, read_entries

FORM = read_questionnaire(Path(__file__).parents[3] / "content" / "sandviken" / "questionnaire.yaml")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1b 2a,c", (Entry(1, ("b",)), Entry(2, ("a", "c")))),
        (" 1B\n12x ", (Entry(1, ("b",)), Entry(12, ("x",)))),
        ("5a , c", (Entry(5, ("a", "c")),)),
        ("", ()),
        ("1b och 2a", ()),
        ("b1", ()),
        ("100a", ()),
        ("٣a", ()),
        ("1b,", ()),
    ],
)
def test_only_numbers_with_letters_are_entries(text: str, entries: tuple[Entry, ...]) -> None:
    assert read_entries(text) == entries


def test_every_option_of_every_question_has_a_letter_of_its_own() -> None:
    for number, question in numbered(FORM):
        if question.conditions or not question.choices:
            continue
        for at, choice in enumerate(question.choices):
            before = () if number == 1 else (Entry(1, ("c",)),)
            step = enter(FORM, start(FORM).session, (*before, Entry(number, (chr(ord("a") + at),))), TODAY)
            if choice.ends:
                continue
            if choice.other:
                assert step.session.position.other == choice.name
            else:
                assert step.session.answers[question.name].options == (choice.name,)


def test_what_lies_between_was_left_blank() -> None:
    step = enter(FORM, start(FORM).session, read_entries("1c 6b"), TODAY)
    assert step.session.answers["area"].status is AnswerStatus.SKIPPED
    assert step.session.answers["worry"].options == ("drugs",)


def test_all_of_it_stands_or_none() -> None:
    begun = start(FORM).session
    step = enter(FORM, begun, read_entries("1c 3b 4z"), TODAY)
    assert step.session == begun
    assert step.events == (AnswerRejected("age", Rejection.NOT_ON_SHEET, "4z"),)


def test_the_sheet_can_say_of_whom_a_question_is_asked() -> None:
    said = {number: asked_after(FORM, question) for number, question in numbered(FORM)}
    assert {number: each for number, each in said.items() if each} == {2: (1, "d–f"), 7: (6, "b–k")}


def test_what_hangs_on_more_than_one_question_is_not_said_in_letters() -> None:
    questions = dict(numbered(FORM))
    both = replace(questions[7], group=Group("g", {}, relevant=questions[2].relevant))
    assert asked_after(FORM, both) is None
