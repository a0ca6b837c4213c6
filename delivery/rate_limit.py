"""How fast messages may go out.

Telegram's own figures: about 30 a second in all, about one a second to a chat with short bursts, 20 a minute to a
group (https://core.telegram.org/bots/faq, "My bot is hitting limits").
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count

from aiolimiter import AsyncLimiter

from delivery.message import NO_CHAT

_WINDOW = 1.01
"""What Telegram counts in one second goes in so many: a hundredth is for what the network holds back."""

_SPACING = 0.95
"""Part of an even spacing kept between two turns: the rest makes up for timers that ring late."""

_CATCH_UP = 0.25
"""Seconds of turns that were due and not given, as on a busy machine, which are made up for as soon as can be."""


class Lane(IntEnum):
    """Who goes first. Somebody who is waiting for an answer does not wait for a broadcast."""

    REPLY = 0
    BROADCAST = 1


def _no_jitter() -> float:
    return 0.0


class Pace:
    """Hands out turns to send: never more than `rate` in any one second, replies before broadcasts.

    It lives in one event loop and keeps time by that loop's clock.
    """

    def __init__(self, rate: int = 25, *, jitter: Callable[[], float] = _no_jitter) -> None:
        """`rate` is messages a second over all chats; `jitter` gives the seconds added to each halt."""
        self._spacing = _SPACING / rate
        self._next = 0.0
        self._passed: deque[float] = deque(maxlen=rate)
        self._queue: list[tuple[Lane, int, asyncio.Future[None]]] = []
        self._order = count()
        self._doorkeeper: asyncio.Task[None] | None = None
        self._closed_until = 0.0
        self._chats = _Chats()
        self._jitter = jitter

    async def turn(self, chat: int, lane: Lane, *, edit: bool = False) -> None:
        """Wait until one message may go to this chat. An edit adds none, so the chat's own pace does not hold it.

        An e-mail goes to no chat (`NO_CHAT`), and so keeps the rate alone.
        """
        if chat != NO_CHAT:
            await (self._chats.opened(chat) if edit else self._chats.turn(chat))
        if lane is Lane.REPLY and self._is_free():
            self._passed.append(asyncio.get_running_loop().time())
            return
        place = asyncio.get_running_loop().create_future()
        heappush(self._queue, (lane, next(self._order), place))
        if self._doorkeeper is None:
            self._doorkeeper = asyncio.create_task(self._let_in())
        await place

    def halt(self, seconds: float, chat: int) -> None:
        """Telegram answered 429 to a message for this chat: wait exactly so long, and the jitter.

        It does not say which limit was passed. For a private chat it is taken to be the bot's, as the chat's own
        is kept here, and nothing goes to anybody. For a group it is taken to be the group's own.
        """
        until = asyncio.get_running_loop().time() + seconds + self._jitter()
        if chat < 0:
            self._chats.close(chat, until)
        else:
            self._closed_until = max(self._closed_until, until)
            self._next = max(self._next, until)

    def _is_free(self) -> bool:
        """Whether a reply may go this moment. Replies need no spacing: answers come when people press."""
        others = self._queue and self._queue[0][0] is Lane.REPLY
        return not others and self._opens() <= asyncio.get_running_loop().time()

    async def _let_in(self) -> None:
        try:
            while self._queue:
                await self._wait_for_capacity()
                self._let_in_first()
        finally:
            self._doorkeeper = None

    async def _wait_for_capacity(self) -> None:
        clock = asyncio.get_running_loop().time
        while (opens := max(self._opens(), self._next)) > clock():  # noqa: ASYNC110 - time is all it waits for
            await asyncio.sleep(opens - clock())

    def _opens(self) -> float:
        """When the next turn is possible, by the halts and by what went out in the last second."""
        full = len(self._passed) == self._passed.maxlen
        return max(self._closed_until, self._passed[0] + _WINDOW if full else 0.0)

    def _take_turn(self) -> None:
        now = asyncio.get_running_loop().time()
        self._passed.append(now)
        self._next = max(self._next, now - _CATCH_UP) + self._spacing

    def _let_in_first(self) -> None:
        """Whoever is first *now* goes, so that a reply that came during the wait passes the broadcasts."""
        while self._queue:
            place = heappop(self._queue)[2]
            if not place.done():
                self._take_turn()
                place.set_result(None)
                return


class _Chats:
    """Each chat's own pace, remembered only as long as it holds somebody back."""

    def __init__(self) -> None:
        self._limiters: OrderedDict[int, AsyncLimiter] = OrderedDict()
        self._closed_until: dict[int, float] = {}

    async def turn(self, chat: int) -> None:
        self._forget_rested()
        limiter = self._limiters.get(chat) or self._limiters.setdefault(chat, _limiter(chat))
        self._limiters.move_to_end(chat)
        await self.opened(chat)
        await limiter.acquire()
        await self.opened(chat)

    def close(self, chat: int, until: float) -> None:
        now = asyncio.get_running_loop().time()
        still_closed = {each: end for each, end in self._closed_until.items() if end > now}
        self._closed_until = {**still_closed, chat: max(until, still_closed.get(chat, until))}

    async def opened(self, chat: int) -> None:
        """Wait out a halt."""
        clock = asyncio.get_running_loop().time
        until = self._closed_until.get(chat, 0.0)
        if until > clock():
            await asyncio.sleep(until - clock())
            await self.opened(chat)

    def _forget_rested(self) -> None:
        """Drop the chats asked longest ago that have their whole burst back: a new limiter says the same."""
        while self._limiters:
            chat, limiter = next(iter(self._limiters.items()))
            if not limiter.has_capacity(limiter.max_rate):
                return
            del self._limiters[chat]


def _limiter(chat: int) -> AsyncLimiter:
    """A private chat: one a second after a burst of three. Groups and channels (negative numbers): 20 a minute.

    Those get them evenly, one in three seconds, so that no minute begins with a burst.
    """
    return AsyncLimiter(3, 3 * _WINDOW) if chat > 0 else AsyncLimiter(1, 3 * _WINDOW)
