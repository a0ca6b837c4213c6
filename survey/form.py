"""What a question of each kind may hold: said once, for reading files, for the schema and for spreadsheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from survey.questionnaire import Kind

LONGEST_LABEL = 600
LONGEST_HINT = 300
LONGEST_MESSAGE = 300

LONGEST_ANSWER = 3000
"""Characters of free text; Telegram's own limit is 4,096, and masking can lengthen what was written."""
USUAL_TEXT, USUAL_OTHER = 1000, 200
"""Characters of free text, and of the words beside "other", where nothing else is said."""
LONGEST_MATCHED = 500
"""Characters of a text that a pattern is held against."""

MOST_DIGITS, MOST_DECIMALS = 7, 4
"""Of a bound. No telephone number and no personal identity number lies within such bounds."""
MOST_STEPS = 10
"""A range of 11 numbers is the widest that fits on a phone's buttons."""

FEWEST_CHOICES, MOST_CHOICES = 2, 20
LONGEST_BUTTON = 40
"""Characters that a phone shows on one button without cutting them."""

TODAY: Literal["today"] = "today"
GROUP = "group"
"""Beside the kinds of questions, the type of what holds questions."""


@dataclass(frozen=True, slots=True)
class Form:
    """The keys of one kind: of the question itself, of its `constraint` and of its `parameters`."""

    keys: tuple[str, ...]
    needed: tuple[str, ...] = ()
    constraint: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    numbers: bool = False
    days: bool = False
    options: bool = False


_SAID = ("type", "name", "label", "hint", "relevant", "origin")
_ASKED = (*_SAID, "required", "prefer_not")
_BOUNDED = (*_ASKED, "constraint", "constraint_message")
_CHOSEN = (*_BOUNDED, "parameters", "choices")
_LEAST_AND_MOST = ("least", "most")
_RANDOM = ("randomize",)

FORMS: Mapping[Kind, Form] = {
    Kind.NOTE: Form(_SAID),
    Kind.TEXT: Form(_BOUNDED, constraint=("min_length", "max_length", "pattern")),
    Kind.INTEGER: Form(_BOUNDED, constraint=_LEAST_AND_MOST, numbers=True),
    Kind.DECIMAL: Form(_BOUNDED, constraint=_LEAST_AND_MOST, numbers=True),
    Kind.RANGE: Form((*_ASKED, "parameters"), ("parameters",), parameters=("start", "end", "step"), numbers=True),
    Kind.DATE: Form(_BOUNDED, constraint=_LEAST_AND_MOST, days=True),
    Kind.GEOPOINT: Form((*_ASKED, "choices"), options=True),
    Kind.SELECT_ONE: Form(_CHOSEN, ("choices",), ("max_length",), _RANDOM, options=True),
    Kind.SELECT_MULTIPLE: Form(_CHOSEN, ("choices",), (*_LEAST_AND_MOST, "max_length"), _RANDOM, options=True),
    Kind.RANK: Form(_CHOSEN, ("choices",), _LEAST_AND_MOST, _RANDOM, options=True),
}

NEEDED_KEYS = ("type", "name", "label")
GROUP_KEYS = (*NEEDED_KEYS, "relevant", "questions")
ALL_KEYS = (*_CHOSEN, "questions")


def with_article(kind: str) -> str:
    """The kind as a sentence has it: `a text`, `an integer`."""
    return f"{'an' if kind.startswith(tuple('aeiou')) else 'a'} {kind}"
