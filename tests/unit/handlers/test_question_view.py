from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from delivery.message import Letter
from handlers.callbacks import read_tap
from handlers.question_view import rejection_text, survey_letter
from localization.catalogue import Words
from localization.labels import in_language
from simulator.html import parse_html
from survey.bounds import count_bounds
from survey.definition import read_questionnaire
from survey.engine import apply, start
from survey.events import Action, AnswerRejected, DidYouMean, Rejection, Tap, TapOutdated
from survey.order import asks, relevant
from survey.questionnaire import Choice, Constraint, Group, Kind, Question, Questionnaire, Scale
from survey.sample import sample_answers
from survey.session import Answer, AnswerStatus, Position, Session, Stage
from tests.shipped import CATALOGUES

SV = CATALOGUES.words("sv")
SANDVIKEN = read_questionnaire(Path(__file__).parents[3] / "content" / "sandviken" / "questionnaire.yaml")

HOSTILE = "Bråk & våld <b>nu</i> &amp; \u202e"
ALL_DAY = "x" * 500
TODAY = date(2026, 11, 24)


def shown(letter: Letter) -> str:
    """The text as a person reads it; the markup has to be right."""
    text, _ = parse_html(letter.text)
    return text


def labels(letter: Letter) -> list[str]:
    return [button.label for row in letter.buttons for button in row]


