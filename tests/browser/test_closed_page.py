"""What the page lets in and out."""

import re
from collections.abc import AsyncIterator

import aiohttp
import pytest

from simulator.server import SimulatorServer
from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot
from tests.browser.visitor import Visitor


@pytest.fixture
async def stranger(server: SimulatorServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(server.url) as session:
        yield session


async def test_another_site_can_make_nobody_write(stranger: aiohttp.ClientSession, world: World, elsa: Person) -> None:
    body = {"person_id": elsa.id, "chat_id": elsa.id, "text": "Hej"}
    for headers in ({}, {"X-CSRF-Token": "gissning"}):
        async with stranger.post("/page/act/write", json=body, headers=headers) as response:
            assert response.status == 403
    assert world.messages(elsa.id) == []


@pytest.mark.parametrize(
    ("deed", "body", "status"),
    [
        ("fly", {}, 404),
        ("write", {"text": "Hej"}, 400),
        ("write", ["Hej"], 400),
        ("write", {"person_id": 1, "chat_id": 1, "text": "Hej"}, 409),
    ],
)
async def test_what_makes_no_sense_is_refused(
    stranger: aiohttp.ClientSession, deed: str, body: object, status: int
) -> None:
    async with stranger.get("/") as index:
        [token] = re.findall(r'name="csrf-token" content="(.+?)"', await index.text())
    headers = {"X-CSRF-Token": token}
    async with stranger.post(f"/page/act/{deed}", json=body, headers=headers) as response:
        assert response.status == status


@pytest.mark.parametrize("path", ["/", "/page/events", "/page/assets/app.js"])
async def test_another_name_for_this_machine_opens_nothing(stranger: aiohttp.ClientSession, path: str) -> None:
    async with stranger.get(path, headers={"Host": "rebound.example"}) as response:
        assert response.status == 403


@pytest.mark.parametrize("path", ["/", "/page/assets/app.js", "/page/file/none", "/page/assets/none.js"])
async def test_every_answer_forbids_what_is_foreign(stranger: aiohttp.ClientSession, path: str) -> None:
    async with stranger.get(path) as response:
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/page/assets/..%2fworld.py", "/page/assets/%2e%2e/world.py"])
async def test_only_the_page_s_own_files_are_given(stranger: aiohttp.ClientSession, path: str) -> None:
    async with stranger.get(path) as response:
        assert response.status == 404


async def test_the_page_asks_nobody_but_this_machine(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    visitor.page.on("console", lambda message: complaints.append(message.text))
    await visitor.start_as(elsa)
    await bot.say(elsa.id, "Hej https://example.org")
    await visitor.sees("Hej")
    assert asked
    assert all(address.startswith(visitor.url) for address in asked)
    assert complaints == []


async def test_a_web_page_sent_as_a_document_is_never_opened_here(
    stranger: aiohttp.ClientSession, world: World
) -> None:
    stored = world.files.add("sida.html", "text/html", b"<script>alert(1)</script>")
    async with stranger.get(f"/page/file/{stored.file_id}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_what_cannot_be_done_is_said_and_the_text_is_kept(visitor: Visitor, world: World, elsa: Person) -> None:
    await visitor.start_as(elsa)
    world.people.pop(elsa.id)
    await visitor.draft.fill("Hej")
    await visitor.draft.press("Enter")
    await visitor.page.get_by_text("Det gick inte.").wait_for()
    assert await visitor.draft.input_value() == "Hej"
