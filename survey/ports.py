"""What the survey needs stored: box one knows the chat and where it stands, box two the responses, at random ids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, Protocol

from people.person import PersonKey
from people.ports import AuditTrail, Keys, PeopleWork, Staff
from survey.session import Answer, Position

ResponseId = NewType("ResponseId", str)
"""Random; nothing but the open session links it to a chat."""


class Channel(StrEnum):
    """By which way a response came: a person's own chat, a telephone that goes round, or a sheet of paper."""

    CHAT = "chat"
    KIOSK = "kiosk"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and how a survey is answered.

    `round` is what one person answers once, where it is not the questionnaire's own. In other channels than the chat a
    member of staff hosts the response in their chat, and it is not theirs. `language` and `day` are those of a sheet.
    """

    channel: Channel = Channel.CHAT
    round: str = ""
    language: str = ""
    day: date | None = None

    @property
    def is_hosted(self) -> bool:
        """Whether the chat is not the respondent's."""
        return self.channel is not Channel.CHAT


OWN = Occasion()
"""A person answers the questionnaire's own round in their own chat."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Box one: one person's open survey, and the only link to a response.

    `card` is the message that shows the question, `touched` the last time the person did something, `remind_at` when
    they asked to be reminded. Once it has expired, `response` is empty: the link is cut.
    """

    person: PersonKey
    response: ResponseId
    questionnaire: str
    version: int
    position: Position
    card: int | None
    touched: datetime
    remind_at: datetime | None = None
    occasion: Occasion = OWN


class ResponseStatus(StrEnum):
    """How far a response came."""

    OPEN = "open"
    PARTIAL = "partial"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Response:
    """Box two: a response without a person. Dates only, never a time of day."""

    id: ResponseId
    status: ResponseStatus
    survey: str
    version: int
    round: str
    language: str
    channel: str
    started_on: date
    submitted_on: date | None = None
    receipt: str | None = None
    sample: bool = False


class Sessions(Protocol):
    """Open surveys, one a person."""

    def find(self, person: PersonKey, /) -> OpenSession | None:
        """The person's open session; inside a write it is locked until the commit."""
        ...

    def save(self, session: OpenSession, /) -> None:
        """Insert or replace the person's session."""
        ...

    def remove(self, person: PersonKey, /) -> None:
        """Cut the link."""
        ...

    def cut(self, response: ResponseId, /) -> int:
        """Cut every chat's link to that response; returns how many."""
        ...

    def touched_between(self, start: datetime, end: datetime, /) -> Sequence[OpenSession]:
        """Sessions last touched in [start, end), for showing an open question again."""
        ...

    def to_remind(self, now: datetime, /) -> Sequence[OpenSession]:
        """Sessions whose person asked to be reminded, and whose moment has come."""
        ...

    def cut_submitted(self, before: datetime, /) -> int:
        """Remove sessions submitted before that moment; returns how many."""
        ...


class Responses(Protocol):
    """Responses and their answers, under random ids."""

    def add(self, response: Response, /) -> None:
        """Keep a new response."""
        ...

    def find(self, response: ResponseId, /) -> Response | None:
        """The response of that id."""
        ...

    def find_by_receipt(self, receipt: str, /) -> Response | None:
        """The response whose receipt hashes to this."""
        ...

    def update(self, response: Response, /) -> None:
        """Replace status, language, dates and receipt."""
        ...

    def remove(self, response: ResponseId, /) -> None:
        """Erase the response and its answers."""
        ...

    def answers(self, response: ResponseId, /) -> Mapping[str, Answer]:
        """Its answers by question."""
        ...

    def put_answer(self, response: ResponseId, question: str, answer: Answer, /) -> None:
        """Keep one answer, replacing an earlier one."""
        ...

    def drop_answer(self, response: ResponseId, question: str, /) -> None:
        """Remove one answer."""
        ...

    def drop_texts(self, before: date, /) -> int:
        """Forget the free text of responses started before that day; returns how many answers lost their words."""
        ...

    def remove_started(self, before: date, status: ResponseStatus, /) -> int:
        """Erase responses of that status started before that day; returns how many."""
        ...

    def everything(self, since: date | None, until: date | None, /) -> Iterator[tuple[Response, Mapping[str, Answer]]]:
        """Responses started in [since, until], with their answers, in no order that tells of time, a few at a time."""
        ...


class Participations(Protocol):
    """Who already answered a round, as keyed hashes whose key dies with the round."""

    def round_key(self, name: str, fresh: bytes, /) -> bytes:
        """The round's key; `fresh` is kept as its key where the round has none yet."""
        ...

    def find_round_key(self, name: str, /) -> bytes | None:
        """The round's key, or None where nobody has submitted in it yet."""
        ...

    def claim(self, round_name: str, guard: str, /) -> bool:
        """Note that this person submitted in the round; False where they already had."""
        ...

    def has(self, round_name: str, guard: str, /) -> bool:
        """Whether this person already submitted in the round."""
        ...

    def open_rounds(self) -> Sequence[str]:
        """Rounds that still have a key."""
        ...

    def close(self, round_name: str, /) -> None:
        """End the round: its key and hashes are removed."""
        ...


class SurveyWork(PeopleWork, Protocol):
    """What a use case of the survey sees inside its transaction."""

    @property
    def keys(self) -> Keys: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def audit(self) -> AuditTrail: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def responses(self) -> Responses: ...
    @property
    def participations(self) -> Participations: ...
