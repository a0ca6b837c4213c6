"""What every server beside the bot has: one line where it cannot listen, and an answer to every request."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.listen_address import ListenAddress
from bot.settings import SettingsError
from storage.errors import StorageError

log = structlog.get_logger(__name__)

_LAST_ANSWERS = 0.5
"""Seconds that answers under way have when the process stops."""


@asynccontextmanager
async def listening(application: web.Application, address: ListenAddress, setting: str) -> AsyncIterator[int]:
    """Serve at the address, which `setting` names, for as long as the context lasts; gives the port.

    Raises:
        SettingsError: nothing can listen at the address.
    """
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_LAST_ANSWERS)
    await runner.setup()
    try:
        await _listen(runner, address, setting)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, address: ListenAddress, setting: str) -> None:
    try:
        await web.TCPSite(runner, address.host, address.port).start()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "there is no such host here"
        raise SettingsError([f"{setting}: {address} cannot be used: {reason}"]) from error


def plain(text: str, status: int = 200) -> web.Response:
    """A line or more that nobody keeps."""
    return web.Response(text=text, status=status, headers={"Cache-Control": "no-store"})


@web.middleware
async def kept_calm(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An answer to every request: what goes wrong is told in one line, and logged by its kind alone."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        response = plain(f"{error.status} {error.reason}\n", error.status)
        response.headers.update({name: error.headers[name] for name in ("Allow",) if name in error.headers})
    except StorageError as error:
        log.warning("a page could not be read", trouble=type(error).__name__)
        response = plain("Sidan kan inte visas just nu. / The page cannot be shown right now.\n", 503)
        response.headers["Retry-After"] = "30"
    except Exception as error:  # noqa: BLE001 - whatever it is, the asker gets an answer and the log no content
        log.error("a request could not be answered", trouble=type(error).__name__)
        response = plain("Något gick fel. / Something went wrong.\n", 500)
    return response
