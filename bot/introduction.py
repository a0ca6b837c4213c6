"""How the bot introduces itself on Telegram: name, description and commands, in every language it speaks."""

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from localization.catalogue import SOURCE, Catalogues, Words

log = structlog.get_logger(__name__)

COMMANDS = ("start", "survey", "promises", "follow", "stop", "language", "receipt", "mydata", "privacy", "help")

_TELEGRAMS_CODE = 2
"""Telegram takes two-letter codes only (core.telegram.org/bots/api#setmycommands)."""


async def introduce(bot: Bot, catalogues: Catalogues) -> None:
    """Set what differs, and nothing else: Telegram allows these calls only seldom. A failure is only logged."""
    try:
        for language in catalogues.languages:
            if len(language) != _TELEGRAMS_CODE:
                continue  # easy Swedish: Telegram knows no such language, and its readers' phones are set to Swedish
            # Without a code the words are for everybody whose language we do not speak: Swedish.
            await _introduce_in(bot, catalogues.words(language), None if language == SOURCE else language)
    except AiogramError as error:
        log.warning("the bot's introduction was not updated", trouble=type(error).__name__)


async def _introduce_in(bot: Bot, words: Words, code: str | None) -> None:
    commands = [BotCommand(command=name, description=words(f"command.{name}")) for name in COMMANDS]
    if await bot.get_my_commands(language_code=code) != commands:
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_name(language_code=code)).name != words("bot.name"):
        await bot.set_my_name(words("bot.name"), language_code=code)
    if (await bot.get_my_description(language_code=code)).description != words("bot.description"):
        await bot.set_my_description(words("bot.description"), language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != words("bot.short"):
        await bot.set_my_short_description(words("bot.short"), language_code=code)
