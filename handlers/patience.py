"""How long help waits for a store that does not answer: a second in all, however much is looked up on the way to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass

SECONDS = 1.0


@dataclass(slots=True)
class _Store:
    """What was seen of the store while one update is handled."""

    hangs: bool = False


_seen: ContextVar[_Store | None] = ContextVar("seen", default=None)


def begin() -> None:
    """Another update: the store may answer again."""
    _seen.set(_Store())


@asynccontextmanager
async def patience() -> AsyncIterator[None]:
    """Wait that long for what the store knows, once an update.

    Raises:
        TimeoutError: it does not answer, or has not done so before while this update is handled.
    """
    store = _seen.get() or _Store()
    if store.hangs:
        raise TimeoutError
    try:
        async with asyncio.timeout(SECONDS):
            yield
    except TimeoutError:
        store.hangs = True
        raise
