"""Files the bot has uploaded, for the page to show or download."""

from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler

from simulator.world import World

PICTURE_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
"""How pictures that cannot carry a script begin (PNG, JPEG and GIF); everything else is only downloaded."""


def send_file(world: World) -> Handler:
    """Make the handler of `GET /page/file/{file_id}`."""

    async def handle(request: web.Request) -> web.Response:
        stored = world.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound(text="There is no such file.")
        kind = _picture_type(stored.data)
        if kind is not None:
            return web.Response(body=stored.data, content_type=kind)
        disposition = f"attachment; filename*=UTF-8''{quote(stored.name)}"
        return web.Response(
            body=stored.data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": disposition},
        )

    return handle


def _picture_type(data: bytes) -> str | None:
    return next((kind for signature, kind in PICTURE_SIGNATURES if data.startswith(signature)), None)
