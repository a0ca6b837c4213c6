"""One look at what a chat is in the middle of, however many routes ask for it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import TelegramObject

from fieldwork.underway import LookingUp, Underway
from handlers.desk import Desk
from handlers.patience import patience
from people.person import Visit


class Lookup:
    """Handed to filters as `lookup`: the store is asked when the first of them asks, and once an update."""

    def __init__(self, looking_up: LookingUp, visit: Visit) -> None:
        self._looking_up = looking_up
        self._visit = visit
        self._found: Underway | None = None

    async def __call__(self) -> Underway:
        """What is under way.

        Raises:
            StoreTrouble: the store refused.
            TimeoutError: it does not answer.
        """
        if self._found is None:
            async with patience():
                self._found = await self._looking_up.of(self._visit)
        return self._found


async def with_lookup(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """Another update, another look."""
    desk: Desk = data["desk"]
    data["lookup"] = Lookup(desk.underway, data["visit"])
    return await handler(event, data)
