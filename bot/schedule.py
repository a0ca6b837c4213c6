"""The tick. It never decides that something is due: it only asks, often enough."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = structlog.get_logger(__name__)

EVERY_SECONDS = 30

Job = Callable[[], Awaitable[object]]


class Tick:
    """Runs each job every so often, the first time at once; a job that fails is logged and asked again next time."""

    def __init__(self, *jobs: Job, every: int = EVERY_SECONDS) -> None:
        """The jobs run one after the other. `every` is seconds."""
        self._jobs = jobs
        self._every = every
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._ticking = asyncio.Lock()

    def start(self) -> None:
        """Begin ticking."""
        self._scheduler.add_job(
            self.run_once,
            IntervalTrigger(seconds=self._every, timezone=UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """Stop ticking; a tick under way has so long to finish, for the scheduler itself would break it off."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._ticking:
                pass
        self._scheduler.shutdown(wait=False)

    async def run_once(self) -> None:
        """One tick. Broken off by the stop it ends quietly: each job commits as it goes."""
        with contextlib.suppress(asyncio.CancelledError):
            await self._tick()

    async def _tick(self) -> None:
        async with self._ticking:
            for job in self._jobs:
                try:
                    await job()
                except Exception:  # whatever it is, it must not keep the other jobs from running
                    log.exception("a job of the tick failed")
