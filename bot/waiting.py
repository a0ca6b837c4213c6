"""Waiting that a stop can end."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result | None:
    """What `work` returns, or None where `stop` is set first; the work is then cancelled."""
    stopped = asyncio.ensure_future(stop.wait())
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait((stopped, task), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for each in (stopped, task):
            each.cancel()
        await asyncio.gather(stopped, task, return_exceptions=True)
