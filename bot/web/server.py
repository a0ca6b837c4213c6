"""A small server beside the bot: is it well, how much has it done, and the promise for everybody to read."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.listen_address import ListenAddress
from bot.settings import SettingsError
from bot.web.health import Health
from bot.web.metrics import CONTENT_TYPE, Metrics
from bot.web.pages import Pages
from digests.public.page import FEED, STYLES
from storage.errors import StorageError

log = structlog.get_logger(__name__)

_LAST_ANSWERS = 0.5
"""Seconds that answers under way have when the process stops."""

_ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Server": "lofteskollen"}


@dataclass(frozen=True, slots=True)
class WebServer:
    """Listens at an address. No request is logged."""

    address: ListenAddress
    health: Health
    metrics: Metrics
    pages: Pages

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Answer for as long as the context lasts.

        Raises:
            SettingsError: nothing can listen at the address.
        """
        runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=_LAST_ANSWERS)
        await runner.setup()
        try:
            await self._listen(runner)
            yield
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        try:
            await web.TCPSite(runner, self.address.host, self.address.port).start()
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "there is no such host here"
            raise SettingsError([f"HTTP_LISTEN: {self.address} cannot be used: {reason}"]) from error
        log.info("the web is served", port=runner.addresses[0][1])

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[_kept_calm])
        application.router.add_get("/healthz", self._healthz)
        application.router.add_get("/readyz", self._readyz)
        application.router.add_get("/metrics", self._metrics)
        application.router.add_get("/", self.pages.front)
        application.router.add_get(f"/{STYLES}", self.pages.styles)
        application.router.add_get("/{language}", self.pages.page)
        application.router.add_get(f"/{{language}}/{FEED}", self.pages.feed)
        return application

    async def _healthz(self, _: web.Request) -> web.Response:
        """It runs: that it answers says so."""
        return _plain("ok\n")

    async def _readyz(self, _: web.Request) -> web.Response:
        trouble = await self.health.trouble()
        return _plain(f"not ready: {trouble}\n", 503) if trouble else _plain("ready\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        headers = {"Content-Type": f"{CONTENT_TYPE}; charset=utf-8", "Cache-Control": "no-store"}
        return web.Response(body=(await self.metrics.text()).encode(), headers=headers)


def _plain(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, headers={"Cache-Control": "no-store"})


@web.middleware
async def _kept_calm(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An answer to every request: what goes wrong is told in one line, and logged by its kind alone."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        response = _plain(f"{error.status} {error.reason}\n", error.status)
        response.headers.update({name: error.headers[name] for name in ("Allow",) if name in error.headers})
    except StorageError as error:
        log.warning("a page could not be read", trouble=type(error).__name__)
        response = _plain("Sidan kan inte visas just nu. / The page cannot be shown right now.\n", 503)
        response.headers["Retry-After"] = "30"
    except Exception as error:  # noqa: BLE001 - whatever it is, the asker gets an answer and the log no content
        log.error("a page could not be made", trouble=type(error).__name__)
        response = _plain("Något gick fel. / Something went wrong.\n", 500)
    response.headers.update(_ALWAYS)
    return response
