"""Faults to order for the next calls of a method: errors, silence, delay, a closed connection."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass
from enum import Enum

ANY_METHOD = "*"


class FaultKind(Enum):
    """What goes wrong."""

    FAIL = "fail"
    HANG = "hang"
    DELAY = "delay"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Fault:
    """One ordered fault. `performed`: a dropped call takes effect before its connection closes."""

    kind: FaultKind
    status: int = 0
    description: str = ""
    retry_after: int | None = None
    html: bool = False
    seconds: float = 0.0
    performed: bool = False


class Faults:
    """Hands out ordered faults, oldest first, to the calls of the method they were ordered for."""

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._released = asyncio.Event()

    def fail(
        self,
        method: str,
        status: int,
        description: str = "",
        *,
        retry_after: int | None = None,
        times: int = 1,
        html: bool = False,
    ) -> None:
        """Refuse the next calls without performing them; `html` answers as a broken proxy would."""
        fault = Fault(FaultKind.FAIL, status, description, retry_after=retry_after, html=html)
        self._order(method, fault, times)

    def hang(self, method: str, times: int = 1) -> None:
        """Accept and perform the next calls, and never answer them."""
        self._order(method, Fault(FaultKind.HANG), times)

    def delay(self, method: str, seconds: float, times: int = 1) -> None:
        """Perform the next calls, and answer them this much later."""
        self._order(method, Fault(FaultKind.DELAY, seconds=seconds), times)

    def drop(self, method: str, times: int = 1, *, performed: bool = False) -> None:
        """Close the connection without an answer; by default without performing the call either."""
        self._order(method, Fault(FaultKind.DROP, performed=performed), times)

    def clear(self) -> None:
        """Forget what was ordered."""
        self._ordered.clear()

    def release(self) -> None:
        """Let go of the calls that hang now, so that a server can stop."""
        self._released.set()
        self._released = asyncio.Event()

    async def wait_for_release(self) -> None:
        """Hang."""
        await self._released.wait()

    def take(self, method: str) -> Fault | None:
        """The fault for this call, if one was ordered."""
        if not self._ordered:
            return None
        for name in (method.lower(), ANY_METHOD):
            waiting = self._ordered.get(name)
            if waiting:
                return waiting.popleft()
        return None

    def _order(self, method: str, fault: Fault, times: int) -> None:
        self._ordered[method.lower()].extend([fault] * times)
