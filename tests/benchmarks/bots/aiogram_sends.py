"""The sender's baseline: aiogram's `send_message`, one after the other. `python -m … URL TOKEN MESSAGES`."""

import asyncio
import sys

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from delivery.telegram import markup
from tests.benchmarks.letters import LETTER, READERS


async def main(url: str, token: str, messages: str) -> None:
    async with Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url))) as bot:
        for number in range(int(messages)):
            await bot.send_message(READERS + number, LETTER.text, parse_mode="HTML", reply_markup=markup(LETTER))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
