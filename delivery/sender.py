"""Takes what waits in the outbox to people, each message as certainly once as Telegram lets us.

A message is `sending` in the store before the call and what came of it is kept right after, in the commit that takes
the next one. So a crash leaves no more than `concurrency` messages in doubt.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from delivery.message import ClaimedMessage, Topic
from delivery.outcome import RetryLater
from delivery.ports import Channel, DeliveryWork
from delivery.rate_limit import Lane, Pace
from delivery.retry_policy import (
    Again,
    Bury,
    LeaveUnknown,
    LetGo,
    Readdress,
    Sent,
    Step,
    StopAll,
    backoff,
    next_step,
)
from people.person import ChatId, PersonKey
from people.ports import UnitsOfWork

_log = logging.getLogger(__name__)

_NOT_YET = Again(0.0)
"""It was claimed and its turn did not come; another round takes it."""


class Trouble(StrEnum):
    """What somebody should hear of."""

    UNAUTHORISED = "unauthorised"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    STORAGE = "storage"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much at once, and how long, in seconds.

    `lease` is longer than `longest_wait` for a turn and the slowest call together, so that no two processes send
    the same message. `idle` is how often the outbox is looked at unasked.
    """

    concurrency: int = 8
    lease: float = 180.0
    longest_wait: float = 60.0
    idle: float = 5.0
    storage_pause: float = 1.0


