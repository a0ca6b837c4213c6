"""What came of one attempt to send, by what to do next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram took it. `file` is the number under which it keeps the picture that went along."""

    message_id: int | None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It was certainly not sent. `seconds` is Telegram's own wait (429), else None: our backoff decides."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class NotNow:
    """It was certainly not sent, for a reason of its own: others may go meanwhile. `seconds` is how long to wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot or is gone; nothing more goes to this chat until they come back."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another number."""

    chat: int


@dataclass(frozen=True, slots=True)
class PictureForgotten:
    """Telegram knows no picture of that number: it has to be uploaded again."""

    file: str


@dataclass(frozen=True, slots=True)
class ThreadGone:
    """The topic of the group was closed or removed; the group is still there."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message; staff are told. `reason` has no content in it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The request went out and no clear answer came back: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Unauthorised:
    """The token is not accepted: nothing can be sent until an operator acts."""


Outcome = (
    Delivered
    | RetryLater
    | NotNow
    | Unreachable
    | Moved
    | PictureForgotten
    | ThreadGone
    | Refused
    | Ambiguous
    | Unauthorised
)
