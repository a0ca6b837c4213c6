"""People, chats and the messages in them."""

from collections.abc import Callable
from itertools import count

from simulator.records import Chat, Json, Message, Person
from simulator.refusal import ImpossibleDeedError
from simulator.wire import chat_json, message_json, person_json

FIRST_PERSON_ID = 700_000_001
FIRST_GROUP_ID = 400_000_001
SUPERGROUP_ID_BASE = 1_000_000_000_000
"""Supergroups and channels have ids below minus this, as in Telegram."""


class ChatStore:
    """Every chat there is. Message ids are counted across private chats and basic groups together."""

    def __init__(self, bot: Json, clock: Callable[[], float]) -> None:
        self.bot = bot
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._clock = clock
        self._person_ids = count(FIRST_PERSON_ID)
        self._group_ids = count(FIRST_GROUP_ID)
        self._shared_message_ids = count(1)

    def add_person(self, person: Person) -> None:
        """Let somebody exist, with a private chat that is still empty."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", None, [person.id])

    def free_person_id(self) -> int:
        """An id nobody has."""
        return next(number for number in self._person_ids if number not in self.people)

    def add_group(self, title: str, member_ids: list[int], kind: str) -> Chat:
        """A new group or channel; its first member owns it."""
        number = next(self._group_ids)
        chat_id = -number if kind == "group" else -SUPERGROUP_ID_BASE - number
        status = "administrator" if kind == "channel" else "member"
        chat = Chat(chat_id, kind, title, list(member_ids), bot_status=status)
        self.chats[chat_id] = chat
        return chat

    def person(self, person_id: int) -> Person:
        """The person with this id.

        Raises:
            ImpossibleDeedError: there is nobody with it.
        """
        try:
            return self.people[person_id]
        except KeyError:
            raise ImpossibleDeedError(f"nobody has the id {person_id}") from None

    def chat(self, chat_id: int) -> Chat:
        """The chat with this id.

        Raises:
            ImpossibleDeedError: there is no such chat.
        """
        try:
            return self.chats[chat_id]
        except KeyError:
            raise ImpossibleDeedError(f"no chat has the id {chat_id}") from None

    def new_message(
        self,
        chat: Chat,
        *,
        sender_id: int,
        text: str | None,
        entities: list[Json],
        content: Json,
        reply_markup: Json | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """Add a message at the end of a chat."""
        own_ids = chat.kind in {"supergroup", "channel"}
        chat.last_message_id = chat.last_message_id + 1 if own_ids else next(self._shared_message_ids)
        message = Message(
            chat_id=chat.id,
            message_id=chat.last_message_id,
            date=int(self._clock()),
            from_bot=sender_id == self.bot["id"],
            sender_id=sender_id,
            text=text,
            entities=entities,
            reply_markup=reply_markup,
            content=content,
            reply_to=reply_to,
            thread=thread,
        )
        chat.messages[message.message_id] = message
        return message

    def user_json(self, user_id: int) -> Json:
        """A User: the bot or a person."""
        if user_id != self.bot["id"]:
            return person_json(self.people[user_id])
        return {name: self.bot[name] for name in ("id", "is_bot", "first_name", "username")}

    def chat_json(self, chat: Chat) -> Json:
        """A Chat as in the Bot API."""
        return chat_json(chat, self.people)

    def message_json(self, message: Message, *, with_reply: bool = True) -> Json:
        """A Message as in the Bot API, with the message it replies to while that still exists."""
        chat = self.chats[message.chat_id]
        original = chat.messages.get(message.reply_to) if message.reply_to and with_reply else None
        reply_to = self.message_json(original, with_reply=False) if original else None
        written = message_json(message, self.chat_json(chat), self.user_json(message.sender_id), reply_to)
        if chat.kind == "channel":
            written["sender_chat"] = written["chat"]
            del written["from"]
        return written
