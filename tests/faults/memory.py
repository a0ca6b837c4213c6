"""What many followers cost beside few: memory while they are sent to, time to queue them, and how they are found."""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from people.keys import KeyRing
from storage.letters import close_letter
from storage.migrate import migrate
from storage.seal import Seal
from tests.benchmarks.letters import LETTER
from tests.faults.report import Figures
from tests.process import KEY, ROOT

QUEUED = 100_000
MOST_GROWTH = 20.0
"""Megabytes."""

_STAMP = "%Y-%m-%d %H:%M:%S.%f"


@dataclass(frozen=True, slots=True)
class Memory(Figures):
    """What it costs: megabytes are the process's largest. `letters_composed` for `queued` followers in two languages.

    `claim_ms` is the time to take 25 messages while `many` wait.
    """

    few: int
    many: int
    few_mb: float
    many_mb: float
    grown_mb: float
    sent_a_second: int
    queued: int
    queue_seconds: float
    queue_few_mb: float
    queue_many_mb: float
    queue_grown_mb: float
    digests_composed: int
    letters_composed: int
    claim_ms: float
    claim_plan: str
    not_sent: int
    not_queued: int
    grown_too_much: int
    composed_again: int
    claim_off_its_index: int

    first_fault = "not_sent"


async def memory(
    folder: Path, *, few: int, many: int, queued: int = QUEUED, tell: Callable[[str], None] = lambda _: None
) -> Memory:
    """Measure it, each in a process of its own."""
    sent, queues = [], []
    for count in (few, many):
        file = folder / f"send-{count}.db"
        await _fill(file, count, waiting=True)
        tell(f"{count} messages wait in {file.stat().st_size / 1e6:.0f} MB")
        sent.append(await _measured("send", file))
        tell(f"{count} sent: {sent[-1]}")
    for count in (few, queued):
        file = folder / f"queue-{count}.db"
        await _fill(file, count, waiting=False)
        queues.append(await _measured("queue", file))
        tell(f"{count} queued: {queues[-1]}")
    grown, queue_grown = (many["mb"] - few["mb"] for few, many in (sent, queues))
    plan = str(sent[1]["plan"])
    return Memory(
        few=few,
        many=many,
        few_mb=sent[0]["mb"],
        many_mb=sent[1]["mb"],
        grown_mb=round(grown, 1),
        sent_a_second=round(many / sent[1]["seconds"]),
        queued=queued,
        queue_seconds=queues[1]["seconds"],
        queue_few_mb=queues[0]["mb"],
        queue_many_mb=queues[1]["mb"],
        queue_grown_mb=round(queue_grown, 1),
        digests_composed=queues[1]["digests"],
        letters_composed=queues[1]["letters"],
        claim_ms=sent[1]["claim_ms"],
        claim_plan=plan,
        not_sent=many - sent[1]["sent"],
        not_queued=queued - queues[1]["queued"],
        grown_too_much=int(max(grown, queue_grown) > MOST_GROWTH),
        composed_again=queues[1]["letters"] - queues[0]["letters"],
        claim_off_its_index=int("ix_outbox_due" not in plan or "TEMP" in plan),
    )


async def _measured(what: str, file: Path) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.measured", what, str(file)), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    measured: dict[str, Any] = json.loads(out)
    return measured


async def _fill(file: Path, count: int, *, waiting: bool) -> None:
    """So many followers, each with a message that waits, or due for a digest."""
    await migrate(f"sqlite+aiosqlite:///{file}")
    await asyncio.to_thread(_insert, file, count, waiting=waiting)


def _insert(file: Path, count: int, *, waiting: bool) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany("INSERT INTO chats (key, chat, language, reachable) VALUES (?, ?, ?, 1)", _chats(count))
        connection.execute(
            "INSERT INTO subscriptions (person, commitments, weekday, hour, minute, since, rhythm, paused, untouched) "
            "SELECT key, '[]', 0, 17, 0, ?, 'weekly', 0, 0 FROM chats",
            (date(2026, 11, 1).isoformat(),),
        )
        if waiting:
            letter = bytes(close_letter(Seal(KeyRing(KEY).cipher), LETTER))
            connection.execute(
                "INSERT INTO outbox (dedupe, person, topic, letter, state, due, tries, lapsed, issue, way)"
                " SELECT 'followers:' || key, key, 'follower_digest', ?, 'pending', ?, 0, 0, 'followers', 'chat'"
                " FROM chats",
                (letter, datetime.now(UTC).strftime(_STAMP)),
            )


def _chats(count: int) -> Iterator[tuple[str, bytes, str]]:
    keys = KeyRing(KEY)
    seal = Seal(keys.cipher)
    for number in range(1, count + 1):
        yield keys.person(number), bytes(seal.close_text(str(number))), ("sv", "en")[number % 2]
