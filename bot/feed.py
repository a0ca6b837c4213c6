"""Telegram's updates as they come: raw, so that one odd update cannot stop the rest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

_MARGIN = 10.0
"""Seconds past the long poll after which an answer is not coming."""


class FeedError(Exception):
    """Updates cannot be fetched right now."""

    def __init__(self, kind: str, retry_after: float = 0.0) -> None:
        """`kind` names the trouble for logs and health; `retry_after` is Telegram's own wait in seconds."""
        super().__init__(kind)
        self.kind = kind
        self.retry_after = retry_after


class FeedRefusedError(FeedError):
    """Telegram does not accept the token: an operator must act."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Fetches updates with `getUpdates` and never parses more of them than their number."""

    http: aiohttp.ClientSession
    url: str
    allowed: Sequence[str]

    async def fetch(self, offset: int, limit: int, wait: float) -> list[Mapping[str, Any]]:
        """The next updates from `offset` on, waiting up to `wait` seconds; asking confirms all before `offset`.

        Raises:
            FeedRefusedError: the token is not accepted.
            FeedError: anything else that keeps updates away; it may be tried again.
        """
        question = {
            "offset": offset,
            "limit": limit,
            "timeout": int(wait),
            "allowed_updates": list(self.allowed),
        }
        try:
            timeout = aiohttp.ClientTimeout(total=wait + _MARGIN)
            async with self.http.post(self.url, json=question, timeout=timeout) as response:
                answer = json.loads(await response.read())
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            # The error's own text may hold the address, and the address holds the token.
            raise FeedError(type(error).__name__) from None
        except ValueError:
            raise FeedError("not JSON") from None
        return _updates(answer)


def _updates(answer: Any) -> list[Mapping[str, Any]]:
    if not isinstance(answer, dict):
        raise FeedError("not an object")
    if not answer.get("ok"):
        raise _refusal(answer)
    found = answer.get("result")
    if not isinstance(found, list):
        raise FeedError("no list of updates")
    return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]


def _refusal(answer: Mapping[str, Any]) -> FeedError:
    code = answer.get("error_code")
    if code in (401, 404):
        return FeedRefusedError("token not accepted")
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return FeedError(f"answered {code}", float(wait) if isinstance(wait, int) else 0.0)
