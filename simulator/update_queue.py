"""The updates that wait for the bot, with Telegram's rules for keeping, confirming and forgetting them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simulator.limits import PENDING_UPDATES
from simulator.records import Json
from simulator.refusal import RefusalError, conflict

FIRST_UPDATE_ID = 100_000_001
UNASKED_TYPES = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Types a bot gets only when it names them in allowed_updates."""
TERMINATED_BY_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class PendingUpdate:
    """An update and when (epoch seconds) Telegram forgets it."""

    update: Json
    expires_at: float


class UpdateQueue:
    """Hands updates out in order until they are confirmed or too old. One reader waits at a time.

    `awaited` is set while one does, or a webhook has been set; `came` when something is put in. `next_id` may be
    raised, as Telegram does after an idle week.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pending: OrderedDict[int, PendingUpdate] = OrderedDict()
        self._allowed: frozenset[str] | None = None
        self._waiter: asyncio.Future[None] | None = None
        self.awaited = asyncio.Event()
        self.came = asyncio.Event()
        self.next_id = FIRST_UPDATE_ID
        self.confirmed: set[int] = set()

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def allowed_updates(self) -> list[str] | None:
        """The types the bot asked for, None for Telegram's default."""
        return None if self._allowed is None else sorted(self._allowed)

    def allow(self, types: Iterable[str]) -> None:
        """Keep only these types from now on; none at all means Telegram's default."""
        self._allowed = frozenset(types) or None

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this type."""
        return kind not in UNASKED_TYPES if self._allowed is None else kind in self._allowed

    def put(self, update: Json, lifetime: float) -> int:
        """Queue an update for `lifetime` seconds; its id, or 0 where the queue is full."""
        if len(self._pending) >= PENDING_UPDATES:
            return 0
        update_id = self.next_id
        self.next_id += 1
        self._pending[update_id] = PendingUpdate({"update_id": update_id, **update}, self._clock() + lifetime)
        self.came.set()
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)
        return update_id

    def confirm(self, offset: int) -> None:
        """Forget what is below the offset; a negative one keeps only the last so many."""
        surplus = len(self._pending) + offset
        while self._pending and ((offset < 0 < surplus) or next(iter(self._pending)) < offset):
            self._confirm_first()
            surplus -= 1

    def confirm_one(self, update_id: int) -> None:
        """Forget one update, which a webhook has taken."""
        if self._pending.pop(update_id, None):
            self.confirmed.add(update_id)

    def confirm_all(self) -> None:
        """Drop everything that waits."""
        while self._pending:
            self._confirm_first()

    def first(self, limit: int) -> list[Json]:
        """The oldest updates that are not too old."""
        now = self._clock()
        expired: list[int] = []
        found: list[Json] = []
        for update_id, pending in self._pending.items():
            if pending.expires_at <= now:
                expired.append(update_id)
                continue
            found.append(pending.update)
            if len(found) == limit:
                break
        for update_id in expired:
            del self._pending[update_id]
        return found

    async def wait(self, limit: int, seconds: float) -> list[Json]:
        """The oldest updates, waiting for the first one; an empty list when none comes in time.

        Raises:
            RefusalError: 409, when another reader or a webhook takes over.
        """
        found = self.first(limit)
        if found or seconds <= 0:
            return found
        self.interrupt(conflict(TERMINATED_BY_POLL))
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        self.awaited.set()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return []
        finally:
            if self._waiter is waiter:
                self._forget_reader()
        return self.first(limit)

    def interrupt(self, reason: RefusalError) -> None:
        """Send the reader that waits away."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_exception(reason)
        self._forget_reader()

    def _forget_reader(self) -> None:
        self._waiter = None
        self.awaited.clear()

    def _confirm_first(self) -> None:
        update_id, _ = self._pending.popitem(last=False)
        self.confirmed.add(update_id)
