"""Who takes part: the little that is known of a chat (box one)."""

from dataclasses import dataclass
from typing import NewType

PersonKey = NewType("PersonKey", str)
"""A keyed hash of a Telegram id: finds the person's row, says nothing without the key."""

ChatId = NewType("ChatId", int)
"""The number Telegram delivers to. Stored encrypted, never logged."""


@dataclass(frozen=True, slots=True)
class Person:
    """A chat we may write to, and the language its person reads."""

    key: PersonKey
    chat: ChatId
    language: str
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Visit:
    """One arrival of a person: who, where, and on which update, so that its work and its mark are one commit.

    `hint` is the language the person's Telegram is set to, if we speak it; it is used only until the person has a row.
    """

    person: PersonKey
    chat: ChatId
    hint: str
    update: int
