"""Letting a pressed button rest."""

from contextlib import suppress

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery


async def rest(query: CallbackQuery, on_top: str | None = None) -> None:
    """Stop the button's clock, with a few words that light up for a moment.

    Telegram refuses when the press is some seconds old. That must not cost the person what they pressed for.
    """
    with suppress(AiogramError):
        await query.answer(on_top)
