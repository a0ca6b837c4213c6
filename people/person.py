"""Who takes part: the little that is known of a chat (box one)."""

from dataclasses import dataclass
from typing import NewType

PersonKey = NewType("PersonKey", str)
"""A keyed hash of a Telegram id: finds the person's row, says nothing without the key."""

ChatId = NewType("ChatId", int)
"""The number Telegram delivers to. Stored encrypted, never logged."""


@dataclass(frozen=True, slots=True)
class Person:
    """A chat we may write to, and the language its person reads.

    Mostly one person's. A group or a channel that follows the promise is one too; `thread` is then the topic of the
    group in which it was asked for, None for the group's main one.
    """

    key: PersonKey
    chat: ChatId
    language: str
    reachable: bool = True
    thread: int | None = None

    @property
    def is_shared(self) -> bool:
        """Whether it is a group or a channel (core.telegram.org/bots/api#chat: their numbers are negative)."""
        return self.chat < 0


@dataclass(frozen=True, slots=True)
class Visit:
    """One arrival of a person: who, where, and on which update, so that its work and its mark are one commit.

    `hint` is the language the person's Telegram is set to, if we speak it; it is used only until the person has a row.
    """

    person: PersonKey
    chat: ChatId
    hint: str
    update: int
