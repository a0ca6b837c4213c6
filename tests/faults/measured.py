"""`python -m tests.faults.measured send|queue FILE`: one measurement in a process of its own, told as JSON."""

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from delivery.message import ClaimedMessage, Letter
from delivery.outcome import Delivered, Outcome
from delivery.ports import Picture
from delivery.rate_limit import Pace
from delivery.sender import Sender
from digests import issue
from digests.composing import Composer
from digests.service import DigestService
from localization.catalogue import Catalogues
from people.keys import KeyRing
from people.person import ChatId
from storage.database import Database, open_database
from storage.sqlite import SqliteDatabase
from storage.unit_of_work import UnitOfWork
from tests.faults.peak import peak
from tests.process import KEY
from tests.unit.digests.town import CONTENT, RULES, at, update

MONDAY = at("2026-11-23 17:00")
_UNLIMITED = 5000
"""Messages a second: more than there is time for."""


class Taken:
    """Takes everything at once, and counts."""

    def __init__(self) -> None:
        self.messages = 0

    async def send(
        self, chat: ChatId, letter: Letter, /, *, thread: int | None = None, picture: Picture | None = None
    ) -> Outcome:
        self.messages += 1
        return Delivered(self.messages)


async def send(file: Path, database: Database) -> dict[str, object]:
    """Send all that waits."""
    plan, claim_ms = await _claim(file, database)
    keys, taken = KeyRing(KEY), Taken()
    began = time.monotonic()
    sender = Sender(
        *(database, taken, Pace(_UNLIMITED), lambda: datetime.now(UTC)),
        key_of=keys.person,
        on_trouble=sys.exit,
    )
    await sender.run_once()
    seconds = time.monotonic() - began
    return {"sent": taken.messages, "seconds": round(seconds, 2), "plan": plan, "claim_ms": claim_ms}


async def _claim(file: Path, database: Database) -> tuple[str, float]:
    """How the next messages are found, and how long that takes while nothing is taken."""
    assert isinstance(database, SqliteDatabase)
    statements: list[str] = []
    connection: Any = database._writer._connection
    connection.set_trace_callback(statements.append)
    now, took = datetime.now(UTC), []
    for _ in range(20):
        began = time.perf_counter()
        claimed = await database.write(lambda work: work.outbox.claim(now, now + timedelta(minutes=3), 25))
        took.append(time.perf_counter() - began)
        await database.write(partial(_put_back, claimed, now))
    connection.set_trace_callback(None)
    claim = next(each for each in statements if each.startswith("WITH"))
    with closing(sqlite3.connect(file)) as second:
        steps = [row[3] for row in second.execute(f"EXPLAIN QUERY PLAN {claim}")]
    return "; ".join(steps), round(sorted(took)[len(took) // 2] * 1000, 2)


def _put_back(claimed: Sequence[ClaimedMessage], now: datetime, work: UnitOfWork) -> None:
    for each in claimed:
        work.outbox.put_back(each.id, now, counts=False)


async def queue(_: Path, database: Database) -> dict[str, object]:
    """Queue a digest for everybody."""
    counted = {"digests": 0, "letters": 0}
    _count(issue, "follower_letters", counted, "letters")
    _count(Composer, "followers", counted, "digests")
    service = DigestService(database, Catalogues(), CONTENT, RULES, list)
    await service.tick(MONDAY - timedelta(days=6))
    await database.write(
        lambda work: work.progress.add(
            replace(update("lights", "2026-11-20 12:00"), recorded=MONDAY - timedelta(days=2))
        )
    )
    counted["digests"] = 0
    began = time.monotonic()
    queued = await service.tick(MONDAY)
    return {"queued": queued, "seconds": round(time.monotonic() - began, 2), **counted}


def _count(where: Any, name: str, counted: dict[str, int], under: str) -> None:
    function: Callable[..., object] = getattr(where, name)

    def counting(*given: Any, **more: Any) -> object:
        counted[under] += 1
        return function(*given, **more)

    setattr(where, name, counting)


async def main(what: str, file: Path) -> dict[str, object]:
    """Do it, and add the process's largest size in megabytes."""
    database = await open_database(f"sqlite+aiosqlite:///{file}", KeyRing(KEY).cipher)
    try:
        measured = await {"send": send, "queue": queue}[what](file, database)
    finally:
        await database.close()
    return measured | {"mb": peak()}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], Path(sys.argv[2])))))  # noqa: T201 - it is what is asked for
