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
    """Text the person wrote, masked, with the language it seems to be written in."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """A place the person shared, as the middle of the cell it lies in: `60.63 16.78`."""

    place: str


Input = Tap | Wrote | Shared


class Rejection(StrEnum):
    """Why something cannot stand as an answer."""

    USE_BUTTONS = "use_buttons"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    EMPTY = "empty"
    PATTERN = "pattern"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NOT_ON_SCALE = "not_on_scale"
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"
    NOT_A_DATE = "not_a_date"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    TOO_MANY = "too_many"
    TOO_FEW = "too_few"
    NOTHING_SELECTED = "nothing_selected"
    RANK_ALL = "rank_all"
    REQUIRED = "required"
    NOT_ON_SHEET = "not_on_sheet"


BREAKS_CONSTRAINT = frozenset(
    (
        Rejection.TOO_LONG,
        Rejection.TOO_SHORT,
        Rejection.PATTERN,
        Rejection.TOO_LITTLE,
        Rejection.TOO_MUCH,
        Rejection.TOO_EARLY,
        Rejection.TOO_LATE,
        Rejection.TOO_MANY,
        Rejection.TOO_FEW,
    )
)
"""Where a question's own `constraint_message` is said, if it has one."""


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
    """What was said cannot stand; the question stays open. `limit` is the number, day or scale the reason speaks of."""

    question: str
    reason: Rejection
    limit: str = ""


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """What was written is nearly what one option says; the question stays open and that option is offered."""

    question: str
    choice: str


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
    | DidYouMean
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
