"""The baseline: aiogram as its manual starts one, sending back what it got. `python -m … URL TOKEN`."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message

routes = Dispatcher()


@routes.message()
async def echo(message: Message) -> None:
    await message.answer(message.text or "")


@routes.callback_query()
async def echo_press(query: CallbackQuery) -> None:
    card = query.message
    if isinstance(card, Message) and card.text:
        await card.edit_text(card.text, reply_markup=card.reply_markup)
    await query.answer()


async def main(url: str, token: str) -> None:
    await routes.start_polling(Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url))))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
