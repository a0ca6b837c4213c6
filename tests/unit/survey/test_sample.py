from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.order import asks, relevant
from survey.questionnaire import Kind, Question, Questionnaire
from survey.sample import sample_answers
from survey.session import Answer, AnswerStatus
from tests.unit.survey.walk import TOWN

seeds = st.integers(0, 2**32)


def assert_possible(question: Question, answer: Answer) -> None:
    if answer.status is AnswerStatus.PREFER_NOT:
        assert question.prefer_not
    elif answer.status is AnswerStatus.SKIPPED:
        assert not question.required
    elif question.kind is Kind.TEXT:
        assert answer.text
    else:
        chosen = [choice for choice in question.choices if choice.name in answer.options]
        assert chosen
        assert not any(choice.ends for choice in chosen)
        assert len(chosen) == 1 or not any(choice.exclusive for choice in chosen)
        assert len(chosen) <= (question.most or len(question.choices))


@given(seeds)
def test_a_made_up_person_answers_everything_that_applies_and_nothing_else(seed: int) -> None:
    answers = sample_answers(TOWN, Random(seed))
    asked = [question for question in relevant(TOWN, answers) if asks(question)]
    assert list(answers) == [question.name for question in asked]
    for question in asked:
        assert_possible(question, answers[question.name])


@given(seeds)
def test_the_same_seed_makes_up_the_same_person(seed: int) -> None:
    assert sample_answers(TOWN, Random(seed)) == sample_answers(TOWN, Random(seed))


@pytest.fixture(scope="module")
def made_up(sandviken: Questionnaire) -> list[dict[str, Answer]]:
    random = Random(2026)
    return [dict(sample_answers(sandviken, random)) for _ in range(200)]


def test_made_up_words_say_that_they_are_made_up(made_up: list[dict[str, Answer]]) -> None:
    texts = [answer.text for person in made_up for answer in person.values() if answer.text]
    assert texts
    assert all(text.startswith("Exempel:") for text in texts)


def test_nobody_made_up_is_a_child_and_every_other_age_is_among_them(
    made_up: list[dict[str, Answer]], sandviken: Questionnaire
) -> None:
    ages = {person["age"].options[0] for person in made_up}
    question = sandviken.question("age")
    assert question
    assert ages == {choice.name for choice in question.choices} - {"under_13"}
