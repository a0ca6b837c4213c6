"""People of the simulator as tests see them: they write, press what they see, and wait for what comes."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from simulator.records import Message
from simulator.world import World

PATIENCE = 60.0
"""Seconds after which a person gives up; nothing here waits for time to pass."""

RECEIPT = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


class Watch:
    """Wakes everybody who waits whenever anything happens in the world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._happened = asyncio.Condition()

    async def run(self) -> None:
        subscription = self.world.subscribe()
        async for _ in subscription:
            async with self._happened:
                self._happened.notify_all()

    async def until(self, holds: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Return once `holds` is true; TimeoutError where that takes too long."""
        async with asyncio.timeout(patience), self._happened:
            await self._happened.wait_for(holds)


@asynccontextmanager
async def watching(world: World) -> AsyncIterator[Watch]:
    watch = Watch(world)
    task = asyncio.create_task(watch.run())
    await asyncio.sleep(0)
    try:
        yield watch
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Resident:
    """One person with a phone."""

    def __init__(self, watch: Watch, name: str = "Alva", language: str | None = "sv") -> None:
        self.watch = watch
        self.world = watch.world
        self.person = self.world.add_person(name, language, "")

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def received(self) -> list[Message]:
        """What the bot has written, as it stands now."""
        return [message for message in self.world.messages(self.id) if message.from_bot]

    @property
    def last(self) -> Message:
        return self.received[-1]

    @property
    def text(self) -> str:
        return self.last.text or ""

    @property
    def buttons(self) -> dict[str, str]:
        """The last message's buttons: label → data."""
        return buttons(self.last)

    @property
    def receipts(self) -> list[str]:
        """Every receipt that can be read in the chat."""
        return [code for message in self.received for code in RECEIPT.findall(message.text or "")]

    async def send(self, text: str) -> str:
        """Write, and wait for the bot's next message; returns what it says."""
        return await self.after(lambda: self.world.write(self.id, text))

    async def after(self, deed: Callable[[], object]) -> str:
        """Do something, and wait for the bot's next message; returns what it says."""
        seen = len(self.received)
        deed()
        await self.watch.until(lambda: len(self.received) > seen)
        return self.text

    async def press(self, label: str) -> str:
        """Press a button of the last message; wait for what comes of it. Returns what was shown on top."""
        return await self.press_data(next(data for text, data in self.buttons.items() if label in text))

    def tap(self, label: str) -> None:
        """Press a button of the last message, and wait for nothing."""
        data = next(data for text, data in self.buttons.items() if label in text)
        self.world.press(self.id, self.id, self.last.message_id, data)

    async def press_data(self, data: str) -> str:
        """The same for a button by its data, even one that the message does not have."""
        before = self.seen()
        query = self.world.press(self.id, self.id, self.last.message_id, data, forge=True)
        await self.watch.until(lambda: self.world.callback_answer(query) is not None)
        answer = self.world.callback_answer(query) or {}
        if not answer.get("text"):
            await self.watch.until(lambda: self.seen() != before)
        return str(answer.get("text") or "")

    def seen(self) -> tuple[object, ...]:
        """What the chat looks like: it changes with every message and every edit."""
        last = self.last
        return (len(self.received), last.message_id, last.edit_date, last.text, str(last.reply_markup))

    async def until_text(self, part: str, patience: float = PATIENCE) -> str:
        """Wait until the last message says this; returns all of it."""
        await self.watch.until(lambda: bool(self.received) and part in self.text, patience)
        return self.text


def buttons(message: Message) -> dict[str, str]:
    rows = (message.reply_markup or {}).get("inline_keyboard", [])
    return {button["text"]: button.get("callback_data", "") for row in rows for button in row}