def places(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Iterator[Session]:
    """Every place a person with these answers may stand in."""
    whole = Session(questionnaire.name, questionnaire.version, Position(), answers)
    for question in relevant(questionnaire, answers):
        names = tuple(choice.name for choice in question.choices)
        yield replace(whole, position=Position(question=question.name))
        yield replace(whole, position=Position(question=question.name, selected=names[: count_bounds(question)[1]]))
        for other in (choice for choice in question.choices if choice.other):
            yield replace(whole, position=Position(question=question.name, selected=names, other=other.name))
    yield replace(whole, position=Position(stage=Stage.REVIEW))
    yield replace(whole, position=Position(stage=Stage.SUBMITTED))


def longest_answers(questionnaire: Questionnaire) -> dict[str, Answer]:
    def answer(question: Question) -> Answer:
        names = tuple(choice.name for choice in question.choices if not (choice.exclusive or choice.ends))
        if question.kind is Kind.SELECT_ONE:
            return Answer(options=names[-1:])
        return Answer(options=names[: count_bounds(question)[1]], text=ALL_DAY[: question.constraint.max_length])

    return {question.name: answer(question) for question in questionnaire.questions if asks(question)}


@pytest.mark.parametrize("language", CATALOGUES.languages)
def test_every_shipped_screen_fits_into_a_message_in_every_language(language: str) -> None:
    words = CATALOGUES.words(language)
    for answers in (longest_answers(SANDVIKEN), sample_answers(SANDVIKEN, Random(1), TODAY)):
        for session in places(SANDVIKEN, answers):
            letter = survey_letter(SANDVIKEN, session, words, TODAY)
            assert 0 < len(shown(letter).encode("utf-16-le")) // 2 <= 4096
            for row in letter.buttons:
                assert 1 <= len(row) <= 3
                for button in row:
                    assert 1 <= len(button.data.encode()) <= 64
                    assert button.label.strip()


@pytest.mark.parametrize("language", SANDVIKEN.languages)
def test_every_question_is_asked_in_its_own_language(language: str) -> None:
    words = CATALOGUES.words(language)
    for question in SANDVIKEN.questions:
        session = Session(SANDVIKEN.name, SANDVIKEN.version, Position(question=question.name), {})
        if question in relevant(SANDVIKEN, {}):
            letter = survey_letter(SANDVIKEN, session, words, TODAY)
            assert question.label[language] in shown(letter)
            for choice in question.choices:
                assert choice.label[language] in labels(letter)


@pytest.fixture
def hostile() -> Questionnaire:
    text = {"sv": HOSTILE}
    choices = (Choice("a", text), Choice("b", text, other=True))
    several = Question("several", Kind.SELECT_MULTIPLE, text, hint=text, choices=choices)
    return Questionnaire("hostile", 1, "first", text, ("sv",), (several, Question("words", Kind.TEXT, text, hint=text)))


def test_whatever_content_and_people_write_is_shown_as_it_was_written(hostile: Questionnaire) -> None:
    answers = {"several": Answer(options=("a", "b"), text=HOSTILE), "words": Answer(text=HOSTILE)}
    for session in places(hostile, answers):
        if session.position.stage is not Stage.SUBMITTED:
            assert HOSTILE in shown(survey_letter(hostile, session, SV, TODAY))


def test_a_tick_changes_nothing_of_what_a_button_says(hostile: Questionnaire) -> None:
    session = Session("hostile", 1, Position(question="several", selected=("a",)), {})
    assert labels(survey_letter(hostile, session, SV, TODAY))[:2] == [f"✓ {HOSTILE}", HOSTILE]


def test_words_of_a_person_are_quoted_up_to_a_length_on_the_review(hostile: Questionnaire) -> None:
    answers = {"several": Answer(AnswerStatus.PREFER_NOT), "words": Answer(text="<" * 200)}
    review = Session("hostile", 1, Position(stage=Stage.REVIEW), answers)
    text = shown(survey_letter(hostile, review, SV, TODAY))
    assert "<" * 160 + "…" in text
    assert "Vill inte svara" in text


def test_a_ticked_option_stays_where_it_was() -> None:
    [question] = [each for each in SANDVIKEN.questions if each.name == "worry"]
    session = Session(SANDVIKEN.name, SANDVIKEN.version, Position(question="worry"), {"age": Answer(options=("x",))})
    before = survey_letter(SANDVIKEN, session, SV, TODAY).buttons
    ticked = apply(SANDVIKEN, session, Tap(SANDVIKEN.version, Action.CHOOSE, "worry", question.choices[2].name), TODAY)
    after = survey_letter(SANDVIKEN, ticked.session, SV, TODAY).buttons
    assert [[button.data for button in row] for row in before] == [[button.data for button in row] for row in after]


def test_there_is_always_one_way_past_a_question_that_need_not_be_answered() -> None:
    for question in SANDVIKEN.questions:
        session = Session(SANDVIKEN.name, SANDVIKEN.version, Position(question=question.name), {})
        if question in relevant(SANDVIKEN, {}):
            ways = {"Hoppa över", "Vill inte svara"} & set(labels(survey_letter(SANDVIKEN, session, SV, TODAY)))
            assert len(ways) == (0 if question.required and not question.prefer_not else 1), question.name


def test_the_first_question_has_no_way_back_and_the_rest_have() -> None:
    first = start(SANDVIKEN).session
    assert "Tillbaka" not in labels(survey_letter(SANDVIKEN, first, SV, TODAY))
    second = apply(SANDVIKEN, first, Tap(SANDVIKEN.version, Action.CHOOSE, "age", "age_16_19"), TODAY).session
    assert "Tillbaka" in labels(survey_letter(SANDVIKEN, second, SV, TODAY))


@pytest.mark.parametrize("reason", Rejection)
@pytest.mark.parametrize("language", CATALOGUES.languages)
def test_every_reason_why_an_answer_cannot_stand_has_words_short_enough_to_light_up(
    reason: Rejection, language: str
) -> None:
    words: Words = CATALOGUES.words(language)
    limit = "2026-11-24" if reason in {Rejection.TOO_EARLY, Rejection.TOO_LATE} else "1000"
    for question in (None, *ALL_KINDS.questions):
        assert 0 < len(rejection_text(question, AnswerRejected("q", reason, limit), words)) <= 200


def test_a_text_without_that_language_is_said_in_its_first_one() -> None:
    assert in_language({"sv": "Hej", "en": "Hi"}, "ar") == "Hej"
    assert in_language({}, "sv") == ""


OPTIONS = tuple(Choice(name, {"sv": name.title(), "ar": name}) for name in ("ljus", "vuxna", "bussar"))
ALL_KINDS = Questionnaire(
    "all_kinds",
    1,
    "first",
    {"sv": "Allt"},
    ("sv", "ar"),
    (
        Question("one", Kind.SELECT_ONE, {"sv": "Ett?"}, choices=OPTIONS),
        Question(
            "several",
            Kind.SELECT_MULTIPLE,
            {"sv": "Flera?"},
            choices=OPTIONS,
            constraint=Constraint(Decimal(2), Decimal(3)),
        ),
        Question("order", Kind.RANK, {"sv": "Ordning?"}, choices=OPTIONS),
        Question("scale", Kind.RANGE, {"sv": "Hur?"}, scale=Scale(Decimal(0), Decimal(10))),
        Question("years", Kind.INTEGER, {"sv": "År?"}, constraint=Constraint(Decimal(13), Decimal(120))),
        Question("length", Kind.DECIMAL, {"sv": "Längd?"}, constraint=Constraint(least=Decimal("0.5"))),
        Question("day", Kind.DATE, {"sv": "Dag?"}, constraint=Constraint(most="today")),
        Question("place", Kind.GEOPOINT, {"sv": "Plats?"}, choices=OPTIONS),
        Question("words", Kind.TEXT, {"sv": "Du sa ${one}, ${years} och ${day}. Varför?"}, hint={"sv": "${nobody}"}),
        Question("note", Kind.NOTE, {"sv": "Tack!"}, group=Group("end", {"sv": "Till <sist>"})),
    ),
)
GIVEN = {
    "one": Answer(options=("ljus",)),
    "several": Answer(options=("ljus", "bussar")),
    "order": Answer(options=("bussar", "ljus", "vuxna")),
    "scale": Answer(options=("7",)),
    "years": Answer(options=("17",)),
    "length": Answer(options=("1.5",)),
    "day": Answer(options=("2026-11-23",)),
    "place": Answer(options=("60.63 16.78",)),
    "words": Answer(text="Mörkt"),
}


def at(name: str, answers: Mapping[str, Answer] = GIVEN, selected: tuple[str, ...] = ()) -> Session:
    return Session("all_kinds", 1, Position(question=name, selected=selected), answers)


def told(session: Session, words: Words = SV) -> str:
    return shown(survey_letter(ALL_KINDS, session, words, TODAY))


def rows(session: Session, words: Words = SV) -> list[list[str]]:
    letter = survey_letter(ALL_KINDS, session, words, TODAY)
    return [[button.label for button in row] for row in letter.buttons]


@pytest.mark.parametrize("language", [*CATALOGUES.languages, "ar"])
def test_every_kind_has_a_screen_and_every_button_is_understood_again(language: str) -> None:
    words = CATALOGUES.words(language)
    for session in places(ALL_KINDS, GIVEN):
        letter = survey_letter(ALL_KINDS, session, words, TODAY)
        assert 0 < len(shown(letter)) <= 4096
        for button in (button for row in letter.buttons for button in row):
            assert 1 <= len(button.data.encode()) <= 64
            tap = read_tap(button.data)
            if tap and session.position.stage is Stage.QUESTIONS:
                assert not isinstance(apply(ALL_KINDS, session, tap, TODAY).events[0], TapOutdated)


def test_a_range_stands_in_rows_that_are_as_even_as_can_be() -> None:
    assert rows(at("scale"))[:2] == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]


