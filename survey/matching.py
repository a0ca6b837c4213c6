"""Which option somebody means who types what they could tap."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from survey.folding import fold
from survey.questionnaire import Choice, Kind, Question
from survey.shuffle import shown_choices

NEAR = 0.85
"""How much alike (difflib's ratio) a text and a label are when the one is taken for a slip in the other."""
_LONGEST, _LONGEST_NEAR = 1000, 80
"""Characters: more than that names no option, and is no slip in a button's label."""

_SEVERAL = frozenset((Kind.SELECT_MULTIPLE, Kind.RANK))
_COMMA = re.compile("[,;،؛、\n]")


@dataclass(frozen=True, slots=True)
class Nearly:
    """The one option that was probably meant; only the person can say so."""

    choice: Choice


def typed_choices(question: Question, draw: str, text: str) -> tuple[Choice, ...] | Nearly:
    """The options a text names, by label in any language or by number as shown; none where it names none.

    Several, with commas between, where several can be chosen.
    """
    if len(text) > _LONGEST:
        return ()
    one = _named(question, draw, text)
    if one:
        return one if isinstance(one, Nearly) else (one,)
    return _several(question, draw, text) or _near(question, text)


def _named(question: Question, draw: str, text: str) -> Choice | Nearly | None:
    return _by_label(question, text) or _by_folded_label(question, text) or _by_number(question, draw, text)


def _several(question: Question, draw: str, text: str) -> tuple[Choice, ...]:
    parts = [part for part in _COMMA.split(text) if part.strip()]
    if question.kind not in _SEVERAL or len(parts) > len(question.choices):
        return ()
    named = [_named(question, draw, part) for part in parts]
    sure = tuple(each for each in named if isinstance(each, Choice))
    return sure if len(sure) == len(parts) else ()


def _by_label(question: Question, text: str) -> Choice | None:
    said = _exact(text)
    return next((choice for choice, label in _labels(question) if _exact_label(label) == said), None)


def _by_folded_label(question: Question, text: str) -> Choice | None:
    said = fold(text)
    return _only([choice for choice, label in _labels(question) if _folded(label) == said]) if said else None


def _by_number(question: Question, draw: str, text: str) -> Choice | Nearly | None:
    """The option of that number. Where labels have numbers in them it is only a guess, which a label's number beats."""
    said = fold(text)
    if not said.isdecimal():
        return None
    shown = {str(number): choice for number, choice in enumerate(shown_choices(question, draw), 1)}
    labels = [(choice, _folded(label)) for choice, label in _labels(question)]
    if not any(letter.isdecimal() for _, label in labels for letter in label):
        return shown.get(said)
    holding = [choice for choice, label in labels if said in label.split()]
    meant = _only(holding) if holding else shown.get(said)
    return Nearly(meant) if meant else None


def _near(question: Question, text: str) -> tuple[Choice, ...] | Nearly:
    said = fold(text)
    if not said or len(said) > _LONGEST_NEAR:
        return ()
    labels = [(choice, _folded(label)) for choice, label in _labels(question)]
    close = get_close_matches(said, {label for _, label in labels}, len(labels), NEAR) if labels else []
    meant = _only([choice for choice, label in labels if label in close])
    return Nearly(meant) if meant else ()


def _labels(question: Question) -> Iterator[tuple[Choice, str]]:
    return ((choice, label) for choice in question.choices for label in choice.label.values())


def _only(choices: list[Choice]) -> Choice | None:
    """The one option among these, which may be there under several labels."""
    return choices[0] if choices and all(each.name == choices[0].name for each in choices) else None


def _exact(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


# Only labels are remembered, which are content; what people write is not.
_folded = lru_cache(4096)(fold)
_exact_label = lru_cache(4096)(_exact)
