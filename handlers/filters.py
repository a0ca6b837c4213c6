"""Which messages are a person's own words. Asynchronous classes, so that no route costs a thread hop."""

from aiogram.filters import Filter
from aiogram.types import Message


class OwnText(Filter):
    """Text the person wrote here themselves, no command and not forwarded; hands it on as `text`."""

    async def __call__(self, message: Message) -> bool | dict[str, object]:
        """Whether the message is such text, and the text."""
        written = message.text
        if not written or written.startswith("/") or message.forward_origin or message.via_bot:
            return False
        return {"text": written}


class Forwarded(Filter):
    """Somebody else's words, passed on."""

    async def __call__(self, message: Message) -> bool:
        """Whether the message is one of these."""
        return message.forward_origin is not None or message.via_bot is not None


class UnknownCommand(Filter):
    """A command no route took."""

    async def __call__(self, message: Message) -> bool:
        """Whether the message is one of these."""
        return (message.text or "").startswith("/")
