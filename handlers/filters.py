"""What a message is. Asynchronous classes, so that no route costs a thread hop."""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Message

from people.place import written_place


def is_own(message: Message) -> bool:
    """Whether the person made the message here themselves: not forwarded, not made by another bot."""
    return message.forward_origin is None and message.via_bot is None


class OwnText(Filter):
    """Text the person wrote here themselves, no command and not forwarded; hands it on as `text`."""

    async def __call__(self, message: Message) -> bool | dict[str, object]:
        """Whether the message is such text, and the text."""
        written = message.text
        if not written or written.startswith("/") or not is_own(message):
            return False
        return {"text": written}


class SharedPlace(Filter):
    """A place the person shared; hands its cell on as `place`."""

    async def __call__(self, message: Message) -> bool | dict[str, object]:
        """Whether the message is one, and the place."""
        at = message.location
        return {"place": written_place(at.latitude, at.longitude)} if at and is_own(message) else False


def is_in_person(message: Message) -> bool:
    """Whether the person speaks for themselves: what a member of staff does counts only in such a message.

    It is their own, in their private chat, and not sent in the name of a chat or a channel.
    """
    sender, chat = message.from_user, message.chat
    private = chat.type == ChatType.PRIVATE and sender is not None and sender.id == chat.id
    return private and message.sender_chat is None and is_own(message)


class Forwarded(Filter):
    """Somebody else's words, passed on."""

    async def __call__(self, message: Message) -> bool:
        """Whether the message is one of these."""
        return not is_own(message)


class UnknownCommand(Filter):
    """A command no route took."""

    async def __call__(self, message: Message) -> bool:
        """Whether the message is one of these."""
        return (message.text or "").startswith("/")
