"""Telegram's sizes and rates.

Numbers are from the Bot API's documentation, the FAQ and the published Bot API server's source; the per-chat
burst and the generous limit for other calls are the simulator's own, since Telegram leaves them unsaid.
"""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from simulator.refusal import too_many_requests

TEXT_CODE_POINTS = 4096
RAW_TEXT_BYTES = 32_768
CAPTION_CODE_POINTS = 1024
ENTITIES = 100
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER_CODE_POINTS = 200
BUTTONS_IN_ROW = 12
ADVISED_BUTTONS_IN_ROW = 8
BUTTONS = 100
MARKUP_BYTES = 10_000
COPY_TEXT_CODE_POINTS = 256
PLACEHOLDER_CODE_POINTS = 64
PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
UPLOAD_BYTES = 50 * 1024 * 1024
PARAMETER_BYTES = 1024 * 1024
COMMANDS = 100
COMMAND_CODE_POINTS = 32
COMMAND_DESCRIPTION_CODE_POINTS = 256
NAME_CODE_POINTS = 64
DESCRIPTION_CODE_POINTS = 512
SHORT_DESCRIPTION_CODE_POINTS = 120
DELETED_MESSAGE_IDS = 100
DELETABLE_SECONDS = 48 * 3600
UPDATE_SECONDS = 24 * 3600
CALLBACK_UPDATE_SECONDS = 150
PENDING_UPDATES = 100_000
POLL_UPDATES = 100
POLL_SECONDS = 50
_ROUNDING_SECONDS = 1e-6
"""Floats of epoch seconds must not turn "exactly in time" into a refusal."""


@dataclass(slots=True)
class Rates:
    """How fast a bot may call. Change a field at any time; `private_burst` messages may come at once."""

    overall_per_second: int = 30
    private_per_second: float = 1.0
    private_burst: int = 3
    group_per_minute: int = 20
    other_per_second: int = 100

    @classmethod
    def unlimited(cls) -> "Rates":
        """No limit that a test could meet."""
        return cls(10**9, 10.0**9, 10**9, 10**9, 10**9)


class Window:
    """At most so many in any stretch of `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, now: float, limit: int) -> float:
        """Seconds until there is room for one more; 0 where there is."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        return self._times[0] + self._seconds - now if len(self._times) >= limit else 0.0

    def count(self, now: float) -> None:
        """Take one place."""
        self._times.append(now)


class RateLimits:
    """Refuses with 429 what is faster than the rates; only what it lets through counts."""

    def __init__(self, rates: Rates, clock: Callable[[], float]) -> None:
        self.rates = rates
        self._clock = clock
        self._overall = Window(1.0)
        self._others = Window(1.0)
        self._groups: dict[int, Window] = {}
        self._private_due: dict[int, float] = {}

    def new_message(self, chat_id: int, *, private: bool) -> None:
        """Count a new message to a chat.

        Raises:
            RefusalError: 429, when it comes too early.
        """
        now = self._clock()
        group = None if private else self._groups.setdefault(chat_id, Window(60.0))
        waits = [self._overall.wait(now, self.rates.overall_per_second)]
        waits.append(group.wait(now, self.rates.group_per_minute) if group else self._private_wait(chat_id, now))
        _refuse_early(max(waits))
        self._overall.count(now)
        if group:
            group.count(now)
        else:
            self._private_due[chat_id] = max(now, self._private_due.get(chat_id, now)) + self._interval

    def other_call(self) -> None:
        """Count an edit, an answer to a button or the like.

        Raises:
            RefusalError: 429, when it comes too early.
        """
        now = self._clock()
        _refuse_early(self._others.wait(now, self.rates.other_per_second))
        self._others.count(now)

    @property
    def _interval(self) -> float:
        return 1.0 / self.rates.private_per_second

    def _private_wait(self, chat_id: int, now: float) -> float:
        ahead = self._private_due.get(chat_id, now) - now
        return max(0.0, ahead - (self.rates.private_burst - 1) * self._interval)


def _refuse_early(wait: float) -> None:
    if wait > _ROUNDING_SECONDS:
        raise too_many_requests(math.ceil(wait))
