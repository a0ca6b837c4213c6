import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from simulator.server import SimulatorServer
from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot
from tests.browser.visitor import Visitor
from tests.town import Clock

PHONE: ViewportSize = {"width": 390, "height": 844}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        reason = "there is no Chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    world = World(clock=clock)
    world.title = "Löfteskollen"
    world.notice = "Exempeldata"
    return world


@pytest.fixture
async def server(world: World) -> AsyncIterator[SimulatorServer]:
    server = SimulatorServer(world)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def elsa(world: World) -> Person:
    return world.add_person("Elsa", "sv", "boende, svenska")


@pytest.fixture
def amina(world: World) -> Person:
    return world.add_person("Amina", "ar", "boende, arabiska")


@pytest.fixture
async def bot(server: SimulatorServer) -> AsyncIterator[FakeBot]:
    async with FakeBot(f"{server.url}/bot{server.world.token}") as bot:
        yield bot


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport=PHONE, locale="sv-SE", reduced_motion="reduce")
    context.set_default_timeout(5000)
    page = await context.new_page()
    yield page
    await context.close()


@pytest.fixture
async def visitor(page: Page, server: SimulatorServer) -> AsyncIterator[Visitor]:
    visitor = Visitor(page, server.url)
    yield visitor
    assert visitor.errors == []
