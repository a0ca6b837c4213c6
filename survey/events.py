"""What the engine takes in and what it says came of it. Nothing here is saved or sent."""

from dataclasses import dataclass
from enum import StrEnum

from survey.session import Answer, Session


class Action(StrEnum):
    """What a button asks for. One letter each: a button carries at most 64 bytes."""

    CHOOSE = "c"
    DONE = "d"
    SKIP = "s"
    PREFER_NOT = "p"
    BACK = "b"
    NEXT = "n"
    EDIT = "e"
    SUBMIT = "z"


@dataclass(frozen=True, slots=True)
class Tap:
    """A button pressed: on which version, for which question ("" on the review), and which option."""

    version: int
    action: Action
    question: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """Free text, with the language it seems to be written in."""

    text: str
    language: str | None = None


Input = Tap | Wrote


class Rejection(StrEnum):
    """Why something cannot stand as an answer."""

    USE_BUTTONS = "use_buttons"
    TOO_LONG = "too_long"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    NOTHING_SELECTED = "nothing_selected"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class AnswerRecorded:
    """An answer now stands (new or changed)."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerRemoved:
    """An earlier answer fell away because its question no longer applies."""

    question: str


@dataclass(frozen=True, slots=True)
class AnswerRejected:
    """What was said cannot stand; the question stays open. `limit` is the number the reason speaks of."""

    question: str
    reason: Rejection
    limit: int = 0


@dataclass(frozen=True, slots=True)
class SelectionChanged:
    """An option was ticked or unticked; the question stays open."""

    question: str


@dataclass(frozen=True, slots=True)
class OtherAsked:
    """The words beside "other" are awaited."""

    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """This question is now open."""

    question: str


@dataclass(frozen=True, slots=True)
class ReviewOpened:
    """Everything is answered; the person may look, change and submit."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The response is the person's word now."""


@dataclass(frozen=True, slots=True)
class TooYoung:
    """The option chosen means that we may not ask this person. Nothing is recorded, nothing is to be kept."""


@dataclass(frozen=True, slots=True)
class TapOutdated:
    """A button of an earlier question, version or closed survey. `same`: it repeats what is already saved."""

    same: bool


Event = (
    AnswerRecorded
    | AnswerRemoved
    | AnswerRejected
    | SelectionChanged
    | OtherAsked
    | QuestionAsked
    | ReviewOpened
    | Submitted
    | TooYoung
    | TapOutdated
)


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of the engine: where the person stands now, and what happened."""

    session: Session
    events: tuple[Event, ...]
