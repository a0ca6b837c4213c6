"""Answers in words, and earlier answers taken up in later questions."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from localization.labels import in_language, listed
from survey.questionnaire import Kind, Question, Questionnaire
from survey.session import Answer, AnswerStatus

NOTHING = "…"
"""Stands for an earlier answer that is not there."""
LONGEST_QUOTE = 160
"""Characters of an answer that are said again."""

_NAMED = re.compile(r"\$\{([a-z][a-z0-9_]*)\}")
_NUMBERS = frozenset((Kind.INTEGER, Kind.DECIMAL, Kind.RANGE))


def filled(
    text: str,
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    language: str,
    frame: Callable[[str], str] = str,
) -> str:
    """The text with each `${question}` replaced by the answer to it, and nothing in an answer replaced again.

    `frame` is put around every answer, to keep its direction from turning the sentence around.
    """

    def said(named: re.Match[str]) -> str:
        question, answer = questionnaire.question(named[1]), answers.get(named[1])
        words = answer_words(question, answer, language) if question and answer else ""
        return frame(shortened(" ".join(words.split()), LONGEST_QUOTE)) if words else NOTHING

    return _NAMED.sub(said, text)


def answer_words(question: Question, answer: Answer, language: str, most: int = LONGEST_QUOTE) -> str:
    """What was answered, as it is said in that language: nothing where nothing was. Free text is cut at `most`."""
    if answer.status is not AnswerStatus.GIVEN:
        return ""
    said = [_option_words(question, option, language) for option in answer.options]
    if question.kind is Kind.RANK:
        said = [f"{place}. {words}" for place, words in enumerate(said, 1)]
    if answer.text:
        said.append(shortened(answer.text, most))
    return listed(said, language)


def shortened(text: str, most: int) -> str:
    """The text, cut after so many characters."""
    return text if len(text) <= most else f"{text[:most]}…"


def written_number(number: str, language: str) -> str:
    """A number as it is written in that language: `1,5` in Swedish."""
    return str(format_decimal(Decimal(number), locale=language, decimal_quantization=False, group_separator=False))


def written_day(day: str, language: str) -> str:
    """An ISO day as it is written in that language: `24 november 2026` in Swedish."""
    return str(format_date(date.fromisoformat(day), format="long", locale=language))


def _option_words(question: Question, option: str, language: str) -> str:
    choice = question.choice(option)
    if choice:
        return in_language(choice.label, language)
    if question.kind in _NUMBERS:
        return written_number(option, language)
    if question.kind is Kind.DATE:
        return written_day(option, language)
    return option
