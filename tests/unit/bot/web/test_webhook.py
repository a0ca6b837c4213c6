"""What the webhook answers, over HTTP."""

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from bot.listen_address import ListenAddress
from bot.settings import SettingsError
from bot.web import webhook as webhook_module
from bot.web.webhook import LARGEST, SECRET_HEADER, WebhookServer

SECRET = "a-secret-of-the-webhook"
UPDATE = {"update_id": 7, "message": {"text": "Hej"}}


@dataclass
class Hook:
    """The server and what it has handed on."""

    taken: list[Mapping[str, Any]] = field(default_factory=list)
    takes: bool = True
    url: str = ""
    fails: Exception | None = None

    async def accept(self, update: Mapping[str, Any]) -> bool:
        if self.fails:
            raise self.fails
        self.taken.append(update)
        return self.takes

    async def push(
        self, body: bytes | str = json.dumps(UPDATE), path: str = "/", method: str = "POST", **headers: str | bytes
    ) -> tuple[int, str, Mapping[str, str]]:
        sent = io.BytesIO(body.encode() if isinstance(body, str) else body)
        told = {SECRET_HEADER: SECRET} | {name.replace("_", "-"): value for name, value in headers.items()}
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, self.url + path, data=sent, headers=told) as answer,  # type: ignore[arg-type]
        ):
            return answer.status, await answer.text(), answer.headers


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    server = WebhookServer(ListenAddress("127.0.0.1", 0), SECRET, hook.accept)
    async with TestServer(server.application()) as served:
        hook.url = str(served.make_url("/")).rstrip("/")
        yield hook


@pytest.mark.parametrize("path", ["/", "/telegram", "/a/b/c", "/telegram?x=1"])
async def test_an_update_is_taken_at_any_path_and_answered_with_nothing(hook: Hook, path: str) -> None:
    status, text, _ = await hook.push(path=path)
    assert (status, text, hook.taken) == (200, "", [UPDATE])


async def test_what_cannot_be_taken_now_is_to_come_again_in_a_second_by_another_connection(hook: Hook) -> None:
    hook.takes = False
    status, text, headers = await hook.push()
    assert (status, text, headers["Retry-After"], headers["Connection"]) == (503, "", "1", "close")


async def forged(hook: Hook, secret: bytes | None) -> int:
    """The status of an answer to a secret that no HTTP library would send; None: no such header."""
    host, port = hook.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    line = b"" if secret is None else SECRET_HEADER.encode() + b": " + secret + b"\r\n"
    body = json.dumps(UPDATE).encode()
    length = b"Content-Length: %d\r\n" % len(body)
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + line + length + b"\r\n" + body)
    answer = await reader.read()
    writer.close()
    return int(answer.split()[1])


@pytest.mark.parametrize(
    "secret",
    [
        None,
        b"",
        SECRET[:-1].encode(),
        SECRET.encode() + b"x",
        SECRET.upper().encode(),
        "hemlighet-på-svenska".encode(),
        "hemlighet-på-svenska".encode("latin-1"),
        b"\xff\xfe" * 200,
    ],
)
async def test_who_does_not_know_the_secret_gets_nothing_done(hook: Hook, secret: bytes | None) -> None:
    assert await forged(hook, secret) == 401
    assert hook.taken == []
    assert await forged(hook, SECRET.encode()) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hej",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": 7.0}',
        b'{"update_id": null}',
        b'{"update_id": -1}',
        b'{"update_id": 99999999999999999999999}',
        b"[" * 100_000,
        b'{"update_id": ' + b"9" * 5000 + b"}",
    ],
)
async def test_what_is_no_update_is_refused(hook: Hook, body: bytes) -> None:
    status, text, _ = await hook.push(body)
    assert (status, text, hook.taken) == (400, "400 Bad Request\n", [])


async def test_too_much_is_refused_and_the_largest_update_is_not(hook: Hook) -> None:
    fits = json.dumps({"update_id": 7, "x": "y" * (LARGEST - 100)})
    assert (await hook.push(fits))[0] == 200
    assert (await hook.push(fits + " " * 200))[0] == 413
    assert len(hook.taken) == 1


async def test_a_forger_is_refused_before_a_body_is_read(hook: Hook) -> None:
    host, port = hook.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
    async with asyncio.timeout(5):
        assert b" 401 " in await reader.readline()
    writer.close()


async def test_a_body_that_does_not_come_is_given_up(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_module, "_BODY_SECONDS", 0.05)
    host, port = hook.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST / HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: 1000\r\n\r\n"
    writer.write(head.encode())
    async with asyncio.timeout(5):
        assert b" 408 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_nothing_else_can_be_asked_of_it(hook: Hook, method: str) -> None:
    status, _, headers = await hook.push(b"", method=method)
    assert (status, headers["Allow"], hook.taken) == (405, "POST", [])


async def test_whatever_fails_is_answered_and_logged_by_its_kind_alone(hook: Hook) -> None:
    hook.fails = ValueError("what somebody wrote")
    with capture_logs() as lines:
        status, text, _ = await hook.push()
    assert status == 500
    assert "wrote" not in text + str(lines)
    assert [line["trouble"] for line in lines] == ["ValueError"]


async def test_no_answer_tells_what_serves_it_and_no_request_is_logged(hook: Hook) -> None:
    with capture_logs() as lines:
        answers = [
            await hook.push(),
            await hook.push(b"{}"),
            await hook.push(b"", method="GET"),
            await hook.push(**{SECRET_HEADER: "wrong"}),
        ]
        hook.takes = False
        answers.append(await hook.push())
    assert [status for status, _, _ in answers] == [200, 400, 405, 401, 503]
    for _, text, headers in answers:
        assert "Server" not in headers
        assert "python" not in f"{text}{dict(headers)}".lower()
        assert "lofteskollen" not in f"{text}{dict(headers)}".lower()
    assert lines == []


async def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = ListenAddress("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(SettingsError) as raised:
            async with WebhookServer(address, SECRET, Hook().accept).serving():
                pass
    assert raised.value.problems == [f"WEBHOOK_LISTEN: {address} cannot be used: Address already in use"]


async def test_a_stop_lets_who_is_being_served_finish() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def accept(_: Mapping[str, Any]) -> bool:
        begun.set()
        await go_on.wait()
        return True

    hook = Hook()
    async with WebhookServer(ListenAddress("127.0.0.1", 0), SECRET, accept).serving() as port:
        hook.url = f"http://127.0.0.1:{port}"
        pushing = asyncio.create_task(hook.push())
        await begun.wait()
        asyncio.get_running_loop().call_later(0.1, go_on.set)
    assert (await pushing)[0] == 200
    with pytest.raises(aiohttp.ClientConnectionError):
        await hook.push()
