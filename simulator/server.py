"""The simulator as an HTTP server: the Bot API, and the chat page on the same port."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from ipaddress import ip_address

from aiohttp import web

from simulator.bot_api import BotApi
from simulator.limits import PARAMETER_BYTES, UPLOAD_BYTES
from simulator.page_routes import add_page_routes
from simulator.refusal import RefusalError, SimulatorError
from simulator.webhook import WebhookDelivery
from simulator.world import World

_STOP_SECONDS = 2.0


def build_bot_api_app(world: World) -> web.Application:
    """Only the Bot API."""
    app = web.Application(client_max_size=UPLOAD_BYTES + 2 * PARAMETER_BYTES)
    BotApi(world).add_routes(app)
    app.cleanup_ctx.append(_webhook_delivery(world))
    app.on_shutdown.append(_let_go(world))
    return app


def build_app(world: World) -> web.Application:
    """The Bot API and the chat page."""
    app = build_bot_api_app(world)
    add_page_routes(app, world)
    return app


class NotLoopbackError(SimulatorError):
    """The simulator has no passwords, so it listens on this machine only."""


class SimulatorServer:
    """Serves a world. `url` is known once it has started."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one.

        Raises:
            NotLoopbackError: other machines could reach the address.
        """
        if not ip_address(host).is_loopback:
            raise NotLoopbackError
        runner = web.AppRunner(
            build_app(self.world), access_log=None, handler_cancellation=True, shutdown_timeout=_STOP_SECONDS
        )
        self._runner = runner
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        self.url = f"http://{host}:{runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening and close what is open."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None


def _webhook_delivery(world: World) -> Callable[[web.Application], AsyncIterator[None]]:
    async def deliver(_: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(WebhookDelivery(world).run())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    return deliver


def _let_go(world: World) -> Callable[[web.Application], Awaitable[None]]:
    async def let_go(_: web.Application) -> None:
        world.faults.release()
        world.events.close()
        world.updates.interrupt(RefusalError(502, "Bad Gateway"))

    return let_go
