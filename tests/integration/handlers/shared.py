"""A group or a channel with the bot in it, and the people who write there."""

from dataclasses import dataclass
from typing import Any

from tests.integration.handlers.house import House
from tests.integration.handlers.telegram import BOT, Chat, Shown

ALVA: dict[str, Any] = {
    "id": 7_100_200_300,
    "is_bot": False,
    "first_name": "Alva",
    "last_name": "Hemlig",
    "language_code": "sv",
}
OMAR: dict[str, Any] = {
    "id": 7_100_200_400,
    "is_bot": False,
    "first_name": "Omar",
    "username": "omarhemlig",
    "language_code": "ar",
}
ANONYMOUS: dict[str, Any] = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@dataclass(slots=True)
class SharedChat:
    """The chat of a class, which Alva runs."""

    house: House
    id: int = -1_001_000_000_001
    kind: str = "supergroup"

    def __post_init__(self) -> None:
        self.house.telegram.administrators[self.id] = {ALVA["id"]}

    @property
    def chat(self) -> Chat:
        return self.house.telegram.chat(self.id)

    @property
    def said(self) -> list[Shown]:
        """What the bot has said there, as it stands now."""
        return list(self.chat.messages.values()) if self.id in self.house.telegram.chats else []

    async def write(self, text: str, by: dict[str, Any] = ALVA, **more: Any) -> None:
        await self.house.arrive(message={**self._frame(), "from": by, "text": text, **more})

    async def post(self, text: str, **more: Any) -> None:
        """Post in a channel: who does it is not told."""
        await self.house.arrive(channel_post={**self._frame(), "sender_chat": self._json(), "text": text, **more})

    async def happen(self, **content: Any) -> None:
        """A message of Telegram's own."""
        await self.house.arrive(message={**self._frame(), "from": ALVA, **content})

    async def press(self, data: str, by: dict[str, Any] = ALVA, **more: Any) -> str:
        """Press a button on the newest message; gives what lit up over the chat of who did it."""
        on = self.said[-1]
        number = str(self.house.telegram.next_number())
        self.house.telegram.presses[number] = by["id"]
        card = {**self._frame(), "message_id": on.number, "from": BOT, "text": on.text, **more}
        query = {"id": number, "from": by, "chat_instance": "1", "data": data, "message": card}
        before = len(self.house.telegram.chat(by["id"]).shown_on_top)
        await self.house.arrive(callback_query=query)
        return " ".join(self.house.telegram.chat(by["id"]).shown_on_top[before:])

    async def tap(self, label: str, by: dict[str, Any] = ALVA) -> str:
        return await self.press(self.said[-1].data(label), by)

    async def membership(self, before: str, after: str, by: dict[str, Any] = ALVA, **rights: bool) -> None:
        """The bot's place there changes."""
        old, new = ({"status": status, "user": BOT} for status in (before, after))
        change = {"old_chat_member": old, "new_chat_member": new | rights}
        await self.house.arrive(my_chat_member={"chat": self._json(), "from": by, "date": 1, **change})

    async def join(self) -> None:
        await self.membership("left", "member")

    def followers(self) -> list[dict[str, Any]]:
        """What is kept of those who follow."""
        return self.house.rows("SELECT * FROM subscriptions JOIN chats ON chats.key = subscriptions.person")

    def _frame(self) -> dict[str, Any]:
        return {"message_id": self.house.telegram.next_number(), "date": 1_795_000_000, "chat": self._json()}

    def _json(self) -> dict[str, Any]:
        return {"id": self.id, "type": self.kind, "title": "Klassens hemliga grupp"}
