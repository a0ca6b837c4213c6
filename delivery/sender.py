"""Takes what waits in the outbox to people, each message as certainly once as Telegram lets us.

A message is `sending` in the store before the call and what came of it is kept right after, in the commit that takes
the next one. So a crash leaves no more than `concurrency` messages in doubt.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from delivery.bookkeeping import Bookkeeping
from delivery.message import ClaimedMessage, Way
from delivery.outcome import RetryLater
from delivery.pictures_in_use import PicturesInUse
from delivery.ports import Channel, DeliveryWork
from delivery.rate_limit import Lane, Pace
from delivery.retry_policy import Again, Bury, LeaveUnknown, Sent, Step, StopAll, UploadAgain, backoff, next_step
from people.person import PersonKey
from people.ports import StoreTrouble, UnitsOfWork

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

    `concurrency` and the set rate of 25 are together the 30 a second that Telegram takes: what a slow network held
    back and then lets go at once is not too fast even then.

    `lease` is longer than `longest_wait` for a turn and `longest_call` together, so that no two processes send
    the same message. `idle` is how often the outbox is looked at unasked.
    """

    concurrency: int = 5
    lease: float = 180.0
    longest_wait: float = 60.0
    longest_call: float = 90.0
    idle: float = 5.0
    storage_pause: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a lease under which nothing could ever be sent."""
        if self.lease < self.longest_wait + self.longest_call:
            raise ValueError("the lease must outlast the longest wait and the longest call")


@dataclass(frozen=True, slots=True)
class _Held:
    """A message, and when somebody else may take it."""

    message: ClaimedMessage
    until: datetime


class Sender:
    """Sends what is due one way, at the pace, until told to stop. One a way and process; all share one outbox.

    So what ails one way, an outage or a password that is not accepted, holds up nothing that goes the other.
    """

    def __init__(
        self,
        database: UnitsOfWork[DeliveryWork],
        channel: Channel,
        pace: Pace,
        clock: Callable[[], datetime],
        *,
        key_of: Callable[[int], PersonKey],
        on_trouble: Callable[[str], None],
        on_duty: Callable[[], bool] = lambda: True,
        limits: Limits = Limits(),
        way: Way = Way.CHAT,
    ) -> None:
        """Nothing starts yet. `on_trouble` is called with a `Trouble` and must not block.

        `on_duty` says whether this process is the one of several that sends: two at the pace are too fast together.

        `key_of` gives the key of a chat's number, for groups whose number changes.
        """
        self._database = database
        self._channel = channel
        self._pace = pace
        self._clock = clock
        self._books = Bookkeeping(key_of)
        self._pictures = PicturesInUse(database)
        self._on_trouble = on_trouble
        self._on_duty = on_duty
        self._limits = limits
        self._way = way
        self._wanted = asyncio.Event()
        self._waits: set[asyncio.Timeout] = set()
        self._stopping = False
        self._unauthorised = False
        self._offline = False
        self._failures = 0
        self._taken_up = 0
        self._idle_lanes = 0

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
        if self._unauthorised or not self._on_duty():
            return 0
        self._offline = False
        self._taken_up, self._idle_lanes = 0, self._limits.concurrency
        async with asyncio.TaskGroup() as lanes:
            asked = self._ask(own=0)
            first = await self._commit(lambda work: self._claim(work, asked))
            self._share_out(lanes, asked, first)
        self._failures += self._offline
        return self._taken_up

    async def _lane(self, lanes: asyncio.TaskGroup, held: _Held) -> None:
        """Send this message, then whichever is due next, until none is."""
        in_hand = [held]
        while in_hand:
            self._taken_up += 1
            step = await self._try(in_hand[0])
            asked = 0 if self._closing() else self._ask(own=1)
            in_hand = await self._record(in_hand[0], step, asked)
            self._share_out(lanes, asked, in_hand, own=1)

    def _ask(self, own: int) -> int:
        """How many messages to take: for a lane's own use, and for those that are idle. In an outage one at a time."""
        more = 1 - own if self._failures else self._idle_lanes
        self._idle_lanes -= more
        return own + more

    def _share_out(self, lanes: asyncio.TaskGroup, asked: int, claimed: Sequence[_Held], own: int = 0) -> None:
        """Give each message but the lane's own a lane; what was asked for and did not come leaves lanes idle."""
        self._idle_lanes += max(asked - len(claimed), 0)
        for held in claimed[own:]:
            lanes.create_task(self._lane(lanes, held))

    async def _try(self, held: _Held) -> Step:
        """Send one message when its picture is ready and its turn has come."""
        message = held.message
        if self._closing():
            return _NOT_YET
        async with AsyncExitStack() as while_sending:
            try:
                async with self._patience():
                    picture = await while_sending.enter_async_context(self._pictures.ready(message.letter.picture))
                    await self._pace.turn(message.chat, Lane.BROADCAST)
            except TimeoutError:
                return _NOT_YET
            except StoreTrouble:
                self._on_trouble(Trouble.STORAGE)
                await asyncio.sleep(self._limits.storage_pause)
                return _NOT_YET
            if self._closing() or self._slips(held, self._limits.longest_call):
                return _NOT_YET
            outcome = await self._channel.send(message.chat, message.letter, thread=message.thread, picture=picture)
            if isinstance(outcome, RetryLater) and outcome.seconds is not None:
                self._pace.halt(outcome.seconds, message.chat)
            step = next_step(outcome, message.attempt, self._failures + 1)
            self._heed(message, step)
            return step

    @asynccontextmanager
    async def _patience(self) -> AsyncIterator[None]:
        """A wait that ends with TimeoutError after the longest one, or with the process."""
        wait = asyncio.timeout(self._limits.longest_wait)
        self._waits.add(wait)
        try:
            async with wait:
                yield
        finally:
            self._waits.discard(wait)

    def _slips(self, held: _Held, seconds: float = 0.0) -> bool:
        """Whether the lease is over in so many seconds: a process that was frozen holds nothing any more."""
        return self._clock() + timedelta(seconds=seconds) >= held.until

    def _heed(self, message: ClaimedMessage, step: Step) -> None:
        """Take from a step what it says about more than its own message."""
        match step:
            case Sent(file=str(file)) if message.letter.picture:
                self._pictures.uploaded(message.letter.picture, file)
            case UploadAgain(file=file):
                self._pictures.forget(message.letter.picture, file)
            case StopAll():
                self._unauthorised = True
                self._on_trouble(Trouble.UNAUTHORISED)
            case Bury():
                self._on_trouble(Trouble.REFUSED)
            case LeaveUnknown():
                self._on_trouble(Trouble.UNKNOWN)
            case Again(network=True):
                self._offline = True
                return
            case _:
                pass
        self._failures = 0

    def _closing(self) -> bool:
        return self._stopping or self._unauthorised or self._offline or not self._on_duty()

    async def _record(self, held: _Held, step: Step, limit: int) -> list[_Held]:
        """Keep what came of it, and take the next messages in the same commit."""

        def record(work: DeliveryWork) -> list[_Held]:
            # That it was sent is true whoever holds it now; the rest is then for them to say.
            if isinstance(step, Sent) or not self._slips(held):
                self._books.keep(work, held.message, step, self._clock())
            return self._claim(work, limit) if limit else []

        return await self._commit(record)

    def _claim(self, work: DeliveryWork, limit: int) -> list[_Held]:
        """Take what is due. A digest that its chat no longer wants is dropped here: it costs no turn and no call."""
        now = self._clock()
        until = now + timedelta(seconds=self._limits.lease)
        while claimed := work.outbox.claim(now, until, limit, self._way):
            wanted = [_Held(each, until) for each in claimed if not work.outbox.drop_unfollowed(each.id)]
            if wanted:
                return wanted
        return []

    async def _commit(self, work: Callable[[DeliveryWork], list[_Held]]) -> list[_Held]:
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
