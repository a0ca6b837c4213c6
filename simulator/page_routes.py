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


def _assets() -> Handler:
    """From memory: a browser that turns away in the middle leaves no file open."""
    files = {path.name: (path.read_bytes(), mimetypes.guess_type(path.name)[0]) for path in PAGE.iterdir()}

    async def asset(request: web.Request) -> web.Response:
        if request.match_info["name"] not in files:
            raise web.HTTPNotFound
        content, kind = files[request.match_info["name"]]
        return web.Response(body=content, content_type=kind or "application/octet-stream")

    return asset


def _page_app(world: World, csrf: str) -> web.Application:
    app = web.Application(middlewares=[guard(csrf)])
    app.router.add_get("/events", stream_events(world))
    app.router.add_post("/act/{action}", act(world))
    app.router.add_get("/file/{file_id}", send_file(world))
    app.router.add_get("/assets/{name}", _assets())
    app.on_response_prepare.append(add_safe_headers)
    return app
