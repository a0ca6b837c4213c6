"""The buttons, links and words of dialogues and sheets."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from fieldwork.dialogue import LINK
from fieldwork.underway import Underway
from handlers.field_buttons import AT_DIALOGUE, WORK, Go, Work
from handlers.filters import OwnText, is_in_person, is_own
from handlers.lookup import Lookup
from handlers.staff_taps import is_in_private
from people.ports import StoreTrouble

_START = "/start"


class Awaited(StrEnum):
    """What typed words are, while they are waited for: part of what staff write, or a question to a panel."""

    DRAFT = "draft"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class GoTap(Filter):
    """A button at a dialogue; hands its code on as `code`."""

    go: Go

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is this one, and which dialogue's."""
        start, _, code = (query.data or "").rpartition(":")
        return {"code": code} if start == f"{AT_DIALOGUE}:{self.go}" else False


@dataclass(frozen=True, slots=True)
class WorkTap(Filter):
    """A button of the staff; hands on as `about` what it is about."""

    work: Work

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is this one, and what it is about."""
        kind, _, rest = (query.data or "").partition(":")
        work, _, about = rest.partition(":")
        if (kind, work) != (WORK, self.work) or not is_in_private(query):
            return False
        return {"about": about}


class DialogueLink(Filter):
    """The deep link of a dialogue; hands its code on as `code`."""

    async def __call__(self, message: Message) -> bool | dict[str, object]:
        """Whether the message is one, and the code."""
        command, _, payload = (message.text or "").partition(" ")
        if command != _START or not payload.startswith(LINK) or not is_own(message):
            return False
        return {"code": payload.removeprefix(LINK).strip()}


class AwaitedFieldWords(Filter):
    """Words that are waited for; hands them on as `text`, and what they are as `awaited`.

    Where the store does not answer, they are none: what else they may be must not wait for that.
    """

    async def __call__(self, message: Message, lookup: Lookup) -> bool | dict[str, object]:
        """Whether the message is such words."""
        if not is_in_person(message) or not await OwnText()(message):
            return False
        try:
            awaited = _awaited(await lookup())
        except (StoreTrouble, TimeoutError):
            return False
        return {"text": message.text, "awaited": awaited} if awaited else False


def _awaited(found: Underway) -> Awaited | None:
    if found.dialogue:
        return Awaited.DRAFT
    return Awaited.QUESTION if found.question else None