def test_a_range_begins_where_reading_begins() -> None:
    arabic = Words("ar", SV._translations)
    assert rows(at("scale"), arabic)[:2] == [["5", "4", "3", "2", "1", "0"], ["10", "9", "8", "7", "6"]]


def test_a_rank_shows_the_order_chosen_so_far() -> None:
    session = at("order", selected=("bussar", "ljus"))
    assert "1. Bussar\n2. Ljus" in told(session)
    assert rows(session)[:2] == [["2. Ljus", "Vuxna"], ["1. Bussar"]]
    assert "i din ordning" in told(at("order"))


def test_a_selection_says_how_many_are_wanted() -> None:
    assert "Välj 2 till 3" in told(at("several"))


def test_a_number_says_its_bounds_and_the_answer_it_has() -> None:
    assert "från 13 till 120" in told(at("years"))
    assert "minst 0,5" in told(at("length"))
    assert "Ditt svar nu: 1,5" in told(at("length"))
    assert "Behåll mitt svar" in rows(at("years"))[0]


def test_a_day_has_buttons_for_today_and_yesterday_within_its_bounds() -> None:
    assert rows(at("day"))[:2] == [["I dag, 24 november 2026"], ["I går, 23 november 2026"]]
    letter = survey_letter(ALL_KINDS, at("day"), SV, date.max)
    assert letter.buttons[0][0].data.endswith("9999-12-31")
    early = replace(ALL_KINDS, questions=(replace(ALL_KINDS.questions[6], constraint=Constraint(least=TODAY)),))
    assert "I går" not in str(survey_letter(early, at("day", {}), SV, TODAY).buttons)
    assert "2026-11-24" in told(at("day"))


def test_a_place_says_that_the_point_is_never_kept() -> None:
    assert "gemet" in told(at("place"))
    assert "aldrig den exakta punkten" in told(at("place"))


