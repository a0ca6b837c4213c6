"""The bot as it runs, joined as `bot.app` joins it; only Telegram, the clock and the pauses are the test's own."""

import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties

from bot.app import App, _join
from bot.asking import Asking
from bot.content import Content
from bot.discretion import discreet
from bot.feed import Feed
from bot.handling import Arrival
from bot.services import _join as join_services
from bot.settings import Settings
from delivery.rate_limit import Pace
from handlers.visit import sender
from people.inbox import StoredUpdate
from people.keys import KeyRing
from storage.database import Database, open_database
from storage.errors import StorageBusy
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers.telegram import Telegram

Result = TypeVar("Result")

SECRET = "a key for tests only, of no use anywhere"
START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class Flaky:
    """The real database behind a connection that can be gone.

    `fails` says which write, counted from now, is lost; `reads_fail` that nothing can be read. `reads` counts them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.fails: Callable[[int], bool] = lambda _: False
        self.reads_fail = False
        self.reads = 0
        self._writes = 0

    def fail_when(self, fails: Callable[[int], bool]) -> None:
        self.fails, self._writes = fails, 0

    async def write(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        self._writes += 1
        if self.fails(self._writes):
            raise StorageBusy
        return await self._database.write(work)

    async def read(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        self.reads += 1
        if self.reads_fail:
            raise StorageBusy
        return await self._database.read(work)

    async def forget_deleted(self) -> None:
        await self._database.forget_deleted()

    async def close(self) -> None:
        await self._database.close()


@dataclass(slots=True, repr=False)
class House:
    """One running bot."""

    app: App
    telegram: Telegram
    clock: Clock
    database: Flaky
    file: Path
    pauses: list[float] = field(default_factory=list)
    _updates: int = 5000

    async def arrive(self, **event: Any) -> None:
        """An update comes in: what may be kept of it is stored, then handled."""
        self._updates += 1
        raw = discreet(json.loads(json.dumps({"update_id": self._updates, **event})))
        if raw is None:
            return
        user = sender(raw)
        lane = self.app.services.keys.person(user["id"]) if user else ""
        stored = StoredUpdate(self._updates, lane, json.dumps(raw).encode())
        await self.database._database.write(lambda work: work.inbox.store([stored], self.clock()))
        await self.app.handling(Arrival(stored, raw))

    async def deliver(self) -> int:
        """What waits in the outbox goes out; returns how many messages that was."""
        return await self.app.sender.run_once()

    def rows(self, question: str, *values: object) -> list[dict[str, Any]]:
        """What stands in the file, read by a connection of its own."""
        with closing(sqlite3.connect(self.file)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(question, values)]

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"])

    def answers(self) -> dict[str, tuple[str, list[str], str | None]]:
        """Question → status, options, text, of the only response there is."""
        seal = self.app.services.keys.cipher
        found = {}
        for row in self.rows("SELECT * FROM answers"):
            text = seal.decrypt(row["text"]).decode() if row["text"] else None
            found[row["question"]] = (row["status"], json.loads(row["options"]), text)
        return found

    def raw_bytes(self) -> bytes:
        """Every byte of the database, its log included."""
        return b"".join(path.read_bytes() for path in self.file.parent.iterdir())


async def at_once(_: float) -> None:
    """A pause that nobody waits for."""


@asynccontextmanager
async def closed_after(database: Flaky) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await database.close()


@asynccontextmanager
async def open_house(content: Content, file: Path, **more: Any) -> AsyncIterator[House]:
    """The house with its database in `file`, which has its tables already; `more` are settings."""
    settings = Settings(**{"_env_file": None, "secret_key": SECRET, "bot_token": "123456:test", "staff_ids": ""} | more)
    keys = KeyRing(SECRET)
    clock, telegram = Clock(), Telegram()
    database = Flaky(await open_database(f"sqlite+aiosqlite:///{file}", keys.cipher))
    async with aiohttp.ClientSession() as http, closed_after(database):
        services = join_services(settings, content, keys, database, clock)
        bot = Bot("123456:test", session=telegram, default=DefaultBotProperties(parse_mode="HTML"))
        app = _join(services, bot, bot, Pace(25), Feed(Asking(http, "http://127.0.0.1:9/{}".format), ()))
        house = House(app, telegram, clock, database, file)

        async def pause(seconds: float) -> None:
            house.pauses.append(seconds)
            clock.forward(seconds=seconds)

        app.handling.pause = pause
        object.__setattr__(app.intake.unstored.desk, "pause", pause)  # type: ignore[attr-defined]  # it is a LastResort
        object.__setattr__(services.by_receipt, "pause", at_once)
        yield house
