"""What keeps the chat page to this machine and to itself."""

import hmac
from ipaddress import ip_address

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

CSRF_HEADER = "X-CSRF-Token"
SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def is_loopback(host: str) -> bool:
    """Say whether a host name or address means this machine; another name could be a rebound one."""
    name = host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def check_origin(request: web.Request) -> None:
    """Let only a browser on this machine, asking by this machine's name, read the page.

    Raises:
        web.HTTPForbidden: the request came from, or was addressed to, another machine.
    """
    if not is_loopback(request.url.host or "") or not is_loopback(request.remote or ""):
        raise web.HTTPForbidden(text="The rehearsal is open on this machine only.")


def guard(csrf: str) -> Middleware:
    """Make the middleware that asks for this machine always and for the token on each POST."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        check_origin(request)
        sent = request.headers.get(CSRF_HEADER, "")
        if request.method == "POST" and not hmac.compare_digest(sent.encode(), csrf.encode()):
            raise web.HTTPForbidden(text="The page has been restarted; load it again.")
        return await handler(request)

    return guarded


async def add_safe_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on that keep the page from fetching or running anything foreign."""
    response.headers.update(SAFE_HEADERS)