def test_earlier_answers_stand_in_later_words_as_they_were_written() -> None:
    assert "Du sa Ljus, 17 och 23 november 2026. Varför?" in told(at("words"))
    hostile = {**GIVEN, "one": Answer(options=("ljus",), text="<b>${years}</b> & نعم")}
    assert "Du sa Ljus, <b>${years}</b> & نعم, 17 och" in told(at("words", hostile)).replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert "Du sa …, … och …. Varför?" in told(at("words", {}))


def test_a_group_has_its_heading_above_the_question() -> None:
    assert "Till <sist>\n\nTack!" in told(at("note"))


def test_the_review_says_every_answer_in_words() -> None:
    text = told(replace(at(""), position=Position(stage=Stage.REVIEW)))
    for answer in ("Ljus, Bussar", "1. Bussar, 2. Ljus, 3. Vuxna", "7", "17", "1,5", "23 november 2026", "Mörkt"):
        assert answer in text
    assert "Området runt 60.63 16.78" in text


def test_a_slip_is_shown_above_the_question_with_one_button_that_says_yes() -> None:
    letter = survey_letter(ALL_KINDS, at("one"), SV, TODAY, (DidYouMean("one", "vuxna"),))
    assert shown(letter).startswith("Menar du Vuxna?\n\n")
    assert [button.label for button in letter.buttons[0]] == ["Ja, Vuxna"]
    assert read_tap(letter.buttons[0][0].data) == Tap(1, Action.CHOOSE, "one", "vuxna")
    assert letter.buttons[1:] == survey_letter(ALL_KINDS, at("one"), SV, TODAY).buttons


@pytest.mark.parametrize(("count", "length"), [(12, 3000), (30, 3000), (60, 300), (200, 3000)])
def test_a_review_fits_into_a_message_however_long_it_is(count: int, length: int) -> None:
    questions = tuple(Question(f"q{at}", Kind.TEXT, {"sv": "Fråga? 😀" * 60}) for at in range(count))
    form = Questionnaire("long", 1, "first", {"sv": "Lång"}, ("sv",), questions)
    answers = {question.name: Answer(text="<😀>" * length) for question in questions}
    letter = survey_letter(form, Session("long", 1, Position(stage=Stage.REVIEW), answers), SV, TODAY)
    assert len(shown(letter).encode("utf-16-le")) // 2 <= 4096
    assert "Inget är inskickat ännu." in shown(letter)
    assert sum(map(len, letter.buttons)) <= 100


def test_a_short_review_is_not_shortened() -> None:
    answers = {**GIVEN, "words": Answer(text="x" * 160)}
    assert "x" * 160 in told(replace(at("", answers), position=Position(stage=Stage.REVIEW)))


def test_a_questions_own_words_are_said_when_its_constraint_is_broken() -> None:
    question = replace(ALL_KINDS.questions[4], constraint_message={"sv": "Minst <13> år."})
    assert rejection_text(question, AnswerRejected("years", Rejection.TOO_LITTLE, "13"), SV) == "Minst &lt;13&gt; år."
    assert "siffror" in rejection_text(question, AnswerRejected("years", Rejection.NOT_A_NUMBER), SV)


def test_a_limit_is_written_in_the_readers_language() -> None:
    years, length, day, scale = (ALL_KINDS.questions[at] for at in (4, 5, 6, 3))
    assert "0,5" in rejection_text(length, AnswerRejected("length", Rejection.TOO_LITTLE, "0.5"), SV)
    assert "23 november 2026" in rejection_text(day, AnswerRejected("day", Rejection.TOO_LATE, "2026-11-23"), SV)
    assert "0–10" in rejection_text(scale, AnswerRejected("scale", Rejection.NOT_ON_SCALE, "0–10"), SV)
    assert "120" in rejection_text(years, AnswerRejected("years", Rejection.TOO_MUCH, "120"), SV)


def test_nobody_is_sent_to_buttons_that_are_not_there() -> None:
    for name in ("years", "length", "day", "words"):
        question = ALL_KINDS.question(name)
        assert "knapparna" not in rejection_text(question, AnswerRejected(name, Rejection.USE_BUTTONS), SV)
    assert "gemet" in rejection_text(ALL_KINDS.question("place"), AnswerRejected("place", Rejection.USE_BUTTONS), SV)
