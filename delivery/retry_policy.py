"""What to do after one attempt, for messages sent at least once that carry a visible number."""

from dataclasses import dataclass

from delivery.outcome import (
    Ambiguous,
    Delivered,
    Moved,
    NotNow,
    Outcome,
    PictureForgotten,
    Refused,
    RetryLater,
    ThreadGone,
    Unauthorised,
    Unreachable,
)

REPEAT_AFTER = 60.0
"""Seconds before the one repeat of a message that may have arrived."""

_FIRST_BACKOFF = 1.0
_LONGEST_BACKOFF = 60.0


@dataclass(frozen=True, slots=True)
class Sent:
    """Nothing is left to do. `file` is the number of the picture that went along."""

    file: str | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """Wait `seconds` and send it again.

    `counts`: it may have arrived, so the attempt is used up. `network`: nothing else can go out either.
    """

    seconds: float
    counts: bool = False
    network: bool = False


@dataclass(frozen=True, slots=True)
class LeaveUnknown:
    """Nobody can tell whether it arrived, and once more would be too often."""


@dataclass(frozen=True, slots=True)
class Bury:
    """It will never be taken. `reason` has no content in it."""

    reason: str


@dataclass(frozen=True, slots=True)
class LetGo:
    """The person is gone: nothing more goes to them until they come back."""


@dataclass(frozen=True, slots=True)
class Readdress:
    """The chat has another number; the message goes there at once."""

    chat: int


@dataclass(frozen=True, slots=True)
class UploadAgain:
    """The picture's number is worth nothing any more; the message goes at once, with a new upload."""

    file: str


@dataclass(frozen=True, slots=True)
class LeaveThread:
    """The group has no such topic any more; the message goes to the group itself at once."""


@dataclass(frozen=True, slots=True)
class StopAll:
    """Nothing can be sent; the message waits for an operator."""


Step = Sent | Again | LeaveUnknown | Bury | LetGo | Readdress | UploadAgain | LeaveThread | StopAll


def next_step(outcome: Outcome, attempt: int, failures: int) -> Step:  # noqa: PLR0911 - a table, one row a line
    """Decide from an outcome.

    Args:
        outcome: What came of this attempt.
        attempt: Which attempt it was, from 1; only attempts that may have arrived were counted before it.
        failures: Attempts in a row, this one included, that did not even reach Telegram. They use up nothing:
            a message outlives an outage of any length.
    """
    match outcome:
        case Delivered():
            return Sent(outcome.file)
        case RetryLater():
            waited = outcome.seconds
            return Again(backoff(failures), network=True) if waited is None else Again(waited)
        case NotNow(seconds=seconds):
            return Again(seconds)
        case Ambiguous():
            return Again(REPEAT_AFTER, counts=True) if attempt == 1 else LeaveUnknown()
        case Unreachable():
            return LetGo()
        case Moved(chat=chat):
            return Readdress(chat)
        case PictureForgotten(file=file):
            return UploadAgain(file)
        case ThreadGone():
            return LeaveThread()
        case Refused(reason=reason):
            return Bury(reason)
        case Unauthorised():
            return StopAll()


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 1, 2, 4 and so on, at most 60."""
    return float(min(_FIRST_BACKOFF * 2 ** min(failures - 1, 6), _LONGEST_BACKOFF))
