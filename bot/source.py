"""Where updates come from: asked for, or pushed."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Raw = Mapping[str, Any]


class Source(Protocol):
    """One of the ways. Only the process that holds the lease uses it."""

    def begin(self) -> None:
        """This process holds the lease from now on; another may have held it before."""
        ...

    async def fetch(self, limit: int) -> Sequence[Raw] | None:
        """A turn of ten seconds at the most: what has come, and the same again until `stored`.

        None where Telegram answers and yet says that it cannot reach us.

        Raises:
            FeedRefusedError: the token is not accepted.
            FeedError: anything else that keeps updates away; it may be tried again.
        """
        ...

    def stored(self) -> None:
        """What the last turn brought is safe, and need not come again."""
        ...

    async def waiting(self) -> Sequence[Raw]:
        """What waits at Telegram, without taking it in.

        Raises:
            FeedError: it cannot be seen right now.
        """
        ...

    def reached(self) -> None:
        """An update was pushed and is safe, so Telegram reaches us."""
        ...
