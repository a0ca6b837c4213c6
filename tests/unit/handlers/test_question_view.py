from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from delivery.message import Letter
from digests.labels import in_language
from handlers.question_view import rejection_text, survey_letter
from localization.catalogue import Catalogues, Words
from simulator.html import parse_html
from survey.definition import read_questionnaire
from survey.engine import apply, start
from survey.events import Action, Rejection, Tap
from survey.order import asks, relevant
from survey.questionnaire import Choice, Kind, Question, Questionnaire
from survey.sample import sample_answers
from survey.session import Answer, AnswerStatus, Position, Session, Stage

CATALOGUES = Catalogues()
SV = CATALOGUES.words("sv")
SANDVIKEN = read_questionnaire(Path(__file__).parents[3] / "content" / "sandviken" / "questionnaire.yaml")

HOSTILE = "Bråk & våld <b>nu</i> &amp; \u202e"
ALL_DAY = "x" * 500


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
        yield replace(whole, position=Position(question=question.name, selected=names[: question.most or None]))
        for other in (choice for choice in question.choices if choice.other):
            yield replace(whole, position=Position(question=question.name, selected=names, other=other.name))
    yield replace(whole, position=Position(stage=Stage.REVIEW))
    yield replace(whole, position=Position(stage=Stage.SUBMITTED))


def longest_answers(questionnaire: Questionnaire) -> dict[str, Answer]:
    def answer(question: Question) -> Answer:
        names = tuple(choice.name for choice in question.choices if not (choice.exclusive or choice.ends))
        if question.kind is Kind.SELECT_ONE:
            return Answer(options=names[-1:])
        return Answer(options=names[: question.most or None], text=ALL_DAY[: question.max_length])

    return {question.name: answer(question) for question in questionnaire.questions if asks(question)}


@pytest.mark.parametrize("language", CATALOGUES.languages)
def test_every_shipped_screen_fits_into_a_message_in_every_language(language: str) -> None:
    words = CATALOGUES.words(language)
    for answers in (longest_answers(SANDVIKEN), sample_answers(SANDVIKEN, Random(1))):
        for session in places(SANDVIKEN, answers):
            letter = survey_letter(SANDVIKEN, session, words)
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
            letter = survey_letter(SANDVIKEN, session, words)
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
            assert HOSTILE in shown(survey_letter(hostile, session, SV))


def test_a_tick_changes_nothing_of_what_a_button_says(hostile: Questionnaire) -> None:
    session = Session("hostile", 1, Position(question="several", selected=("a",)), {})
    assert labels(survey_letter(hostile, session, SV))[:2] == [f"✓ {HOSTILE}", HOSTILE]


def test_words_of_a_person_are_quoted_up_to_a_length_on_the_review(hostile: Questionnaire) -> None:
    answers = {"several": Answer(AnswerStatus.PREFER_NOT), "words": Answer(text="<" * 200)}
    review = Session("hostile", 1, Position(stage=Stage.REVIEW), answers)
    text = shown(survey_letter(hostile, review, SV))
    assert "<" * 160 + "…" in text
    assert "Vill inte svara" in text


def test_a_ticked_option_stays_where_it_was() -> None:
    [question] = [each for each in SANDVIKEN.questions if each.name == "worry"]
    session = Session(SANDVIKEN.name, SANDVIKEN.version, Position(question="worry"), {"age": Answer(options=("x",))})
    before = survey_letter(SANDVIKEN, session, SV).buttons
    ticked = apply(SANDVIKEN, session, Tap(SANDVIKEN.version, Action.CHOOSE, "worry", question.choices[2].name))
    after = survey_letter(SANDVIKEN, ticked.session, SV).buttons
    assert [[button.data for button in row] for row in before] == [[button.data for button in row] for row in after]


def test_there_is_always_one_way_past_a_question_that_need_not_be_answered() -> None:
    for question in SANDVIKEN.questions:
        session = Session(SANDVIKEN.name, SANDVIKEN.version, Position(question=question.name), {})
        if question in relevant(SANDVIKEN, {}):
            ways = {"Hoppa över", "Vill inte svara"} & set(labels(survey_letter(SANDVIKEN, session, SV)))
            assert len(ways) == (0 if question.required and not question.prefer_not else 1), question.name


def test_the_first_question_has_no_way_back_and_the_rest_have() -> None:
    first = start(SANDVIKEN).session
    assert "Tillbaka" not in labels(survey_letter(SANDVIKEN, first, SV))
    second = apply(SANDVIKEN, first, Tap(SANDVIKEN.version, Action.CHOOSE, "age", "age_16_19")).session
    assert "Tillbaka" in labels(survey_letter(SANDVIKEN, second, SV))


@pytest.mark.parametrize("reason", Rejection)
@pytest.mark.parametrize("language", CATALOGUES.languages)
def test_every_reason_why_an_answer_cannot_stand_has_words_short_enough_to_light_up(
    reason: Rejection, language: str
) -> None:
    words: Words = CATALOGUES.words(language)
    assert 0 < len(rejection_text(reason, 1000, words)) <= 200


def test_a_text_without_that_language_is_said_in_its_first_one() -> None:
    assert in_language({"sv": "Hej", "en": "Hi"}, "ar") == "Hej"
    assert in_language({}, "sv") == ""
