"""Updates pushed: Telegram is told where to, and asked now and then whether it gets through."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import structlog

from bot.asking import Asking, FeedError
from bot.source import Raw

log = structlog.get_logger(__name__)

_EVERY = 10.0
"""Seconds between two looks."""
_CONNECTIONS = 40
"""At once; Telegram's own default."""
_LONGEST_REASON = 200


@dataclass(slots=True)
class Webhook:
    """A `Source` whose updates come by `Intake.accept`; a turn of it looks after the webhook itself.

    The webhook is set once whenever this process takes the lead, for the secret may have changed, and when the
    address that Telegram tells is another. What waits at Telegram is never dropped.
    """

    asking: Asking
    url: str
    secret: str
    allowed: Sequence[str]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _ours: bool = field(default=False, init=False)
    _rest: float = field(default=0.0, init=False)
    _failed_at: int = field(default=0, init=False)
    _unreached: bool = field(default=False, init=False)
    _came: bool = field(default=False, init=False)

    def begin(self) -> None:
        """Look at once, and set the webhook."""
        self._ours = self._unreached = False
        self._rest = 0.0

    async def fetch(self, limit: int) -> Sequence[Raw] | None:  # noqa: ARG002 - nothing is asked for
        """Nothing, after a look; None while Telegram says that it does not reach us.

        Raises:
            FeedRefusedError: the token is not accepted.
            FeedError: Telegram does not answer, or does not take the address.
        """
        await self.pause(self._rest)
        self._rest = 0.0  # after a failure the intake waits by itself
        told = await self.asking.ask("getWebhookInfo", {})
        if not isinstance(told, dict):
            raise FeedError("no webhook told")
        if self._ours and told.get("url") == self.url:
            self._listen_to(told)
        else:
            await self._set(told)
        self._rest = _EVERY
        return None if self._unreached else []

    def stored(self) -> None:
        """A push is confirmed by its own answer."""

    async def waiting(self) -> Sequence[Raw]:
        """Nothing can be seen of what waits: each comes by itself."""
        return ()

    def reached(self) -> None:
        """An update came, so whatever went wrong before is over."""
        self._came, self._unreached = True, False

    async def _set(self, told: Mapping[str, Any]) -> None:
        """Tell Telegram the address.

        What has failed waits up to two minutes for its next try, which a press may not outlive. Only another number of
        connections makes Telegram begin anew at once (tdlib/telegram-bot-api, Client.cpp: the same settings again
        change nothing), so where updates wait it is one less than before.
        """
        waits = told.get("pending_update_count") and told.get("max_connections") == _CONNECTIONS
        question = {
            "url": self.url,
            "secret_token": self.secret,
            "max_connections": _CONNECTIONS - 1 if waits else _CONNECTIONS,
            "allowed_updates": list(self.allowed),
        }
        try:
            await self.asking.ask("setWebhook", question)
        except FeedError as error:
            if error.reason and not error.retry_after:
                raise FeedError(f"{error.kind}: {self._clean(error.reason)}") from None
            raise
        self._ours, self._unreached, self._failed_at = True, False, _moment(told)
        log.info("the webhook is set", waiting=told.get("pending_update_count"))

    def _listen_to(self, told: Mapping[str, Any]) -> None:
        """Whether Telegram gets through: it has not failed since the last look, or something came, or nothing waits."""
        failed, waits = _moment(told) > self._failed_at, bool(told.get("pending_update_count"))
        if failed and waits and not self._came and not self._unreached:
            log.warning("Telegram does not reach the webhook", trouble=self._clean(told.get("last_error_message")))
            self._unreached = True
        self._unreached = self._unreached and waits
        self._failed_at, self._came = max(_moment(told), self._failed_at), False

    def _clean(self, reason: object) -> str:
        """Telegram's words without what only we and Telegram should know."""
        text = " ".join(str(reason).split())
        for known in (self.url, self.secret, urlsplit(self.url).netloc, urlsplit(self.url).hostname):
            text = text.replace(known, "…") if known else text
        return text[:_LONGEST_REASON]


def _moment(told: Mapping[str, Any]) -> int:
    """When Telegram last failed to reach the webhook, in its own seconds since 1970; 0: never."""
    moment = told.get("last_error_date")
    return moment if isinstance(moment, int) else 0
