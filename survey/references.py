"""Where a label or hint takes up an earlier answer: `${its_question}`, as in XLSForm."""

import re
from collections.abc import Iterator, Sequence

from localization.source import Value
from survey.order import asks
from survey.questionnaire import Question

REFERENCE = re.compile(r"\$\{([^{}]*)\}")
"""The name stands in the first group. Any other `$` or brace is itself."""


def references(text: str) -> Iterator[str]:
    """The names that a text takes up, in their order."""
    return (found[1] for found in REFERENCE.finditer(text))


def read_words(value: Value, languages: Sequence[str], most: int, before: Sequence[Question]) -> dict[str, str]:
    """A label or hint in each language; it may take up the answers to the questions before it."""
    if not languages or not value.present:
        return {}
    asked = {question.name for question in before if asks(question)}
    fields = value.record(required=languages)
    return {language: _text(each, most, asked) for language, each in fields.items()}


def read_plain_words(value: Value, languages: Sequence[str], most: int) -> dict[str, str]:
    """Words that take up no answer, in each language."""
    if not languages or not value.present:
        return {}
    fields = value.record(required=languages)
    return {language: _plain(each, most) for language, each in fields.items()}


def _text(value: Value, most: int, asked: set[str]) -> str:
    text = value.text(most)
    for name in references(text):
        if name not in asked:
            value.problem(f'no question "{name}" is asked before this one')
    return text


def _plain(value: Value, most: int) -> str:
    text = value.text(most)
    if REFERENCE.search(text):
        value.problem("only the label and hint of a question can take up an answer")
    return text
