"""A Bot API that checks nothing and is quick, in a process of its own: `python -m tests.benchmarks.stand_in`."""

import asyncio
import gc
import json
import time
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.benchmarks.crowd import BOT, Card, Crowd
from tests.benchmarks.gauges import cpu_seconds, resident_mebibytes

_MOST_UPDATES = 100
_PLAIN: dict[str, Any] = {
    "getMe": BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False},
    "getMyCommands": [],
    "getMyName": {"name": ""},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}
"""What calls answer that ask for something; all others answer True."""


class StandIn:
    """One bot's Telegram, and what the bench asks of it."""

    def __init__(self) -> None:
        self._crowd = Crowd()
        self._polled: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._sent = 0
        self._awaited_sends: dict[int, asyncio.Future[None]] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/bot{token}/getUpdates", self._get_updates),
            web.post("/bot{token}/{method}", self._call),
            web.post("/bench/polled", self._when_polled),
            web.post("/bench/come", self._come),
            web.post("/bench/walk", self._walk),
            web.post("/bench/sends", self._sends),
        ]

    # What the bot asks.

    async def _get_updates(self, request: web.Request) -> web.Response:
        wait = float((await _fields(request)).get("timeout") or 0)
        if not self._polled.done():
            self._polled.set_result(time.monotonic())
        crowd = self._crowd
        if not crowd.updates:
            crowd.arrived.clear()
            try:
                async with asyncio.timeout(wait):
                    await crowd.arrived.wait()
            except TimeoutError:
                return _yes([])
        batch, crowd.updates = crowd.updates[:_MOST_UPDATES], crowd.updates[_MOST_UPDATES:]
        return _yes(batch)

    async def _call(self, request: web.Request) -> web.Response:
        method, fields = request.match_info["method"], await _fields(request)
        if method in ("sendMessage", "editMessageText"):
            return self._show(method, fields)
        if method == "answerCallbackQuery":
            self._crowd.rested(str(fields["callback_query_id"]))
        return _yes(_PLAIN.get(method, True))

    def _show(self, method: str, fields: dict[str, Any]) -> web.Response:
        chat, markup = int(fields["chat_id"]), fields.get("reply_markup")
        card = Card(str(fields["text"]), json.loads(markup) if isinstance(markup, str) else markup)
        if chat in self._crowd.people:
            (self._crowd.sent if method == "sendMessage" else self._crowd.edited)(chat, card)
        self._count_send()
        message = {
            "message_id": 2,
            "from": BOT,
            "chat": {"id": chat, "first_name": "Alva", "type": "private"},
            "date": int(time.time()),
            "text": card.text,
        }
        return _yes(message | ({"reply_markup": card.markup} if card.markup else {}))

    def _count_send(self) -> None:
        self._sent += 1
        waiting = self._awaited_sends.pop(self._sent, None)
        if waiting:
            waiting.set_result(None)

    # What the bench asks.

    async def _when_polled(self, _: web.Request) -> web.Response:
        return web.json_response({"at": await self._polled})

    async def _come(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if asked.get("script"):
            self._crowd.script = [Card(**each) for each in asked["script"]]
        await self._crowd.come(asked["people"])
        return web.json_response({})

    async def _walk(self, request: web.Request) -> web.Response:
        asked = await request.json()
        crowd, pid = self._crowd, asked["pid"]
        gc.collect()
        began, cpu = time.monotonic(), cpu_seconds(pid)
        await crowd.walk(asked["in_flight"], asked["presses"])
        return web.json_response(
            {
                "cpu": cpu_seconds(pid) - cpu,
                "seconds": time.monotonic() - began,
                "memory": resident_mebibytes(pid),
                "delays": crowd.delays,
                "pauses": [after - at for at, after in zip(crowd.answered_at, crowd.answered_at[1:], strict=False)],
                "walked": [{"text": card.text, "markup": card.markup} for card in crowd.walked],
            }
        )

    async def _sends(self, request: web.Request) -> web.Response:
        """The CPU time of the process from its first message to its last one."""
        asked = await request.json()
        await self._until_sent(asked["first"])
        began = cpu_seconds(asked["pid"])
        await self._until_sent(asked["last"])
        return web.json_response({"cpu": cpu_seconds(asked["pid"]) - began})

    async def _until_sent(self, number: int) -> None:
        if self._sent < number:
            waiting = self._awaited_sends[number] = asyncio.get_running_loop().create_future()
            await waiting


async def _fields(request: web.Request) -> dict[str, Any]:
    body = await request.read()
    if request.content_type == "application/json":
        return dict(json.loads(body or b"{}"))
    return dict(parse_qsl(body.decode()))


def _yes(result: Any) -> web.Response:
    return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), content_type="application/json")


async def serve() -> None:
    """Serve on a free port, after printing it."""
    app = web.Application()
    app.add_routes(StandIn().routes())
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    print(runner.addresses[0][1], flush=True)  # noqa: T201 - the bench reads it
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
