"""The order in which options are shown."""

import hashlib

from survey.questionnaire import Choice, Question


def shown_choices(question: Question, draw: str) -> tuple[Choice, ...]:
    """The options as this respondent sees them: in a random order where the question wants one.

    The order hangs on `draw` and the question alone. What stands apart from the rest ("none of these", "other") stays
    where the questionnaire has it.
    """
    if not question.random_order:
        return question.choices
    moving = [choice for choice in question.choices if not _stays(choice)]
    drawn = iter(sorted(moving, key=lambda choice: _lot(draw, question.name, choice.name)))
    return tuple(choice if _stays(choice) else next(drawn) for choice in question.choices)


def _stays(choice: Choice) -> bool:
    return choice.exclusive or choice.other


def _lot(*parts: str) -> bytes:
    return hashlib.sha256("\n".join(parts).encode()).digest()
