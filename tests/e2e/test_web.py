"""The web of a real process: what it serves, when it says that it is ready, and how it ends."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import aiohttp
import pytest

from simulator.server import SimulatorServer
from simulator.world import World
from tests.postgres import find_programs, running_server
from tests.process import environment, run_words, running_bot
from tests.town import Town, open_town

PATIENCE = 60.0
LANGUAGES = ("sv", "sv_simple", "en", "fi", "ar", "fa", "so", "uk")

Answer = tuple[int, str]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


async def get(port: int, path: str) -> Answer:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def until(port: int, path: str, expected: Answer) -> None:
    """Ask until that is the answer: nothing but the process itself can tell."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                if await get(port, path) == expected:
                    return
            except aiohttp.ClientError:
                pass  # it does not listen yet
            await asyncio.sleep(0.1)


@pytest.fixture(scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Town, int]]:
    port = free_port()
    async with open_town(tmp_path_factory.mktemp("web"), HTTP_LISTEN=f"127.0.0.1:{port}") as town:
        await town.start()
        await until(port, "/readyz", (200, "ready\n"))
        yield town, port


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_promise_is_there_for_browsers_and_feed_readers(served: tuple[Town, int], language: str) -> None:
    _, port = served
    status, page = await get(port, f"/{language}")
    assert status == 200
    assert page.count("<h2") == 4
    status, feed = await get(port, f"/{language}/feed.atom")
    assert status == 200
    assert fromstring(feed).tag == "{http://www.w3.org/2005/Atom}feed"  # noqa: S314 - it is our own


async def test_the_process_tells_how_it_is(served: tuple[Town, int]) -> None:
    town, port = served
    assert await get(port, "/healthz") == (200, "ok\n")
    await town.resident().send("/help")
    status, text = await get(port, "/metrics")
    assert status == 200
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(figures["lofteskollen_updates_handled_total"]) >= 1
    assert float(figures["process_resident_memory_bytes"]) > 1e7
    assert figures["lofteskollen_ready"] == "1"
    assert figures['lofteskollen_inbox_updates{state="quarantined"}'] == "0"


async def test_a_port_in_use_is_one_line_and_the_process_ends(served: tuple[Town, int], tmp_path: Path) -> None:
    town, port = served
    env = town.environment | {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'data' / 'other.db'}"}
    outcome = await run_words("run", env=env)
    assert outcome.code == 1
    assert outcome.problems[-1:] == [f"HTTP_LISTEN: 127.0.0.1:{port} cannot be used: Address already in use"]
    assert "Traceback" not in outcome.err + outcome.out


async def test_it_stops_within_its_time_however_many_hold_on_to_it(tmp_path: Path) -> None:
    port = free_port()
    async with open_town(tmp_path, HTTP_LISTEN=f"127.0.0.1:{port}") as town:
        await town.start()
        await until(port, "/readyz", (200, "ready\n"))
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        for _, writer in idle[:10]:
            writer.write(b"GET /sv HTTP/1.1\r\nHost: x\r\n")  # and never the end of it
        began = time.monotonic()
        assert await town.stop() == 0
        assert time.monotonic() - began < 10
        for _, writer in idle:
            writer.close()


async def test_it_is_alive_before_telegram_answers_and_ready_after(tmp_path: Path) -> None:
    telegram, port = free_port(), free_port()
    world = World(clock=time.time)
    env = environment(
        tmp_path, f"http://127.0.0.1:{telegram}", world.token, HTTP_LISTEN=f"127.0.0.1:{port}", LOG_LEVEL="ERROR"
    )
    async with running_bot(env, tmp_path / "log") as bot:
        await until(port, "/readyz", (503, "not ready: telegram\n"))
        assert await get(port, "/healthz") == (200, "ok\n")
        assert (await get(port, "/sv"))[0] == 200
        server = SimulatorServer(world)
        await server.start(port=telegram)
        await until(port, "/readyz", (200, "ready\n"))
        assert await bot.stop() == 0
        await server.stop()


async def test_it_is_not_ready_without_its_database(tmp_path: Path) -> None:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL's initdb is not installed")
    port = free_port()
    with running_server(programs) as postgres:
        postgres.create("town")
        settings = {"DATABASE_URL": postgres.url("town"), "HTTP_LISTEN": f"127.0.0.1:{port}"}
        async with open_town(tmp_path, **settings) as town:
            await town.start()
            await until(port, "/readyz", (200, "ready\n"))
            postgres.halt()
            await until(port, "/readyz", (503, "not ready: database\n"))
            assert await get(port, "/healthz") == (200, "ok\n")
            assert "lofteskollen_ready 0" in (await get(port, "/metrics"))[1]
            postgres.resume()
            await until(port, "/readyz", (200, "ready\n"))
            assert await town.stop() == 0
