"""A message on its way to one person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from people.person import ChatId, PersonKey


class Way(StrEnum):
    """By what a message goes."""

    CHAT = "chat"
    MAIL = "mail"


class Topic(StrEnum):
    """What an outgoing message is about; a person may leave one without leaving another."""

    STAFF_DIGEST = "staff_digest"
    FOLLOWER_DIGEST = "follower_digest"
    NOTICE = "notice"
    DIALOGUE = "dialogue"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: callback data of at most 64 bytes."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where an e-mail goes, and what its headers say.

    `id` is the same however often the e-mail is sent, so that a copy can be told from another e-mail; `alt` is what its
    picture says to those who do not see it. `stale` is when nobody wants it any more: a server that puts it off
    from then on is not asked again.
    """

    address: str
    subject: str
    id: str
    language: str
    alt: str = ""
    stale: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: Telegram HTML of at most 4,096 characters after parsing, and rows of buttons.

    `picture` names a stored picture that goes with it; the text is then its caption, of at most 1,024 characters.
    An e-mail has an `envelope`, no buttons, and as much text as it likes.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture: str = ""
    envelope: Envelope | None = None


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to put in the outbox.

    `dedupe` is unique for ever: the same message cannot be queued twice. `issue` names what it is one copy of, such as
    a digest of one period, so that it can be told how far that has come. `person` is None for an e-mail, whose letter
    has an envelope.
    """

    dedupe: str
    person: PersonKey | None
    topic: Topic
    letter: Letter
    not_before: datetime
    issue: str | None = None

    @property
    def way(self) -> Way:
        """By what it goes."""
        return Way.MAIL if self.letter.envelope else Way.CHAT


NO_PERSON, NO_CHAT = PersonKey(""), ChatId(0)
"""Stand in a claimed e-mail for whom nobody chats with."""


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message this process holds a lease on, with the chat it goes to. `attempt` counts from 1."""

    id: int
    person: PersonKey
    chat: ChatId
    topic: Topic
    letter: Letter
    attempt: int
    thread: int | None = None
