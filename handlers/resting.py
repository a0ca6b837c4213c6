"""Letting a pressed button rest."""

from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import CallbackQuery


async def rest(query: CallbackQuery, on_top: str | None = None) -> None:
    """Stop the button's clock, with a few words that light up for a moment.

    Telegram refuses when the press is some seconds old. That must not cost the person what they pressed for.
    """
    with suppress(AiogramError):
        await query.answer(on_top)


async def alert(query: CallbackQuery, bot: Bot, text: str) -> None:
    """Let the button rest with a sentence to be read; it comes as a message where Telegram finds the press too old."""
    try:
        await query.answer(text, show_alert=True)
    except TelegramBadRequest:
        await bot.send_message(query.from_user.id, text)
