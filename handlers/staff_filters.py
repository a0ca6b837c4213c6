"""Messages of the staff, and of those invited to it. None of them counts unless it was written in person."""

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.filters import OwnText, is_in_person
from handlers.lookup import Lookup
from people.invitation import LINK
from people.ports import StoreTrouble

COMMAND = "/staff"
_START = "/start"


class StaffCommand(Filter):
    """The command that opens the staff's menu. It is in no list of commands: residents have no use for it."""

    async def __call__(self, message: Message) -> bool:
        """Whether the message is this command."""
        return (message.text or "").split(maxsplit=1)[:1] == [COMMAND] and is_in_person(message)


class InvitationLink(Filter):
    """The deep link of an invitation; hands its token on as `token`."""

    async def __call__(self, message: Message) -> bool | dict[str, object]:
        """Whether the message is one, and the token."""
        command, _, payload = (message.text or "").partition(" ")
        if command != _START or not payload.startswith(LINK) or not is_in_person(message):
            return False
        return {"token": payload.removeprefix(LINK).strip()}


class AwaitedName(Filter):
    """The name of somebody to invite, while it is waited for; hands it on as `text`.

    Where the store does not answer, it is not one: what else it may be must not wait for that.
    """

    async def __call__(self, message: Message, lookup: Lookup) -> bool | dict[str, object]:
        """Whether the message is one, and the name."""
        if not is_in_person(message) or not await OwnText()(message):
            return False
        try:
            waited_for = (await lookup()).name
        except (StoreTrouble, TimeoutError):
            return False
        return {"text": message.text} if waited_for else False
