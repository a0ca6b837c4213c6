"""What is said in groups: as little as can be, and each sentence at most once an hour."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from delivery.plain_text import plain
from localization.catalogue import Words

ONCE_IN = timedelta(hours=1)
"""A sentence is said in a group once in so long, however often there is reason to."""
_MOST = 1000
"""Sentences remembered at once; the one said longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Speaks in groups. What was said where is remembered in memory only."""

    bot: Bot
    clock: Callable[[], datetime]
    _said: OrderedDict[tuple[int, str], datetime] = field(default_factory=OrderedDict, init=False)

    async def say(self, group: int, topic: int | None, words: Words, key: str) -> None:
        """Say one sentence."""
        if self._may_say(group, key):
            await self.bot.send_message(group, words(key), message_thread_id=topic)

    async def point_to_private_chat(
        self, group: int, topic: int | None, words: Words, *, also: str | None = None
    ) -> None:
        """Say that the bot talks with one person at a time, and where; `also` is the key of what else can be done."""
        if not self._may_say(group, "group.private_only"):
            return
        name = (await self.bot.me()).username or ""
        texts = [words("group.private_only"), *([words(also, bot=name)] if also else [])]
        button = InlineKeyboardButton(text=plain(words("group.button")), url=f"https://t.me/{name}?start=group")
        await self.bot.send_message(
            group,
            "\n\n".join(texts),
            message_thread_id=topic,
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        )

    def _may_say(self, group: int, key: str) -> bool:
        said, now = (group, key), self.clock()
        last = self._said.get(said)
        if last is not None and now - last < ONCE_IN:
            return False
        self._said[said] = now
        self._said.move_to_end(said)
        if len(self._said) > _MOST:
            self._said.popitem(last=False)
        return True
