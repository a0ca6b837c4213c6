"""A small server beside the bot: is it well, how much has it done, and the promise for everybody to read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.listen_address import ListenAddress
from bot.web.health import Health
from bot.web.listening import kept_calm, listening, plain
from bot.web.metrics import CONTENT_TYPE, Metrics
from bot.web.pages import Pages
from digests.public.page import FEED, STYLES

log = structlog.get_logger(__name__)

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
        async with listening(self._application(), self.address, "HTTP_LISTEN") as port:
            log.info("the web is served", port=port)
            yield

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[_always, kept_calm])
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
        return plain("ok\n")

    async def _readyz(self, _: web.Request) -> web.Response:
        trouble = await self.health.trouble()
        return plain(f"not ready: {trouble}\n", 503) if trouble else plain("ready\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        headers = {"Content-Type": f"{CONTENT_TYPE}; charset=utf-8", "Cache-Control": "no-store"}
        return web.Response(body=(await self.metrics.text()).encode(), headers=headers)


@web.middleware
async def _always(request: web.Request, handler: Handler) -> web.StreamResponse:
    response = await handler(request)
    response.headers.update(_ALWAYS)
    return response