class Sender:
    """Sends what is due, at the pace, until told to stop. One a process; several processes share one outbox."""

    def __init__(
        self,
        database: UnitsOfWork[DeliveryWork],
        channel: Channel,
        pace: Pace,
        clock: Callable[[], datetime],
        *,
        on_trouble: Callable[[str], None],
        limits: Limits = Limits(),
    ) -> None:
        """Nothing starts yet. `on_trouble` is called with a `Trouble` and must not block."""
        self._database = database
        self._channel = channel
        self._pace = pace
        self._clock = clock
        self._on_trouble = on_trouble
        self._limits = limits
        self._wanted = asyncio.Event()
        self._waits: set[asyncio.Timeout] = set()
        self._stopping = False
        self._unauthorised = False
        self._offline = False
        self._failures = 0

    def nudge(self) -> None:
        """Look at the outbox now: something was put into it."""
        self._wanted.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set, then finish the calls under way and return."""
        stopping = asyncio.create_task(self._stop_when(stop))
        try:
            while not self._stopping:
                await self.run_once()
                await self._rest(stop)
        finally:
            stopping.cancel()

    async def run_once(self) -> int:
        """Send what is due now. Returns how many messages were taken up."""
        self._wanted.clear()
        if self._unauthorised:
            return 0
        self._offline = False
        limit = 1 if self._failures else self._limits.concurrency
        first = await self._commit(lambda work: self._claim(work, limit))
        taken_up = sum(await asyncio.gather(*(self._send_from(message) for message in first)))
        self._failures = self._failures + 1 if self._offline else 0
        return taken_up

    async def _send_from(self, message: ClaimedMessage) -> int:
        """Send this message, then whichever is due next, until none is. Returns how many."""
        taken_up = 0
        claimed = [message]
        while claimed:
            taken_up += 1
            step = await self._try(claimed[0])
            claimed = await self._record(claimed[0], step)
        return taken_up

    async def _try(self, message: ClaimedMessage) -> Step:
        if not await self._turn(message.chat):
            return _NOT_YET
        outcome = await self._channel.send(message.chat, message.letter)
        if isinstance(outcome, RetryLater) and outcome.seconds is not None:
            self._pace.halt(outcome.seconds, message.chat)
        step = next_step(outcome, message.attempt, self._failures + 1)
        self._heed(step)
        return step

    async def _turn(self, chat: ChatId) -> bool:
        """Wait for a turn; False where the longest wait, or the process, ends first."""
        if self._closing():
            return False
        wait = asyncio.timeout(self._limits.longest_wait)
        self._waits.add(wait)
        try:
            async with wait:
                await self._pace.turn(chat, Lane.BROADCAST)
        except TimeoutError:
            return False
        finally:
            self._waits.discard(wait)
        return not self._closing()

    def _heed(self, step: Step) -> None:
        """Take from a step what it says about more than its own message."""
        match step:
            case StopAll():
                self._unauthorised = True
                self._on_trouble(Trouble.UNAUTHORISED)
            case Bury():
                self._on_trouble(Trouble.REFUSED)
            case LeaveUnknown():
                self._on_trouble(Trouble.UNKNOWN)
            case Again(network=True):
                self._offline = True
            case _:
                pass

    def _closing(self) -> bool:
        return self._stopping or self._unauthorised or self._offline

    async def _record(self, message: ClaimedMessage, step: Step) -> list[ClaimedMessage]:
        """Keep what came of it, and take the next message in the same commit."""
        # A nudge ends the round here, so that what is new is met by as many at once as may be.
        goes_on = step != _NOT_YET and not self._closing() and not self._wanted.is_set()

        def record(work: DeliveryWork) -> list[ClaimedMessage]:
            _apply(step, work, message, self._clock())
            return self._claim(work, 1) if goes_on else []

        return await self._commit(record)

    def _claim(self, work: DeliveryWork, limit: int) -> list[ClaimedMessage]:
        now = self._clock()
        return list(work.outbox.claim(now, now + timedelta(seconds=self._limits.lease), limit))

    async def _commit(self, work: Callable[[DeliveryWork], list[ClaimedMessage]]) -> list[ClaimedMessage]:
        """Write until it is kept, or the process ends: an outcome forgotten is a message that goes twice."""
        while True:
            try:
                return await self._database.write(work)
            except Exception as error:  # noqa: BLE001 - whatever ails the store, the outcome is known only here
                _log.error("the outbox cannot be written: %s", type(error).__name__)
                self._on_trouble(Trouble.STORAGE)
            if self._stopping:
                return []
            await asyncio.sleep(self._limits.storage_pause)

    async def _rest(self, stop: asyncio.Event) -> None:
        """Wait until something is due, or the network may be back: then a nudge changes nothing."""
        if self._stopping:
            return
        seconds = backoff(self._failures) if self._failures else self._limits.idle
        over = stop if self._failures or self._unauthorised else self._wanted
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await over.wait()

    async def _stop_when(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._stopping = True
        self._wanted.set()
        for wait in self._waits:
            wait.reschedule(asyncio.get_running_loop().time())


def _apply(step: Step, work: DeliveryWork, message: ClaimedMessage, now: datetime) -> None:
    outbox = work.outbox
    match step:
        case Sent():
            outbox.mark_sent(message.id, now)
        case Again(seconds=seconds, counts=counts):
            outbox.put_back(message.id, now + timedelta(seconds=seconds), counts=counts)
        case StopAll():
            outbox.put_back(message.id, now, counts=False)
        case Readdress(chat=chat):
            _change(work, message.person, chat=ChatId(chat))
            outbox.put_back(message.id, now, counts=False)
        case LeaveUnknown():
            outbox.mark_unknown(message.id)
        case Bury(reason=reason):
            outbox.mark_dead(message.id, reason)
        case LetGo():
            _let_go(work, message)


def _let_go(work: DeliveryWork, message: ClaimedMessage) -> None:
    _change(work, message.person, reachable=False)
    work.outbox.mark_dead(message.id, "unreachable")
    for topic in Topic:
        work.outbox.drop_waiting(message.person, topic)


def _change(work: DeliveryWork, key: PersonKey, *, chat: ChatId | None = None, reachable: bool = True) -> None:
    person = work.people.find(key)
    if person is not None:
        work.people.save(replace(person, chat=chat or person.chat, reachable=reachable))
