"""What delivery needs: an outbox that survives a crash, and a channel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from delivery.message import ClaimedMessage, Letter, NewMessage, Topic, Way
from delivery.outcome import Outcome
from people.person import ChatId, PersonKey
from people.ports import PeopleWork


@dataclass(frozen=True, slots=True)
class HeldMessage:
    """A message to a person as it is kept. `letter` is forgotten once nothing more will be done with it."""

    dedupe: str
    topic: Topic
    state: str
    letter: Letter | None
    due: datetime | None
    tries: int
    lapsed: bool
    sent: datetime | None
    reason: str | None


class Outbox(Protocol):
    """Messages waiting, by state: pending, sending, sent, unknown, dead."""

    def add(self, messages: Sequence[NewMessage], /) -> int:
        """Queue the messages; those whose dedupe mark is known are passed over. Returns how many are new."""
        ...

    def claim(
        self, now: datetime, lease_until: datetime, limit: int, way: Way = Way.CHAT, /
    ) -> Sequence[ClaimedMessage]:
        """Take up to `limit` due messages that go that way: pending ones, oldest first, and those whose lease ran out.

        They are `sending` with the given lease once this commits, their attempt counted. A message whose
        lease ran out may have been sent: it is claimed again once (attempt 2) and becomes `unknown` after that.

        Messages to people who are unreachable are not claimed. Neither is a message while an older one of the
        same person and topic is pending or sending: part 2 never overtakes part 1, even one that was put back.
        """
        ...

    def mark_sent(self, message: int, now: datetime, /) -> None:
        """Telegram took it; its text is forgotten."""
        ...

    def put_back(self, message: int, not_before: datetime, /, *, counts: bool) -> None:
        """Make it pending again; `counts` says whether the attempt counts (a 429 does not)."""
        ...

    def mark_unknown(self, message: int, /) -> None:
        """It may or may not have arrived and is not repeated."""
        ...

    def mark_dead(self, message: int, reason: str, /) -> None:
        """It will never go out."""
        ...

    def drop_unfollowed(self, message: int, /) -> bool:
        """Remove the message where it is a followers' digest and its chat follows no more, or has paused."""
        ...

    def drop_waiting(self, person: PersonKey, topic: Topic, /) -> int:
        """Remove what is pending for this person on this topic (they stopped following). Returns how many."""
        ...

    def of(self, person: PersonKey, /) -> Sequence[HeldMessage]:
        """Everything kept about messages to this person, sent ones too, in the order they were queued."""
        ...

    def purge(self, sent_before: datetime, /) -> int:
        """Forget that messages sent before then were sent. Returns how many."""
        ...

    def counts(self) -> dict[str, int]:
        """How many messages are in each state."""
        ...

    def of_issue(self, issue: str, /) -> dict[str, int]:
        """How many messages of an issue are in each state."""
        ...

    def failures(self, issue: str, /) -> dict[str, int]:
        """How many messages of an issue will never go out, by reason."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture: PNG bytes, and the file number under which Telegram has it once it has been uploaded."""

    name: str
    content: bytes = field(repr=False)
    file: str | None = None


class Pictures(Protocol):
    """Pictures that go with digests, one for all who get the same."""

    def add(self, name: str, content: bytes, now: datetime, /) -> None:
        """Keep a picture, unless there is one of that name."""
        ...

    def find(self, name: str, /) -> Picture | None:
        """The picture of that name."""
        ...

    def uploaded(self, name: str, file: str, /) -> None:
        """Remember the file number that Telegram gave it."""
        ...

    def forget_file(self, name: str, /) -> None:
        """Telegram no longer knows the file number: it has to be uploaded again."""
        ...

    def purge(self, made_before: datetime, /) -> int:
        """Throw away pictures made before then. Returns how many."""
        ...


@dataclass(frozen=True, slots=True)
class WatchedIssue:
    """The message in which somebody watches an issue go out."""

    issue: str
    person: PersonKey
    message: int


class WatchedIssues(Protocol):
    """Who watches what go out."""

    def save(self, watched: WatchedIssue, /) -> None:
        """Watch it in that message."""
        ...

    def all(self) -> Sequence[WatchedIssue]:
        """Everything that is watched."""
        ...

    def remove(self, watched: WatchedIssue, /) -> None:
        """It has all gone out, or nobody looks any more."""
        ...


class DeliveryWork(PeopleWork, Protocol):
    """What the sender sees inside its transaction."""

    @property
    def outbox(self) -> Outbox:
        """Messages waiting."""
        ...

    @property
    def pictures(self) -> Pictures:
        """Pictures that go with digests."""
        ...

    @property
    def watched_issues(self) -> WatchedIssues:
        """Who watches what go out."""
        ...


class Channel(Protocol):
    """A way to reach a person."""

    async def send(
        self, chat: ChatId, letter: Letter, /, *, thread: int | None = None, picture: Picture | None = None
    ) -> Outcome:
        """Send one message and say what came of it. Never raises for what Telegram or the network does.

        `picture` is what the letter names, by its number where it has one; without it the letter goes as text.
        """
        ...
