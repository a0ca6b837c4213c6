"""Updates asked for: raw, so that one odd update cannot stop the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.asking import Asking, FeedError, WebhookIsSetError

log = structlog.get_logger(__name__)

_MOST = 100
_LONG_POLL = 10.0


@dataclass(slots=True)
class Feed:
    """A `Source` by `getUpdates`, which never parses more of an update than its number.

    Asking from an offset confirms all before it, so the offset moves only once what came is stored.
    """

    asking: Asking
    allowed: Sequence[str]
    _offset: int = field(default=0, init=False)
    _next: int = field(default=0, init=False)
    _heard: bool = field(default=False, init=False)
    _took_off: bool = field(default=False, init=False)

    def begin(self) -> None:
        """Ask at once, for after a crash somebody may be waiting; what another process confirmed is not known."""
        self._offset = self._next = 0
        self._heard = self._took_off = False

    async def fetch(self, limit: int) -> list[Mapping[str, Any]]:
        """The next updates, waiting for the first. A webhook that is set is taken off, once.

        Raises:
            FeedRefusedError: the token is not accepted.
            FeedError: anything else that keeps updates away; it may be tried again.
        """
        try:
            found = await self._ask(limit, _LONG_POLL if self._heard else 0.0)
        except WebhookIsSetError:
            if self._took_off:
                raise  # somebody sets it again: two who undo each other's work would help nobody
            await self._take_off()
            found = await self._ask(limit, 0.0)
        self._heard = True
        # An empty answer means all is confirmed; asking from 0 then finds ids that jump back after an idle week.
        self._next = max((update["update_id"] for update in found), default=-1) + 1
        return found

    def stored(self) -> None:
        """What came is safe: the next question confirms it."""
        self._offset = self._next

    async def waiting(self) -> list[Mapping[str, Any]]:
        """What waits at Telegram, which confirms nothing.

        Raises:
            FeedError: it cannot be seen right now.
        """
        return await self._ask(_MOST, 0.0)

    def reached(self) -> None:
        """Nothing is pushed to who asks."""

    async def _ask(self, limit: int, wait: float) -> list[Mapping[str, Any]]:
        question = {
            "offset": self._offset,
            "limit": limit,
            "timeout": int(wait),
            "allowed_updates": list(self.allowed),
        }
        found = await self.asking.ask("getUpdates", question, wait)
        if not isinstance(found, list):
            raise FeedError("no list of updates")
        return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]

    async def _take_off(self) -> None:
        """What waits is not dropped: it comes by asking then."""
        log.warning("a webhook was set, which the settings do not name: it is taken off, and updates are asked for")
        await self.asking.ask("deleteWebhook", {})
        self._took_off = True
