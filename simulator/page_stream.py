"""The page's stream of server-sent events: first everything, then each change."""

import asyncio
import json

from aiohttp import web
from aiohttp.typedefs import Handler

from simulator.events import Subscription
from simulator.page_state import people, snapshot
from simulator.records import Json
from simulator.world import World

HEARTBEAT_SECONDS = 15.0
"""How long nothing may be sent: a page that is gone is only noticed by writing to it."""

CHANGES_OF_PEOPLE = frozenset({"bot_changed", "group_changed", "person_changed"})


def stream_events(world: World) -> Handler:
    """Make the handler of `GET /page/events`, open until the page or the server goes."""

    async def handle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        subscription = world.subscribe()
        try:
            await response.write(b"retry: 500\n" + _line(snapshot(world)))
            await _send_changes(response, subscription, world)
        except ConnectionError:
            pass  # the page was closed
        finally:
            subscription.close()
        return response

    return handle


async def _send_changes(response: web.StreamResponse, subscription: Subscription, world: World) -> None:
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                event = await anext(subscription)
        except TimeoutError:
            await response.write(b": still here\n\n")
        except StopAsyncIteration:
            return
        else:
            await response.write(_line(people(world) if event["type"] in CHANGES_OF_PEOPLE else event))


def _line(event: Json) -> bytes:
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
