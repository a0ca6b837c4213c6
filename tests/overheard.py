"""Everything the bot shows in each chat, with what an edit has since replaced."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from simulator.world import World


@dataclass(frozen=True, slots=True)
class Screen:
    """A message as it once stood. `buttons`: data → label."""

    text: str
    buttons: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Overheard:
    """What was shown, by the person it was shown to."""

    world: World
    _screens: defaultdict[int, list[Screen]] = field(default_factory=lambda: defaultdict(list))

    def screens(self, person: int) -> list[Screen]:
        """What stood in the chat, and then what came on top of it when a button was pressed."""
        answers = (query.answer for query in self.world.queries.values() if query.person_id == person)
        return self._screens[person] + [Screen(answer["text"]) for answer in answers if answer and answer.get("text")]

    def take(self, event: Mapping[str, Any]) -> None:
        message = event.get("message")
        if message and message["from"]["is_bot"]:
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            labels = {button.get("callback_data", ""): button["text"] for row in rows for button in row}
            self._screens[event["chat_id"]].append(Screen(message.get("text", ""), labels))


@asynccontextmanager
async def overhearing(world: World) -> AsyncIterator[Overheard]:
    """Listen from now on; nothing is missing once it is over."""
    overheard, subscription = Overheard(world), world.subscribe()

    async def listen() -> None:
        async for event in subscription:
            overheard.take(event)

    task = asyncio.create_task(listen())
    try:
        yield overheard
    finally:
        subscription.close()
        await task
