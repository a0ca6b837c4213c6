"""While nothing can be stored, updates wait at Telegram. Who asks for help is shown it all the same, at once."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from delivery.message import Letter
from delivery.telegram import markup
from handlers.callbacks import Menu, pack_menu
from handlers.desk import Desk
from handlers.help_view import concern_letter, help_letter
from handlers.said import Word, spoken
from handlers.visit import read_visit
from localization.catalogue import Words
from people.keys import KeyRing
from survey.folding import fold

log = structlog.get_logger(__name__)

_MOST = 1000
"""Updates remembered as answered; they come again until they can be stored."""


@dataclass(frozen=True, slots=True)
class LastResort:
    """Answers cries for help out of updates that could not be stored, each once; the rest is left for later."""

    bot: Bot
    desk: Desk
    keys: KeyRing
    _answered: OrderedDict[int, None] = field(default_factory=OrderedDict, init=False)

    async def __call__(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Look through the updates; never raises."""
        for raw in updates:
            if raw["update_id"] not in self._answered:
                await self._answer(raw)

    async def _answer(self, raw: Mapping[str, Any]) -> None:
        visit = read_visit(raw, self.keys, self.desk.catalogues)
        letter = self._letter(raw, self.desk.catalogues.words(visit.hint)) if visit else None
        if visit is None or letter is None:
            return
        self._answered[raw["update_id"]] = None  # before it goes out, for it may be pushed again meanwhile
        if len(self._answered) > _MOST:
            self._answered.popitem(last=False)
        try:
            await self.bot.send_message(visit.chat, letter.text, reply_markup=markup(letter))
        except AiogramError as error:
            log.warning("help did not go out", trouble=type(error).__name__)
            self._answered.pop(raw["update_id"], None)

    def _letter(self, raw: Mapping[str, Any], words: Words) -> Letter | None:
        desk, text = self.desk, _written(raw)
        if _asks_for_help(raw, text) or spoken(desk.catalogues).get(fold(text)) is Word.HELP:
            return help_letter(words, desk.help_lines.lines, desk.local_now())
        category = desk.concerns.notice(text) if text else None
        return concern_letter(category, words, desk.help_lines, desk.local_now()) if category else None


def _asks_for_help(raw: Mapping[str, Any], text: str) -> bool:
    press = raw.get("callback_query")
    pressed = isinstance(press, dict) and press.get("data") == pack_menu(Menu.HELP)
    return pressed or text.split("@", maxsplit=1)[0] == "/help"


def _written(raw: Mapping[str, Any]) -> str:
    message = raw.get("message")
    if not isinstance(message, dict):
        return ""
    text = message.get("text") or message.get("caption")
    return text if isinstance(text, str) else ""
