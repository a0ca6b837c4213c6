"""The Bot API over HTTP: token, arguments, faults, the method, and the answer in Telegram's form."""

import asyncio
import json
import re

from aiohttp import web

from simulator.arguments import Arguments
from simulator.dispatch import method_name, perform
from simulator.faults import Fault, FaultKind
from simulator.records import Call
from simulator.refusal import RefusalError
from simulator.request_reader import read_arguments
from simulator.world import World

_TOKEN = re.compile(r"\d+:[\w-]+")
_BROKEN_PROXY = "<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"
_DROPPED = 0


class BotApi:
    """Answers the bot's calls and notes each in the world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, app: web.Application) -> None:
        """Mount the methods and the file downloads where Telegram has them."""
        app.router.add_route("*", "/bot{token}/{method}", self.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        world, written = self._world, request.match_info["method"]
        given, fault = Arguments(), None
        try:
            self._check_token(request)
            given = await read_arguments(request)
            method = method_name(written)
            fault = world.faults.take(method)
            if fault and fault.kind is FaultKind.FAIL:
                return self._failed(method, given, fault)
            if fault and fault.kind is FaultKind.DROP and not fault.performed:
                return self._dropped(request, method, given)
            answer = _answer({"ok": True, "result": await perform(world, method, given)})
            self.note(method, given, 200, "")
        except RefusalError as refusal:
            self.note(written, given, refusal.status, refusal.description)
            answer = _refused(refusal)
        if fault:
            await self._spoil(request, fault)
        return answer

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of an uploaded file."""
        stored = self._world.files.by_path(request.match_info["path"])
        try:
            self._check_token(request)
            if stored is None:
                raise RefusalError(404, "Not Found: file not found")
        except RefusalError as refusal:
            return _refused(refusal)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    def note(self, method: str, given: Arguments, status: int, description: str) -> None:
        """Remember a call."""
        chat_id = given.integer("chat_id") or None
        self._world.calls.append(Call(self._world.clock(), method, chat_id, status, description))

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise RefusalError(401, "Unauthorized: invalid token specified")
        if token != self._world.token:
            raise RefusalError(401, "Unauthorized")

    def _failed(self, method: str, given: Arguments, fault: Fault) -> web.Response:
        description = fault.description or _default_description(fault)
        self.note(method, given, fault.status, description)
        if fault.html:
            return web.Response(status=fault.status, text=_BROKEN_PROXY.format(description), content_type="text/html")
        return _refused(RefusalError(fault.status, description, retry_after=fault.retry_after))

    def _dropped(self, request: web.Request, method: str, given: Arguments) -> web.Response:
        self.note(method, given, _DROPPED, "the connection was closed")
        return _hang_up(request)

    async def _spoil(self, request: web.Request, fault: Fault) -> None:
        if fault.kind is FaultKind.DELAY:
            await asyncio.sleep(fault.seconds)
        elif fault.kind is FaultKind.HANG:
            await self._world.faults.wait_for_release()
        else:
            _hang_up(request)


def _default_description(fault: Fault) -> str:
    if fault.retry_after is not None:
        return f"Too Many Requests: retry after {fault.retry_after}"
    return {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}.get(fault.status, "Fault")


def _hang_up(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


def _refused(refusal: RefusalError) -> web.Response:
    headers = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    return _answer(refusal.body, refusal.status, headers)


def _answer(body: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    return web.Response(body=data, status=status, content_type="application/json", headers=headers)
