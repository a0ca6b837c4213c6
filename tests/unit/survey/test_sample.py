from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.order import asks, relevant
from survey.questionnaire import Questionnaire
from survey.sample import sample_answers
from survey.session import Answer
from tests.unit.survey import forms
from tests.unit.survey.legality import is_legal
from tests.unit.survey.respondent import TODAY
from tests.unit.survey.walk import EVENING, TOWN

seeds = st.integers(0, 2**32)


@given(seeds, st.sampled_from([TOWN, EVENING]))
def test_a_made_up_person_answers_everything_that_applies_and_nothing_else(seed: int, form: Questionnaire) -> None:
    answers = sample_answers(form, Random(seed), TODAY)
    asked = [question for question in relevant(form, answers) if asks(question)]
    assert list(answers) == [question.name for question in asked]
    for question in asked:
        assert is_legal(question, answers[question.name])


@given(st.randoms(use_true_random=True).map(forms.made_up), seeds)
def test_whatever_is_asked_a_made_up_person_comes_to_an_end(form: Questionnaire, seed: int) -> None:
    for name, answer in sample_answers(form, Random(seed), TODAY).items():
        question = form.question(name)
        assert question
        assert is_legal(question, answer)


@given(seeds)
def test_the_same_seed_makes_up_the_same_person(seed: int) -> None:
    assert sample_answers(TOWN, Random(seed), TODAY) == sample_answers(TOWN, Random(seed), TODAY)


@pytest.fixture(scope="module")
def made_up(sandviken: Questionnaire) -> list[dict[str, Answer]]:
    random = Random(2026)
    return [dict(sample_answers(sandviken, random, TODAY)) for _ in range(200)]


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
