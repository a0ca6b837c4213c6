"""The things a simulated Telegram remembers: people, chats, messages, files and calls."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
"""A JSON object as the Bot API writes it."""

FIRST_ERROR_STATUS = 400


@dataclass(slots=True)
class Person:
    """Somebody to be in the page.

    `note` says what this person is in the rehearsal. `started` is true once they have written to the bot,
    which is when Telegram lets the bot write to them.
    """

    id: int
    first_name: str
    language_code: str | None
    note: str
    username: str | None = None
    blocked_bot: bool = False
    started: bool = False
    deactivated: bool = False


@dataclass(slots=True)
class Message:
    """One message. `content` holds what is not text (photo, caption, location…), named as in the Bot API."""

    chat_id: int
    message_id: int
    date: int
    from_bot: bool
    sender_id: int
    text: str | None
    entities: list[Json]
    reply_markup: Json | None
    content: Json
    edit_date: int | None = None
    reply_to: int | None = None
    thread: int | None = None

    @property
    def is_editable(self) -> bool:
        """Whether its sender can change its words: it has a text or caption and was not forwarded."""
        return (self.text is not None or "caption" in self.content) and "forward_origin" not in self.content


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's), a group or a channel (negative ids).

    `topics` are a forum's threads by number, and whether each is open. `bot_may_post` is a right an administrator has
    in a channel, or has not.
    """

    id: int
    kind: str
    title: str | None
    member_ids: list[int]
    bot_status: str = "member"
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0
    topics: dict[int, bool] = field(default_factory=dict)
    bot_may_post: bool = True

    @property
    def is_private(self) -> bool:
        """Whether it is between one person and the bot."""
        return self.kind == "private"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded file, kept in memory."""

    file_id: str
    name: str
    mime_type: str
    data: bytes

    @property
    def path(self) -> str:
        """Where getFile says that it can be downloaded."""
        return f"documents/{self.file_id}"


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call, `at` epoch seconds; `status` 0: the connection was closed without an answer."""

    at: float
    method: str
    chat_id: int | None
    status: int
    description: str

    @property
    def refused(self) -> bool:
        """Whether the answer was an error."""
        return self.status >= FIRST_ERROR_STATUS


@dataclass(slots=True)
class CallbackQuery:
    """A pressed button that waits for answerCallbackQuery; `pressed_at` in epoch seconds."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    pressed_at: float
    answer: Json | None = None
