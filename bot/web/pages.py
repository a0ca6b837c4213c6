"""The promise for browsers and feed readers, made anew a few times a minute at the most."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from digests.public.feed import feed
from digests.public.page import page, styles
from digests.public.record import PublicPromise
from localization.catalogue import Catalogues

FRESH = timedelta(seconds=15)
"""So long a page is handed out again as it is, however many ask."""

_HTML, _ATOM, _CSS = "text/html", "application/atom+xml", "text/css"
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {"Cache-Control": "public, max-age=60", "Content-Security-Policy": _POLICY}


@dataclass(frozen=True, slots=True)
class _Made:
    body: bytes
    moment: datetime


@dataclass(frozen=True, slots=True)
class Pages:
    """Serves the page, the feed and the style sheet. Nothing about who asks is read but the language they prefer."""

    promise: PublicPromise
    catalogues: Catalogues
    clock: Callable[[], datetime]
    _made: dict[tuple[str, str], _Made] = field(default_factory=dict, init=False)

    async def front(self, request: web.Request) -> web.Response:
        """On to the page in the language that the browser prefers, of those there are."""
        language = preferred(request.headers.get("Accept-Language", ""), self.catalogues)
        headers = {"Location": language, "Vary": "Accept-Language", "Cache-Control": "public, max-age=60"}
        return web.Response(status=303, headers=headers)

    async def page(self, request: web.Request) -> web.Response:
        """The page in the language of the address."""
        return _answer(request, await self._body(_HTML, self._language(request)), _HTML)

    async def feed(self, request: web.Request) -> web.Response:
        """The feed in the language of the address."""
        return _answer(request, await self._body(_ATOM, self._language(request)), _ATOM)

    async def styles(self, request: web.Request) -> web.Response:
        """The page's style sheet."""
        return _answer(request, styles().encode(), _CSS)

    def _language(self, request: web.Request) -> str:
        language = request.match_info["language"]
        if language not in self.catalogues.languages:
            raise web.HTTPNotFound
        return language

    async def _body(self, kind: str, language: str) -> bytes:
        made, now = self._made.get((kind, language)), self.clock()
        if made and now - made.moment < FRESH:
            return made.body
        record, words = await self.promise.read(), self.catalogues.words(language)
        body = page(record, words, self.catalogues).encode(errors="replace") if kind == _HTML else feed(record, words)
        self._made[kind, language] = _Made(body, now)
        return body


def preferred(header: str, catalogues: Catalogues) -> str:
    """The first language we speak of those a browser lists, most wanted first (RFC 9110, 12.5.4); else Swedish."""
    wanted: list[tuple[float, str]] = []
    for part in header.split(","):
        code, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((float(weight or 1), code.partition("-")[0].lower()))
        except ValueError:
            continue
    known = [code for weight, code in sorted(wanted, key=lambda each: -each[0]) if code in catalogues.languages]
    return known[0] if known else catalogues.nearest(None)


def _answer(request: web.Request, body: bytes, kind: str) -> web.Response:
    """The body, or that it is still what the asker has."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    known = request.if_none_match or ()
    response = web.Response(status=304) if any(each.value in (tag, "*") for each in known) else web.Response(body=body)
    if response.status != web.HTTPNotModified.status_code:
        response.content_type, response.charset = kind, "utf-8"
    response.etag = tag
    response.headers.update(_HEADERS)
    return response
