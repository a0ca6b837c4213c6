"""Where one respondent stands. Small, whole and serialisable: it is all the engine knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AnswerStatus(StrEnum):
    """Whether something was said."""

    GIVEN = "given"
    PREFER_NOT = "prefer_not"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question.

    `options` are names of options, in a rank from first to last; or the one value that was given: a number as `42` or
    `1.5`, a day as `2026-11-24`, a shared place as the middle of its cell, `60.63 16.78`. `text` is free text or the
    words beside "other", masked; `language` is the code of the language it seems to be written in.
    """

    status: AnswerStatus = AnswerStatus.GIVEN
    options: tuple[str, ...] = ()
    text: str | None = None
    language: str | None = None


class Stage(StrEnum):
    """Which part of the survey is open. EXPIRED: left for so long that it was closed, kept only to say so on return."""

    QUESTIONS = "questions"
    REVIEW = "review"
    SUBMITTED = "submitted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Position:
    """The open place: a question while `stage` is QUESTIONS, nothing else.

    `selected` are the options ticked so far in a multiple choice, or ranked so far from the first; `other` is the
    option whose words are awaited. `editing` says that the person came from the review and returns to it.
    """

    stage: Stage = Stage.QUESTIONS
    question: str = ""
    selected: tuple[str, ...] = ()
    other: str = ""
    editing: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A position and the answers so far, on one version of a questionnaire.

    `draw` is what random orders are drawn from: the same for as long as the session lives.
    """

    questionnaire: str
    version: int
    position: Position
    answers: Mapping[str, Answer] = field(default_factory=dict)
    draw: str = ""
