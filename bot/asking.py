"""Questions to Telegram about how updates come, whose answers nobody parses further than must be."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

_MARGIN = 10.0
"""Seconds past the asked-for wait after which an answer is not coming."""
_WEBHOOK_IS_SET = "webhook is active"
"""What Telegram's refusal of `getUpdates` says while a webhook is set (tdlib/telegram-bot-api, Client.cpp)."""


class FeedError(Exception):
    """Telegram does not answer, or with a refusal, right now."""

    def __init__(self, kind: str, retry_after: float = 0.0, reason: str = "") -> None:
        """`kind` names the trouble for logs and health, `retry_after` is Telegram's own wait in seconds.

        `reason` is what Telegram said, which may quote what it was asked.
        """
        super().__init__(kind)
        self.kind = kind
        self.retry_after = retry_after
        self.reason = reason


class FeedRefusedError(FeedError):
    """Telegram does not accept the token: an operator must act."""


class WebhookIsSetError(FeedError):
    """Updates go to a webhook, so nobody can ask for them."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks raw questions. `address` gives a method's address, which holds the token."""

    http: aiohttp.ClientSession
    address: Callable[[str], str]

    async def ask(self, method: str, question: Mapping[str, Any], wait: float = 0.0) -> Any:
        """Telegram's result, for which it may take up to `wait` seconds.

        Raises:
            FeedRefusedError: the token is not accepted.
            WebhookIsSetError: updates go elsewhere.
            FeedError: anything else that keeps the answer away; it may be tried again.
        """
        try:
            timeout = aiohttp.ClientTimeout(total=wait + _MARGIN)
            async with self.http.post(self.address(method), json=question, timeout=timeout) as response:
                answer = json.loads(await response.read())
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            # The error's own text may hold the address, and the address holds the token.
            raise FeedError(type(error).__name__) from None
        except ValueError:
            raise FeedError("not JSON") from None
        if not isinstance(answer, dict):
            raise FeedError("not an object")
        if not answer.get("ok"):
            raise _refusal(answer)
        return answer.get("result")


def _refusal(answer: Mapping[str, Any]) -> FeedError:
    code, reason = answer.get("error_code"), str(answer.get("description") or "")
    if code in (401, 404):
        return FeedRefusedError("token not accepted")
    if _WEBHOOK_IS_SET in reason:
        return WebhookIsSetError("a webhook is set")
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return FeedError(f"answered {code}", float(wait) if isinstance(wait, int) else 0.0, reason)
