"""The round that takes files out of chats again when their time is up."""

from dataclasses import dataclass
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError

from survey.exporting import Exporting

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SentFilesRound:
    """Run now and then. A message that is gone already is no trouble; what could not be reached is tried again."""

    bot: Bot
    exporting: Exporting[Any]

    async def __call__(self) -> None:
        """Delete the messages whose time is up."""
        for file, chat in await self.exporting.sent_long_ago():
            try:
                await self.bot.delete_messages(chat, [file.message])
            except (TelegramBadRequest, TelegramForbiddenError) as error:
                log.warning("a file stays in a chat", trouble=type(error).__name__)
            except AiogramError as error:
                log.warning("a file could not be deleted yet", trouble=type(error).__name__)
                if not self.exporting.is_given_up(file):
                    continue
            await self.exporting.taken_back(file)
