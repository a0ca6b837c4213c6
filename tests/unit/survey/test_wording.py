from decimal import Decimal

import pytest

from survey.questionnaire import Choice, Kind, Question, Scale
from survey.session import Answer, AnswerStatus
from survey.wording import answer_words, filled
from tests.unit.survey.asking import form

LIGHT = Choice("light", {"sv": "Ljus", "en": "Light"})
ADULTS = Choice("adults", {"sv": "Vuxna", "en": "Adults"})
OTHER = Choice("other", {"sv": "Annat", "en": "Other"}, other=True)
SEVERAL = Question("several", Kind.SELECT_MULTIPLE, {"sv": "Vilka?"}, choices=(LIGHT, ADULTS, OTHER))
RANK = Question("rank", Kind.RANK, {"sv": "Viktigast?"}, choices=(LIGHT, ADULTS))
NUMBER = Question("number", Kind.DECIMAL, {"sv": "Hur långt?"})
RANGE = Question("scale", Kind.RANGE, {"sv": "Hur?"}, scale=Scale(Decimal(0), Decimal(10)))
DAY = Question("day", Kind.DATE, {"sv": "När?"})
PLACE = Question("place", Kind.GEOPOINT, {"sv": "Var?"}, choices=(LIGHT,))
WISH = Question("wish", Kind.TEXT, {"sv": "Önskan?"})
FORM = form(SEVERAL, RANK, NUMBER, RANGE, DAY, PLACE, WISH)


@pytest.mark.parametrize(
    ("question", "answer", "sv", "en"),
    [
        (SEVERAL, Answer(options=("light", "other"), text="Träd"), "Ljus, Annat, Träd", "Light, Other, Träd"),
        (RANK, Answer(options=("adults", "light")), "1. Vuxna, 2. Ljus", "1. Adults, 2. Light"),
        (NUMBER, Answer(options=("-1.5",)), "-1,5", "-1.5"),
        (NUMBER, Answer(options=("1998",)), "1998", "1998"),
        (RANGE, Answer(options=("10",)), "10", "10"),
        (DAY, Answer(options=("2026-11-24",)), "24 november 2026", "November 24, 2026"),
        (PLACE, Answer(options=("light",)), "Ljus", "Light"),
        (PLACE, Answer(options=("60.63 16.78",)), "60.63 16.78", "60.63 16.78"),
        (WISH, Answer(text="Mer ljus"), "Mer ljus", "Mer ljus"),
        (WISH, Answer(AnswerStatus.SKIPPED), "", ""),
        (SEVERAL, Answer(AnswerStatus.PREFER_NOT), "", ""),
    ],
)
def test_an_answer_is_said_in_the_readers_language(question: Question, answer: Answer, sv: str, en: str) -> None:
    assert answer_words(question, answer, "sv") == sv
    assert answer_words(question, answer, "en") == en


def test_an_earlier_answer_stands_in_a_later_text() -> None:
    answers = {"wish": Answer(text="Mer\nljus"), "day": Answer(options=("2026-11-24",))}
    assert filled("Du skrev ${wish} (${day}).", FORM, answers, "sv") == "Du skrev Mer ljus (24 november 2026)."


@pytest.mark.parametrize("text", ["${wish}", "${nobody}", "${several}"])
def test_an_answer_that_is_not_there_is_three_dots(text: str) -> None:
    answers = {"wish": Answer(AnswerStatus.SKIPPED), "several": Answer(AnswerStatus.PREFER_NOT)}
    assert filled(f"Du sa {text}", FORM, answers, "sv") == "Du sa …"


def test_what_a_person_wrote_is_never_filled_in_itself() -> None:
    answers = {"wish": Answer(text="${several} {limit} \\1"), "several": Answer(options=("light",))}
    assert filled("${wish}: ${several}", FORM, answers, "sv") == "${several} {limit} \\1: Ljus"


def test_a_long_text_is_cut_and_each_answer_can_be_framed() -> None:
    answers = {"wish": Answer(text="x" * 1000)}
    said = filled("${wish}!", FORM, answers, "sv", lambda answer: f"<{answer}>")
    assert said == f"<{'x' * 160}…>!"


@pytest.mark.parametrize("text", ["100 ${", "$wish", "${WISH}", "${wish", "$ {wish}"])
def test_what_only_looks_like_an_earlier_answer_stays_as_it_is(text: str) -> None:
    assert filled(text, FORM, {"wish": Answer(text="x")}, "sv") == text
