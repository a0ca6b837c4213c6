"""A person with a phone: they write, press what they see, and look at what the chat shows now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.integration.handlers.house import House
from tests.integration.handlers.telegram import Chat, Shown


@dataclass(slots=True)
class Person:
    """Somebody in a private chat with the bot."""

    house: House
    id: int = 7_100_200_300
    language: str | None = "sv"

    @property
    def chat(self) -> Chat:
        return self.house.telegram.chat(self.id)

    @property
    def screens(self) -> list[Shown]:
        """Every message of the bot, as it stands now."""
        return list(self.chat.messages.values())

    @property
    def screen(self) -> Shown:
        """The newest message."""
        return self.screens[-1]

    @property
    def text(self) -> str:
        return self.screen.text

    @property
    def on_top(self) -> str:
        """What lit up last over the chat."""
        return self.chat.shown_on_top[-1] if self.chat.shown_on_top else ""

    def clock(self) -> int:
        """When a message written now would be sent, in Telegram's seconds: ten after the last one."""
        return int(self.house.clock().timestamp()) + 10 * self.house.telegram.next_number()

    async def send(self, text: str, **more: Any) -> None:
        """Write a message."""
        message = {**self._message(), "text": text, **more}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        self.chat.written[message["message_id"]] = message
        await self.house.arrive(message=message)

    async def send_at_once(self, *texts: str) -> None:
        """Write several messages before anything can come back."""
        messages = [self._message() for _ in texts]
        for message, text in zip(messages, texts, strict=True):
            await self.house.arrive(message=message | {"text": text, "date": messages[0]["date"]})

    async def send_other(self, kind: str = "message", **content: Any) -> None:
        """Send something that is not text, or change a message."""
        await self.house.arrive(**{kind: {**self._message(), **content}})

    async def tap(self, label: str, screen: Shown | None = None) -> None:
        """Press a button by its words, on the newest message or the one given."""
        on = screen or self.screen
        await self.press(on.data(label), on)

    async def tap_each(self, labels: Iterable[str]) -> None:
        for label in labels:
            await self.tap(label)

    async def press(self, data: str, screen: Shown | None = None) -> None:
        """Send a button's data, whether or not there is such a button."""
        on = screen or self.screen
        number = str(self.house.telegram.next_number())
        self.house.telegram.presses[number] = self.id
        message = {
            "message_id": on.number,
            "date": 1,
            "chat": self._chat(),
            "from": {"id": 1, "is_bot": True, "first_name": "Löfteskollen"},
            "text": on.text,
        }
        if on.reply_to in self.chat.written:
            message["reply_to_message"] = self.chat.written[on.reply_to]
        query = {"id": number, "from": self._user(), "chat_instance": "1", "data": data, "message": message}
        await self.house.arrive(callback_query=query)

    async def block(self) -> None:
        await self._membership("member", "kicked")

    async def unblock(self) -> None:
        await self._membership("kicked", "member")

    async def _membership(self, before: str, after: str) -> None:
        bot = {"id": 1, "is_bot": True, "first_name": "Löfteskollen"}
        states = [
            {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
            for status in (before, after)
        ]
        change = {"old_chat_member": states[0], "new_chat_member": states[1]}
        await self.house.arrive(my_chat_member={"chat": self._chat(), "from": self._user(), "date": 1, **change})

    def _message(self) -> dict[str, Any]:
        """The frame of a message. Nobody here writes twice within ten seconds, unless they say so."""
        date, number = self.clock(), self.house.telegram.next_number()
        return {"message_id": number, "date": date, "chat": self._chat(), "from": self._user()}

    def _user(self) -> dict[str, Any]:
        language = {"language_code": self.language} if self.language else {}
        return {"id": self.id, "is_bot": False, "first_name": "Alva", **language}

    def _chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Alva"}
