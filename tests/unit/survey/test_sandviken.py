"""The questionnaire that is shipped."""

from itertools import product

import pytest

from survey.engine import start
from survey.order import asks, relevant
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer

WORDS_A_MINUTE = 150
"""A slow reader: grown-ups read 200 to 250 words a minute."""
SECONDS_A_SCREEN = 3
SECONDS_OF_WRITING = 15
ZWNJ = "\u200c"
"""Parts letters in Persian, and is not seen."""
COMMITMENTS = ("narcotics", "prevention", "dialogue", "cooperation")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("age", ["age_13_15", "age_26_64"])
def test_it_takes_under_three_minutes(sandviken: Questionnaire, language: str, age: str) -> None:
    answers = {"age": Answer(options=(age,)), "worry": Answer(options=("drugs",))}
    screens = [question for question in relevant(sandviken, answers) if asks(question)]
    words = sum(len(_read_on(question, language).split()) for question in screens)
    seconds = words * 60 / WORDS_A_MINUTE + len(screens) * SECONDS_A_SCREEN
    assert seconds + SECONDS_OF_WRITING < 180


@pytest.mark.parametrize(
    ("age", "worry", "screens"), [("age_16_19", "nothing", 10), ("age_16_19", "drugs", 11), ("age_65_up", "drugs", 12)]
)
def test_nobody_meets_more_screens_than_they_need(sandviken: Questionnaire, age: str, worry: str, screens: int) -> None:
    answers = {"age": Answer(options=(age,)), "worry": Answer(options=(worry,))}
    assert sum(map(asks, relevant(sandviken, answers))) == screens


def test_each_commitment_is_asked_about_on_the_same_scale(sandviken: Questionnaire) -> None:
    asked = {question.name: question for question in sandviken.questions if question.name.startswith("notice_")}
    assert list(asked) == [f"notice_{commitment}" for commitment in COMMITMENTS]
    scales = [[choice.name for choice in question.choices] for question in asked.values()]
    assert all(scale == ["yes", "little", "no", "unknown"] for scale in scales)


def test_a_child_under_13_is_asked_nothing_more(sandviken: Questionnaire) -> None:
    age = sandviken.questions[0]
    assert start(sandviken).session.position.question == age.name == "age"
    assert [choice.name for choice in age.choices if choice.ends] == ["under_13"]
    assert age.required
    assert not age.prefer_not


def test_all_else_can_be_left_unsaid(sandviken: Questionnaire) -> None:
    assert not any(question.required for question in sandviken.questions[1:])


def test_every_measure_says_where_it_comes_from(sandviken: Questionnaire) -> None:
    assert all(question.origin for question in sandviken.questions)


def test_no_button_means_anything_by_a_picture_alone(sandviken: Questionnaire) -> None:
    labels = [choice.label[code] for question, code in _in_languages(sandviken) for choice in question.choices]
    assert all(label.replace(ZWNJ, "").isprintable() and label[0].isalnum() for label in labels)


def test_there_is_one_free_text_and_it_asks_for_no_names(sandviken: Questionnaire) -> None:
    texts = [question for question in sandviken.questions if question.kind is Kind.TEXT]
    assert [(text.name, text.constraint.max_length) for text in texts] == [("wish", 500)]
    assert "Inga namn" in texts[0].hint["sv"]


def _in_languages(questionnaire: Questionnaire) -> list[tuple[Question, str]]:
    return list(product(questionnaire.questions, questionnaire.languages))


def _read_on(question: Question, language: str) -> str:
    """All that stands on the screen of a question."""
    parts = [question.label[language], question.hint.get(language, "")]
    return " ".join([*parts, *(choice.label[language] for choice in question.choices)])
