"""`run`: the bot on Telegram."""

import asyncio
import gc

from bot.log import set_up_logging
from bot.services import open_services
from bot.settings import HOW_TO_MAKE_A_KEY, Settings, SettingsError, read_settings


def run() -> None:
    """Run the bot on Telegram until SIGTERM or SIGINT, then stop within 10 seconds with nothing lost."""
    settings = read_settings()
    missing = [] if settings.bot_token else ["BOT_TOKEN: is not set; BotFather gives one. To try without: rehearse"]
    missing += [] if settings.secret_key else [f"SECRET_KEY: is not set; {HOW_TO_MAKE_A_KEY}"]
    if missing:
        raise SettingsError(missing)
    set_up_logging(settings.log_level, settings.log_format)
    gc.disable()  # importing Telegram's library makes 200,000 objects that stay; `settle` collects once they are there
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    from bot.app import open_app, stop_on_signals  # noqa: PLC0415 - Telegram's library takes seconds to import

    stop = stop_on_signals()
    async with open_services(settings) as services, open_app(services) as app:
        await app.run(stop)
