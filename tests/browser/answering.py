"""One young person's answers, as the buttons one presses and what is seen then, in any language."""

from collections.abc import Iterator
from pathlib import Path

from bot.content import read_content
from survey.questionnaire import Choice, Question
from survey.ticks import TICKED
from tests.tongue import Tongue

FORM = read_content(Path(__file__).parents[2] / "content" / "sandviken").questionnaire
ANSWERS: dict[str, tuple[str, ...]] = {
    "age": ("age_16_19",),
    "area": ("vallhov",),
    "safe_evening": ("rather_unsafe",),
    "unsafe_places": ("school", "town"),
    "worry": ("drugs",),
    "worry_does": ("none_of_it",),
    "notice_narcotics": ("little",),
    "notice_prevention": ("no",),
    "notice_dialogue": ("unknown",),
    "notice_cooperation": ("yes",),
}
FREE_TEXT = "wish"


def steps(language: str, answers: dict[str, tuple[str, ...]] | None = None) -> Iterator[tuple[str, str]]:
    """Each button and what is seen after it, from the first question to the free text."""
    tongue, given = Tongue(language, FORM), answers or ANSWERS
    asked = [question for question in FORM.questions if question.name in given]
    for question, following in zip(asked, [*asked[1:], _question(FREE_TEXT)], strict=True):
        chosen = [_choice(question, name) for name in given[question.name]]
        after = following.label[language]
        if question.kind in TICKED:
            for choice in chosen:
                yield choice.label[language], tongue.say("survey.ticked", option=choice.label[language])
            yield tongue.say("survey.button.done"), after
        else:
            yield chosen[0].label[language], after


def asks(name: str, language: str) -> str:
    """A question as it is asked."""
    return _question(name).label[language]


def _question(name: str) -> Question:
    question = FORM.question(name)
    assert question
    return question


def _choice(question: Question, name: str) -> Choice:
    choice = question.choice(name)
    assert choice
    return choice
