"""Groups: the bot talks with one person at a time, and says so where it is called in front of others."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from delivery.plain_text import plain
from localization.catalogue import SOURCE, Catalogues

log = structlog.get_logger(__name__)

ONCE_IN = timedelta(hours=1)
"""A group is answered once in so long, however often the bot is called."""
_MOST = 1000
"""Groups remembered at once; the one answered longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Answers groups, in the municipality's own language. Which groups were answered is remembered in memory only."""

    bot: Bot
    catalogues: Catalogues
    clock: Callable[[], datetime]
    _answered: OrderedDict[int, datetime] = field(default_factory=OrderedDict, init=False)

    async def __call__(self, raw: Mapping[str, Any]) -> None:
        """Answer where the bot was added, or called by its own name; be silent to everything else. Never raises."""
        event = raw.get("my_chat_member") or raw.get("message")
        group = _group(event)
        if group is None or not isinstance(event, dict):
            return
        try:
            if (event.get("added") or await self._is_called(event)) and self._may_answer(group):
                await self._answer(group, event.get("message_thread_id"))
        except AiogramError as error:
            log.warning("a group was not answered", trouble=type(error).__name__)

    async def _is_called(self, event: Mapping[str, Any]) -> bool:
        command = event.get("text")
        _, at, name = command.partition("@") if isinstance(command, str) else ("", "", "")
        return bool(at) and name.casefold() == (await self._name()).casefold()

    async def _name(self) -> str:
        return (await self.bot.me()).username or ""

    def _may_answer(self, group: int) -> bool:
        now, last = self.clock(), self._answered.get(group)
        if last is not None and now - last < ONCE_IN:
            return False
        self._answered[group] = now
        self._answered.move_to_end(group)
        if len(self._answered) > _MOST:
            self._answered.popitem(last=False)
        return True

    async def _answer(self, group: int, topic: int | None) -> None:
        words = self.catalogues.words(SOURCE)
        button = InlineKeyboardButton(
            text=plain(words("group.button")), url=f"https://t.me/{await self._name()}?start=group"
        )
        await self.bot.send_message(
            group,
            words("group.private_only"),
            message_thread_id=topic,
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )


def _group(event: object) -> int | None:
    """The group's number, as the intake left it; None for anything else."""
    chat = event.get("chat") if isinstance(event, dict) else None
    if not isinstance(chat, dict) or chat.get("type") not in ("group", "supergroup"):
        return None
    number = chat.get("id")
    return number if isinstance(number, int) else None
