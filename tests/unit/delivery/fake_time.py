"""An event loop whose clock jumps to the next timer instead of waiting for it."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

_STEP = 1e-6
"""Seconds that one round of the loop takes: a clock that stands still would never let a limiter go on."""


class FakeTimeLoop(asyncio.SelectorEventLoop):
    """Hours pass in milliseconds. `lateness` is how late, in seconds, every timer rings."""

    def __init__(self, lateness: float = 0.0) -> None:
        self.now = 0.0
        super().__init__(_Impatient(self, lateness))

    def time(self) -> float:
        return self.now


class _Impatient(selectors.DefaultSelector):
    def __init__(self, loop: FakeTimeLoop, lateness: float) -> None:
        super().__init__()
        self._loop = loop
        self._lateness = lateness

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is None:
            raise RuntimeError("everybody waits for something that will never come")
        self._loop.now += _STEP
        if not ready and timeout:
            self._loop.now += timeout + self._lateness
        return ready


def run(main: Coroutine[Any, Any, Result], lateness: float = 0.0) -> Result:
    """Run until done, in no time."""
    with asyncio.Runner(loop_factory=lambda: FakeTimeLoop(lateness)) as runner:
        return runner.run(main)


def now() -> float:
    return asyncio.get_running_loop().time()
