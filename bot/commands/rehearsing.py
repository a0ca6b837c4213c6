"""`rehearse`: the bot against a stand-in for Telegram on this machine."""

import asyncio
import gc
from functools import partial

from bot.commands.words import CommandError
from bot.rehearsal import DEFAULT_PORT, PortError, rehearse_until


def rehearse(*, port: int = DEFAULT_PORT, empty: bool = False) -> None:
    """Run the bot against a stand-in for Telegram, with a chat page on this machine; nothing leaves it.

    Args:
        port: Where the page is served; 0 takes any free one.
        empty: Start without sample data.
    """
    gc.disable()  # as in `run`
    try:
        asyncio.run(rehearse_until(port, sample=not empty, show=partial(print, flush=True)))
    except PortError as error:
        raise CommandError(f"port {port}: {error} Choose another: lofteskollen rehearse --port 0") from error
