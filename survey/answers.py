"""Words as answers: free text, and what is said beside "other"."""

import re
import unicodedata

from survey.events import AnswerRejected, Rejection, Wrote
from survey.questionnaire import Choice, Question
from survey.session import Answer, Position

_UNSTORABLE = {"Cc", "Cs"}
"""Unicode categories no database takes as text: control characters and lone surrogates."""


def read_text(question: Question, wrote: Wrote, options: tuple[str, ...] = ()) -> Answer | AnswerRejected:
    """Free text, or with `options` the words beside "other". Its length is counted in code points."""
    text = "".join(filter(_storable, wrote.text)).strip()
    constraint = question.constraint
    if not any(character.isprintable() for character in text):
        return AnswerRejected(question.name, Rejection.EMPTY)
    if len(text) > constraint.max_length:
        return AnswerRejected(question.name, Rejection.TOO_LONG, str(constraint.max_length))
    if len(text) < constraint.min_length:
        return AnswerRejected(question.name, Rejection.TOO_SHORT, str(constraint.min_length))
    if constraint.pattern and not re.fullmatch(constraint.pattern, text):
        return AnswerRejected(question.name, Rejection.PATTERN)
    return Answer(options=options, text=text, language=wrote.language)


def other_among(question: Question, options: tuple[str, ...]) -> Choice | None:
    """The option among these that asks for words of its own."""
    return next((choice for choice in question.choices if choice.other and choice.name in options), None)


def awaited_options(position: Position) -> tuple[str, ...]:
    """The options that the awaited words complete: all the ticked, or the one chosen; none for free text."""
    if not position.other:
        return ()
    return position.selected or (position.other,)


def _storable(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in _UNSTORABLE
