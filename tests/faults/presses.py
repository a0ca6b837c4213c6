"""Forged and replayed presses and links by the thousand while residents answer, beside the same without them."""

import asyncio
import itertools
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from aiohttp import web

from tests.benchmarks.crowd import BOT
from tests.benchmarks.processes import TOKEN
from tests.benchmarks.stand_in import StandIn
from tests.faults.forgery import Forged, Forger
from tests.faults.report import Figures
from tests.faults.staffed_town import hours, set_up
from tests.integration.handlers.house import SECRET
from tests.integration.handlers.staff.town_hall import JOHAN, MARIA
from tests.process import environment, run_words, running_bot
from tests.standing import Rows, everything

_ROUNDS = 10
_ALL_THE_TIME = 86_400.0
_THINKS = 0.1
"""Seconds between two presses of the resident whose answers are timed."""
_AT_ONCE = 3
"""New residents who come together; each answers all the questions."""
_PATIENCE, _SLOWEST, _TICK_OVER = 120.0, 10.0, 2.0
"""Seconds to wait for what must come; attempts a second written down at the least; seconds of rest after a tick."""

_OF_RESIDENTS = {"chats", "sessions", "responses", "answers", "participations", "rounds", "recounts"}
"""Where residents add rows while they answer; what was there before must still be."""


@dataclass(frozen=True, slots=True)
class Presses(Figures):
    """What came of it. `told` are the attempts that were answered with a sentence; milliseconds are those in which a
    resident's press was answered, in quiet and during the flood.

    `rows_left` are rows of theirs, or others that are not as they were, outside the audit trail.
    """

    seed: int
    count: int
    seconds: int
    a_second: int
    told: int
    quiet_presses: int
    quiet_half_ms: float
    quiet_p99_ms: float
    flood_presses: int
    flood_half_ms: float
    flood_p99_ms: float
    half_ratio: float
    p99_ratio: float
    file_grown_mb: float
    verified_in_seconds: float
    lines_missing: int
    lines_too_many: int
    rows_left: int
    updates_put_aside: int
    trail_broken: int

    first_fault = "lines_missing"


