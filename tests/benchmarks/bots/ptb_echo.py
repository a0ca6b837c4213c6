"""The second baseline: python-telegram-bot as its manual starts one. `python -m … URL TOKEN`."""

import sys
from typing import Any

from telegram import Message, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message:
        await update.message.reply_text(update.message.text or "")


async def echo_press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    if query is None:
        return
    if isinstance(query.message, Message) and query.message.text:
        await query.message.edit_text(query.message.text, reply_markup=query.message.reply_markup)
    await query.answer()


def main(url: str, token: str) -> None:
    app: Application[Any, Any, Any, Any, Any, Any] = Application.builder().token(token).base_url(f"{url}/bot").build()
    app.add_handler(MessageHandler(filters.ALL, echo))
    app.add_handler(CallbackQueryHandler(echo_press))
    app.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
