"""Figures about the process for Prometheus: how much waits and how much was done, never who, and nothing of answers.

The form is https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format.
"""

import asyncio
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.handling import Handling
from bot.web.health import PATIENCE, Health
from storage.errors import StorageError
from storage.unit_of_work import UnitOfWork

CONTENT_TYPE = "text/plain; version=0.0.4"

_MEMORY = Path("/proc/self/statm")
_FILES = Path("/proc/self/fd")

Labelled = Mapping[str, float]
"""Values by their label, written as `state="sent"`; an empty one has none."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """`started` is when the process was, in seconds since 1970."""

    health: Health
    handling: Handling
    started: float

    async def text(self) -> str:
        """Every figure. What the database knows is left out while it is away."""
        ready = not await self.health.trouble()
        lines = [*self._of_process(), *_gauge("lofteskollen_ready", "Whether /readyz says yes.", {"": ready})]
        try:
            async with asyncio.timeout(PATIENCE):
                lines += await self.health.database.read(lambda work: list(_stored(work)))
        except (StorageError, TimeoutError):
            pass
        return "\n".join(lines) + "\n"

    def _of_process(self) -> Iterator[str]:
        handled, aside = self.handling.handled, self.handling.quarantined
        yield from _counter("lofteskollen_updates_handled_total", "Updates of Telegram handled.", handled)
        yield from _counter("lofteskollen_updates_quarantined_total", "Updates put aside after three tries.", aside)
        answered = self.health.intake.answered
        if answered:
            moment = {"": answered.timestamp()}
            yield from _gauge(
                "lofteskollen_telegram_answered_timestamp_seconds", "When Telegram last answered.", moment
            )
        yield from _counter("process_cpu_seconds_total", "Time spent on the processor.", time.process_time())
        yield from _gauge("process_start_time_seconds", "When the process started.", {"": self.started})
        if _MEMORY.exists():
            pages = int(_MEMORY.read_text(encoding="ascii").split()[1])
            yield from _gauge("process_resident_memory_bytes", "Memory.", {"": pages * os.sysconf("SC_PAGE_SIZE")})
            yield from _gauge("process_open_fds", "Open files.", {"": len(list(_FILES.iterdir()))})


def _stored(work: UnitOfWork) -> Iterator[str]:
    yield from _gauge("lofteskollen_outbox_messages", "Messages by state.", _by_state(work.outbox.counts()))
    yield from _gauge("lofteskollen_inbox_updates", "Updates that are not done.", _by_state(work.inbox.counts()))


def _by_state(counts: Mapping[str, int]) -> Labelled:
    return {f'{{state="{state}"}}': count for state, count in counts.items()}


def _counter(name: str, what: str, value: float) -> Iterator[str]:
    yield from _written("counter", name, what, {"": value})


def _gauge(name: str, what: str, values: Labelled) -> Iterator[str]:
    yield from _written("gauge", name, what, values)


def _written(kind: str, name: str, what: str, values: Labelled) -> Iterator[str]:
    yield f"# HELP {name} {what}"
    yield f"# TYPE {name} {kind}"
    yield from (f"{name}{label} {float(value):.15g}" for label, value in values.items())
