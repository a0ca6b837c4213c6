"""A story told in the page: who is seen, what they press and read, and pictures of it."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import expect

from digests.period import Weekly, due
from digests.ports import DigestRun, Rhythm
from people.person import PersonKey
from simulator.world import Person, World
from storage.unit_of_work import UnitOfWork
from tests.browser.visitor import Visitor

PICTURES = "STORY_PICTURES"
"""The environment variable that names a folder for a picture of every scene; none are taken without."""

PATIENCE = 60_000


class Story:
    """Who is seen, and the scenes."""

    def __init__(self, visitor: Visitor, name: str) -> None:
        self.visitor = visitor
        self._name = name
        self._scenes = 0

    async def become(self, person: Person) -> None:
        await self.visitor.become(person)

    async def arrive(self, person: Person) -> None:
        """Become somebody who starts the bot, and is welcomed."""
        await self.visitor.start_as(person)
        await expect(self.visitor.page.locator("article.other").first).to_be_visible(timeout=PATIENCE)

    async def tap(self, *names: str) -> None:
        """Press each, on the newest message that has it."""
        for name in names:
            await self.visitor.button(name).last.click(timeout=PATIENCE)

    async def reads(self, words: str) -> None:
        await expect(self.visitor.message(words).last).to_be_visible(timeout=PATIENCE)

    async def picture(self, scene: str) -> None:
        """Keep how it looks once nothing lies over it."""
        self._scenes += 1
        if folder := os.environ.get(PICTURES):
            await expect(self.visitor.toast).to_have_count(0, timeout=PATIENCE)
            path = Path(folder) / f"{self._name}-{self._scenes}-{scene}.png"
            await self.visitor.page.screenshot(path=path)


def cast_of(world: World, parts: Mapping[str, str]) -> dict[str, Person]:
    """The people of a story, by name, who have all met the bot before; `parts` says under each name who that is."""
    return {name: world.add_person(name, "sv", part, started=True) for name, part in parts.items()}


def put_back(person: PersonKey, at: datetime, work: UnitOfWork) -> None:
    """The follower's hour was at that moment (UTC), and has been theirs for a week: the next tick brings the digest."""
    weekly = Weekly(at.weekday(), at.hour, at.minute)
    subscription = work.subscriptions.find(person)
    assert subscription is not None
    before = due(weekly, at - timedelta(minutes=1), ZoneInfo("UTC"))
    kind = f"followers.{weekly.weekday}-{weekly.hour:02}{weekly.minute:02}"
    work.digest_runs.claim(
        DigestRun(kind, before.period, 1, before.moment - weekly.length, before.moment, late=False, recipients=1)
    )
    since = at.date() - timedelta(days=3)
    work.subscriptions.save(
        replace(
            subscription,
            weekday=weekly.weekday,
            hour=weekly.hour,
            minute=weekly.minute,
            since=since,
            rhythm=Rhythm.WEEKLY,
        )
    )
