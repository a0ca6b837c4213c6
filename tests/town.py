"""A simulated Telegram with people in it, and the real bot that serves them, as one thing to start and stop."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.refusal import RefusalError
from simulator.server import SimulatorServer
from simulator.world import Rates, World
from tests.process import BotProcess, environment, start_bot
from tests.residents import PATIENCE, Resident, Watch, watching

_LONGEST_START = 60.0
"""Seconds; on a busy machine most of them go into reading modules from the disk."""


@dataclass(slots=True)
class Clock:
    """Telegram's clock, by which messages are dated. It is `ahead` of the bot's by so many seconds."""

    ahead: float = 0

    def __call__(self) -> float:
        return time.time() + self.ahead

    def forward(self, seconds: float) -> None:
        self.ahead += seconds


@dataclass(slots=True)
class Town:
    """`environment` are the bot's settings; a change counts from its next start."""

    world: World
    clock: Clock
    watch: Watch
    folder: Path
    environment: dict[str, str]
    bots: list[BotProcess] = field(default_factory=list)

    @property
    def bot(self) -> BotProcess:
        """The bot started last."""
        return self.bots[-1]

    @property
    def log(self) -> str:
        """What every bot of this town has logged."""
        return (self.folder / "log").read_text()

    @property
    def database(self) -> Path:
        return self.folder / "data" / "test.db"

    def resident(self, name: str = "Alva", language: str | None = "sv") -> Resident:
        return Resident(self.watch, name, language)

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the SQLite file, read or changed beside the bot."""
        with closing(sqlite3.connect(self.database, timeout=PATIENCE)) as connection, connection:
            return connection.execute(sql, values).fetchall()

    async def launch(self) -> BotProcess:
        """Start a bot and wait for nothing."""
        self.bots.append(await start_bot(self.environment, self.folder / "log"))
        return self.bot

    async def start(self) -> BotProcess:
        """Start a bot; return once it listens."""
        await self.launch()
        await self.listening()
        return self.bot

    async def listening(self) -> None:
        """Return once the bot started last waits for updates; fail where it ends instead."""
        listens = asyncio.create_task(self.world.updates.awaited.wait())
        ends = asyncio.create_task(self.bot.process.wait())
        done, _ = await asyncio.wait({listens, ends}, timeout=_LONGEST_START, return_when=asyncio.FIRST_COMPLETED)
        for task in (listens, ends):
            task.cancel()
        assert listens in done, f"the bot does not listen:\n{self.log[-2000:]}"

    async def until(self, holds: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Return once this is true of the log or the database, where nothing in the world tells of it."""
        async with asyncio.timeout(patience):
            while not holds():  # noqa: ASYNC110 - no event comes out of another process's files
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """As a crash or a power cut."""
        assert self.bot.process.returncode is None, f"the bot ended by itself:\n{self.log[-2000:]}"
        await self.bot.kill()
        self.world.updates.interrupt(RefusalError(502, "Bad Gateway"))

    async def stop(self) -> int:
        """As an operator; returns the exit code."""
        code = await self.bot.stop()
        self.world.updates.awaited.clear()
        return code


@asynccontextmanager
async def open_town(folder: Path, **settings: str) -> AsyncIterator[Town]:
    """A town without a bot yet. Telegram has no rate limits in it, and the bot hurries.

    The bot itself still keeps to one message a second for each person, after three at once.
    """
    clock = Clock()
    world = World(clock=clock, rates=Rates.unlimited())
    server = SimulatorServer(world)
    await server.start()
    try:
        async with watching(world) as watch:
            town = Town(world, clock, watch, folder, environment(folder, server.url, world.token, **_hurried(settings)))
            try:
                yield town
            finally:
                await _end(town.bots)
    finally:
        await server.stop()


def _hurried(settings: dict[str, str]) -> dict[str, str]:
    return {"SEND_RATE": "1000"} | settings


async def _end(bots: Sequence[BotProcess]) -> None:
    for bot in bots:
        if bot.process.returncode is None:
            await bot.kill()
