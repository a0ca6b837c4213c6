"""The chat page over HTTP: its files, its stream of events and what a person does in it."""

import mimetypes
import secrets
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from simulator.page_actions import act
from simulator.page_files import send_file
from simulator.page_guard import SAFE_HEADERS, add_safe_headers, check_origin, guard
from simulator.page_stream import stream_events
from simulator.world import World

PAGE = Path(__file__).parent / "page"


def add_page_routes(app: web.Application, world: World) -> None:
    """Mount the page on `/` and everything it uses below `/page`."""
    csrf = secrets.token_urlsafe(24)
    app.router.add_get("/", _index(csrf))
    app.add_subapp("/page", _page_app(world, csrf))


def _index(csrf: str) -> Handler:
    async def index(request: web.Request) -> web.Response:
        check_origin(request)
        html = (PAGE / "index.html").read_text(encoding="utf-8").replace("{{csrf}}", csrf)
        return web.Response(text=html, content_type="text/html", headers=SAFE_HEADERS)

    return index


def _page_app(world: World, csrf: str) -> web.Application:
    app = web.Application(middlewares=[guard(csrf)])
    app.router.add_get("/events", stream_events(world))
    app.router.add_post("/act/{action}", act(world))
    app.router.add_get("/file/{file_id}", send_file(world))
    for file in sorted(PAGE.iterdir()):
        app.router.add_get(f"/assets/{file.name}", _asset(file))
    app.on_response_prepare.append(add_safe_headers)
    return app


def _asset(file: Path) -> Handler:
    """A file as it is now, read at once: a browser that goes away while it comes leaves nothing open."""
    kind, body = mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()

    async def asset(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type=kind, charset="utf-8")

    return asset