class Siege(StandIn):
    """The stand-in, into whose queue of updates forged ones come too."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0
        self._forged = itertools.count(10_000_000)
        self._crowd._numbers = itertools.count(20_000_000)  # what set the town up had the first ones

    @property
    def crowd(self) -> Any:
        return self._crowd

    def attempt(self, forged: Forged) -> None:
        """Put it behind whatever waits, as Telegram would."""
        number = next(self._forged)
        user = {"id": forged.person, "is_bot": False, "first_name": "M", "language_code": "sv"}
        chat = {"id": forged.person, "type": "private", "first_name": "M"}
        message: dict[str, Any] = {"message_id": 7, "date": int(time.time()), "chat": chat, "from": user}
        if forged.words:
            command = {"type": "bot_command", "offset": 0, "length": len("/start")}
            event = {"message": message | {"text": forged.words, "entities": [command]}}
        else:
            query = {"id": f"forged{number}", "from": user, "chat_instance": "1", "data": forged.data}
            event = {"callback_query": query | {"message": message | {"from": BOT, "text": "Meny"}}}
        self.crowd.updates.append({"update_id": number, **event})
        self.crowd.arrived.set()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method in ("answerCallbackQuery", "sendMessage", "editMessageText"):
            fields = await request.json()
            query, chat = str(fields.get("callback_query_id", "")), int(fields.get("chat_id") or 0)
            self.told += query.startswith("forged") or (method == "sendMessage" and chat >= 6 * 10**9)
        return await super()._call(request)


@asynccontextmanager
async def _serving(siege: Siege) -> AsyncIterator[str]:
    app = web.Application()
    app.add_routes(siege.routes())
    # A connection closed for idleness just when it is wanted again would cost a press its answer.
    runner = web.AppRunner(
        app, access_log=None, handler_cancellation=True, shutdown_timeout=1, keepalive_timeout=_ALL_THE_TIME
    )
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def presses(
    folder: Path, *, count: int, seed: int, rate: int, tell: Callable[[str], None] = lambda _: None
) -> Presses:
    """`count` attempts at `rate` a second, in rounds; before each residents answer undisturbed for half as long."""
    now = datetime.now(UTC)
    file = folder / "data" / "test.db"
    town = await set_up(file, now)
    siege = Siege()
    async with _serving(siege) as url:
        env = environment(folder, url, TOKEN, SECRET_KEY=SECRET, STAFF_IDS=f"{MARIA},{JOHAN}", LOG_LEVEL="WARNING")
        env |= {name.upper(): value for name, value in hours(now).items()} | {"SEND_RATE": "25"}
        async with running_bot(env, folder / "log") as bot:
            async with asyncio.timeout(_PATIENCE):
                await siege._polled
            scene = Scene(file, siege, Forger(town, Random(seed)), rate)
            await scene.settle()
            before, size = everything(file), file.stat().st_size
            for number in range(_ROUNDS):
                await scene.quiet(count / _ROUNDS / rate / 2)
                await scene.flood(count * (number + 1) // _ROUNDS - count * number // _ROUNDS)
                tell(f"{scene.attempts} attempts, {scene.lines()} lines")
            assert await bot.stop() == 0
    after = everything(file)
    began = time.monotonic()
    verified = await run_words("verify-audit", env=env, cwd=folder)
    took = time.monotonic() - began
    return scene.figures(seed, count, _left(before, after, scene), file.stat().st_size - size, verified.code, took)


@dataclass(slots=True)
class Scene:
    """The residents, the forgers, and what is counted of them."""

    file: Path
    siege: Siege
    forger: Forger
    rate: int
    attempts: int = 0
    residents: int = 0
    flooded: float = 0.0
    lines_before: int = 0
    in_quiet: list[float] = field(default_factory=list)
    in_flood: list[float] = field(default_factory=list)

    async def settle(self) -> None:
        """Until what the process does by itself when it starts is done."""
        await self._until(lambda: self._number("SELECT count(*) FROM marks WHERE name = 'texts listed'") > 0)
        await self._until(lambda: not self._number("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')"))
        seen: Rows = {}
        while seen != (now := everything(self.file)):  # the first tick is over once nothing more comes of it
            seen = now
            await asyncio.sleep(_TICK_OVER)
        self.lines_before = self._number("SELECT count(*) FROM audit")

    async def quiet(self, seconds: float) -> None:
        """Residents answer, and nobody else does anything."""
        over = time.monotonic() + seconds
        await self._answer(self.in_quiet, lambda: time.monotonic() > over)

    async def flood(self, attempts: int) -> None:
        """The same while so many attempts come in."""
        began = time.monotonic()
        coming = asyncio.create_task(self._attempt(attempts))
        await self._answer(self.in_flood, coming.done)
        await coming
        wanted = self.attempts
        await self._until(lambda: self.lines() >= wanted, attempts / _SLOWEST, must=False)
        self.flooded += time.monotonic() - began

    def lines(self) -> int:
        """How many attempts have been written down."""
        return self._number("SELECT count(*) FROM audit") - self.lines_before

    async def _attempt(self, attempts: int) -> None:
        began = time.monotonic()
        for number in range(attempts):
            self.siege.attempt(self.forger.next())
            self.attempts += 1
            ahead = began + number / self.rate - time.monotonic()
            if ahead > 0:
                await asyncio.sleep(ahead)

    async def _answer(self, delays: list[float], is_over: Callable[[], bool]) -> None:
        """One press after the other, of residents who come when nobody is left."""
        crowd = self.siege.crowd
        first = True
        while first or not is_over():
            first = False
            async with asyncio.timeout(_PATIENCE):
                await crowd.walk(1, 1)
            if not crowd.delays:
                self.residents += _AT_ONCE
                await crowd.come(_AT_ONCE)
                continue
            delays.extend(crowd.delays)
            await asyncio.sleep(_THINKS)

    async def _until(self, holds: Callable[[], bool], seconds: float = _PATIENCE, *, must: bool = True) -> None:
        """Wait for what only the file tells."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():  # noqa: ASYNC110 - no event comes out of another process's file
                    await asyncio.sleep(0.1)
        except TimeoutError:
            if must:
                raise

    def _number(self, question: str) -> int:
        with closing(sqlite3.connect(self.file, timeout=20)) as connection:
            return int(connection.execute(question).fetchone()[0])

    def figures(self, seed: int, count: int, left: int, grown: int, verified: int, took: float) -> Presses:
        quiet, flood = quantiles(self.in_quiet, n=100), quantiles(self.in_flood, n=100)
        lines = self.lines()
        return Presses(
            seed=seed,
            count=count,
            seconds=round(self.flooded),
            a_second=round(count / self.flooded),
            told=self.siege.told,
            quiet_presses=len(self.in_quiet),
            quiet_half_ms=round(quiet[49] * 1000, 1),
            quiet_p99_ms=round(quiet[98] * 1000, 1),
            flood_presses=len(self.in_flood),
            flood_half_ms=round(flood[49] * 1000, 1),
            flood_p99_ms=round(flood[98] * 1000, 1),
            half_ratio=round(flood[49] / quiet[49], 2),
            p99_ratio=round(flood[98] / quiet[98], 2),
            file_grown_mb=round(grown / 1e6, 1),
            verified_in_seconds=round(took, 1),
            lines_missing=max(count - lines, 0),
            lines_too_many=max(lines - count, 0),
            rows_left=left,
            updates_put_aside=self._number("SELECT count(*) FROM inbox WHERE state = 'dead'"),
            trail_broken=int(verified != 0),
        )


def _left(before: Rows, after: Rows, scene: Scene) -> int:
    """Rows that residents did not make by answering: added, changed or gone."""
    left = 0
    for table in before.keys() | after.keys():
        was, now = map(set, (before.get(table, []), after.get(table, [])))
        left += len(was - now)
        left += len(now - was) if table not in _OF_RESIDENTS else 0
    chats = len(after["chats"]) - len(before["chats"])
    return left + abs(chats - scene.residents)
