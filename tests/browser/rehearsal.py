"""The rehearsal as somebody starts it to try things out, and one person in front of its page."""

import asyncio
import os
import re
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.process import environment, start_words

PICTURES = "REHEARSAL_PICTURES"
"""The environment variable that names a folder for a picture of every screen; none are taken without."""

PATIENCE = 120_000
"""Milliseconds; the bot is a process of its own on a machine that has other things to do."""

_A_LETTER = 200
"""Milliseconds."""
_SAYS = r"""words => document.querySelector("[role=log]").innerText
  .replace(/[\u2066-\u2069\u200e\u200f]/g, "").includes(words)"""
_AT_REST = """() => { const log = document.querySelector("[role=log]");
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80; }"""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`url` is its page's; `folder` is where its data lies."""

    url: str
    folder: Path

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What its database holds, through a connection of our own."""
        [file] = self.folder.glob("lofteskollen-rehearsal-*/data/rehearsal.db")
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute(sql).fetchall()


@asynccontextmanager
async def rehearsing(folder: Path, **settings: str) -> AsyncIterator[Rehearsal]:
    """A rehearsal without sample data, stopped at the end."""
    env = environment(folder, "", "", TMPDIR=str(folder), **settings)
    for name in ("BOT_TOKEN", "BOT_API_URL", "SECRET_KEY", "DATABASE_URL"):
        env.pop(name)
    process = await start_words("rehearse", "--port", "0", "--empty", env=env)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE / 1000):
            line = await anext(line async for line in process.stdout if b"http://" in line)
        [address] = re.findall(r"http://127\.0\.0\.1:\d+", line.decode())
        yield Rehearsal(address, folder)
    finally:
        process.terminate()
        await process.communicate()


@dataclass(slots=True)
class Phone:
    """A telephone of 390 pixels with the page on it. `presses` and `waited` (seconds) add up what it took."""

    page: Page
    name: str
    presses: int = 0
    letters: int = 0
    waited: float = 0
    _screens: int = field(default=0)

    async def become(self, url: str, person: str) -> None:
        """Choose who to be, and press Start."""
        await self.page.goto(url, timeout=PATIENCE)
        await self.page.locator(".person").filter(has_text=person).first.click()
        await self.page.get_by_role("button", name="Starta", exact=True).click(timeout=PATIENCE)
        await expect(self.page.locator("#draft")).to_be_visible(timeout=PATIENCE)

    def begin(self) -> None:
        """What it takes is counted from now on."""
        self.presses, self.letters, self.waited = 0, 0, 0

    @property
    def took(self) -> str:
        """What it would take a person who presses once a second, and types as fast as this."""
        typing = self.letters * _A_LETTER / 1000
        seconds = self.presses + typing + self.waited
        return f"{self.presses} presses, {self.letters} letters, {self.waited:.1f} s of waiting: {seconds:.0f} s"

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    async def text(self) -> str:
        """All of the chat as it can be read."""
        return await self.log.inner_text()

    async def html(self) -> str:
        """All of the page, what is not seen as well."""
        return await self.page.content()

    async def tap(self, label: str, then: str) -> None:
        """Press the lowest button of that name, and wait until the chat says `then`."""
        await self._timed(self.page.get_by_role("button", name=label, exact=True).last.click(timeout=PATIENCE), then)
        self.presses += 1

    async def tap_each(self, *steps: tuple[str, str]) -> None:
        """One after the other: the button, and what is seen then."""
        for label, then in steps:
            await self.tap(label, then)

    async def write(self, text: str, then: str) -> None:
        """Write and send, and wait until the chat says `then`."""
        draft = self.page.locator("#draft")
        await draft.fill(text)
        await self._timed(draft.press("Enter"), then)
        self.presses += 1

    async def tap_first_of_last(self, then: str) -> None:
        """Press the first button of the last message, whatever it is called today."""
        key = self.page.get_by_role("article").last.locator(".key").first
        await self._timed(key.click(timeout=PATIENCE), then)
        self.presses += 1

    async def clear(self, label: str, gone: str) -> None:
        """Press the button that clears the screen, and wait until this is gone."""
        await self.page.get_by_role("button", name=label, exact=True).last.click(timeout=PATIENCE)
        await expect(self.page.get_by_text(gone)).to_have_count(0, timeout=PATIENCE)

    async def articles(self) -> int:
        """How many messages there are."""
        return await self.page.get_by_role("article").count()

    async def keys(self) -> list[str]:
        """What stands on the buttons under the messages."""
        return await self.page.locator("article .key").all_inner_texts()

    async def type(self, text: str, then: str) -> None:
        """Write as fast as somebody types on a telephone: what comes sooner after an answer counts as more of it."""
        await self.page.locator("#draft").press_sequentially(text, delay=_A_LETTER, timeout=PATIENCE)
        await self._timed(self.page.locator("#draft").press("Enter"), then)
        self.presses += 1
        self.letters += len(text)

    async def reads(self, words: str) -> None:
        """Wait until the chat says so, whatever invisible signs stand between the letters."""
        await self.page.wait_for_function(_SAYS, arg=words, timeout=PATIENCE)

    async def picture(self, scene: str) -> None:
        """Keep how it looks now."""
        self._screens += 1
        if folder := os.environ.get(PICTURES):
            await self.page.wait_for_function(_AT_REST, timeout=PATIENCE)
            await self.page.screenshot(path=Path(folder) / f"{self.name}-{self._screens:02}-{scene}.png")

    async def _timed(self, act: Awaitable[None], then: str) -> None:
        began = time.monotonic()
        await act
        await self.reads(then)
        self.waited += time.monotonic() - began
