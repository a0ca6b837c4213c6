from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from simulator.server import SimulatorServer
from simulator.world import Person, Rates, World


@dataclass
class Clock:
    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(clock=clock, rates=Rates.unlimited())


@pytest.fixture
def amina(world: World) -> Person:
    return world.add_person("Amina", "sv", "resident", username="amina", started=True)


@pytest.fixture
async def server(world: World) -> AsyncIterator[SimulatorServer]:
    running = SimulatorServer(world)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="session")
async def telegram_session() -> AsyncIterator[AiohttpSession]:
    session = AiohttpSession()
    yield session
    await session.close()


@pytest.fixture
def bot(server: SimulatorServer, telegram_session: AiohttpSession) -> Bot:
    telegram_session.api = TelegramAPIServer.from_base(server.url)
    return Bot(server.world.token, session=telegram_session)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(server: SimulatorServer) -> str:
    return f"{server.url}/bot{server.world.token}"
