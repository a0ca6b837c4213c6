"""Where Telegram pushes updates to. Whoever does not know the secret gets nothing done and learns nothing."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import web

from bot.listen_address import ListenAddress
from bot.web.listening import kept_calm, listening, plain

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST = 1024 * 1024
"""Bytes of a body. Telegram keeps no update above half of that."""

_BODY_SECONDS = 20.0
_HIGHEST_ID = 2**53
_COME_AGAIN = "1"
"""Seconds. Telegram keeps to it instead of waiting twice as long each time, up to two minutes."""


@dataclass(frozen=True, slots=True)
class WebhookServer:
    """Listens at an address, at every path, for a proxy may cut some of it off. No request is logged.

    `accept` takes an update in and says whether it is stored.
    """

    address: ListenAddress
    secret: str
    accept: Callable[[Mapping[str, Any]], Awaitable[bool]]

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """Take updates for as long as the context lasts; gives the port.

        Raises:
            SettingsError: nothing can listen at the address.
        """
        async with listening(self.application(), self.address, "WEBHOOK_LISTEN") as port:
            log.info("the webhook listens", port=port)
            yield port

    def application(self) -> web.Application:
        """What answers."""
        application = web.Application(middlewares=[kept_calm], client_max_size=LARGEST)
        application.router.add_post("/{path:.*}", self._pushed)
        application.on_response_prepare.append(_say_nothing_more)
        return application

    async def _pushed(self, request: web.Request) -> web.Response:
        if not self._is_telegram(request):
            raise web.HTTPUnauthorized
        update = await _update(request)
        if update is None:
            raise web.HTTPBadRequest
        if await self.accept(update):
            return web.Response()
        response = plain("", web.HTTPServiceUnavailable.status_code)
        response.headers["Retry-After"] = _COME_AGAIN
        response.force_close()  # by the next connection another process may be met
        return response

    def _is_telegram(self, request: web.Request) -> bool:
        said = request.headers.get(SECRET_HEADER, "")
        return hmac.compare_digest(said.encode("utf-8", "surrogateescape"), self.secret.encode())


async def _update(request: web.Request) -> Mapping[str, Any] | None:
    """The update in the body; None where there is none."""
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            update = json.loads(await request.read())
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return update if type(number) is int and 0 <= number < _HIGHEST_ID else None


async def _say_nothing_more(_: web.Request, response: web.StreamResponse) -> None:
    """No header tells what serves this."""
    response.headers.popall("Server", None)
