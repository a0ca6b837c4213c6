"""What can stand as an answer, kind by kind."""

import unicodedata

from survey.events import AnswerRejected, Rejection, Wrote
from survey.questionnaire import Choice, Question
from survey.session import Answer, Position

_UNSTORABLE = {"Cc", "Cs"}
"""Unicode categories no database takes as text: control characters and lone surrogates."""


def read_text(question: Question, wrote: Wrote, options: tuple[str, ...] = ()) -> Answer | AnswerRejected:
    """Free text, or with `options` the words beside "other". Its length is counted in code points."""
    text = "".join(filter(_storable, wrote.text)).strip()
    if not any(character.isprintable() for character in text):
        return AnswerRejected(question.name, Rejection.EMPTY)
    if len(text) > question.max_length:
        return AnswerRejected(question.name, Rejection.TOO_LONG, question.max_length)
    return Answer(options=options, text=text, language=wrote.language)


def read_label(question: Question, text: str) -> Choice | None:
    """The option whose button says this in any language: some people type what they could tap."""
    said = _plain(text)
    return next((choice for choice in question.choices if said in map(_plain, choice.label.values())), None)


def tick(question: Question, selected: tuple[str, ...], choice: Choice) -> tuple[str, ...] | AnswerRejected:
    """Turn one option of a multiple choice on or off; what is ticked keeps the order of the questionnaire."""
    if choice.name in selected:
        return tuple(name for name in selected if name != choice.name)
    ticked = {choice.name} if choice.exclusive else {choice.name, *_without_exclusive(question, selected)}
    if question.most and len(ticked) > question.most:
        return AnswerRejected(question.name, Rejection.TOO_MANY, question.most)
    return tuple(each.name for each in question.choices if each.name in ticked)


def other_among(question: Question, options: tuple[str, ...]) -> Choice | None:
    """The option among these that asks for words of its own."""
    return next((choice for choice in question.choices if choice.other and choice.name in options), None)


def awaited_options(position: Position) -> tuple[str, ...]:
    """The options that the awaited words complete: all the ticked, or the one chosen; none for free text."""
    if not position.other:
        return ()
    return position.selected or (position.other,)


def _without_exclusive(question: Question, selected: tuple[str, ...]) -> set[str]:
    return {choice.name for choice in question.choices if choice.name in selected and not choice.exclusive}


def _storable(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in _UNSTORABLE


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()
