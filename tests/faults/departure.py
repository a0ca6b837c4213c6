"""Many have blocked the bot; each is tried once and no more, until they come back."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.faults.audience import Audience, open_audience
from tests.faults.report import Figures
from tests.residents import PATIENCE

_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Departure(Figures):
    """What came of two digests, of which the second came after some had returned with /start."""

    seed: int
    followers: int
    blocked: int
    returned: int
    first_arrived: int
    second_arrived: int
    not_switched_off: int
    tried_again: int
    missing_first: int
    missing_second: int
    returned_without: int

    first_fault = "not_switched_off"


async def departure(
    folder: Path, *, followers: int = 1000, share: float = 0.3, rate: int = 100, seed: int = 0
) -> Departure:
    """Send two digests to so many, of whom that share has blocked the bot before the first one."""
    random = Random(seed)
    async with open_audience(folder, followers, SEND_RATE=str(rate)) as audience:
        world, town = audience.town.world, audience.town
        gone = {reader for reader in audience.ids if random.random() < share}
        for reader in gone:
            world.people[reader].blocked_bot = True
        await audience.follow()
        await town.start()
        await _settled(audience, 1)
        first, tried = {reader for _, reader in audience.sends}, Counter(audience.refusals.get(403, ()))
        off = town.query("SELECT count(*) FROM chats WHERE NOT reachable")[0][0]

        back = set(sorted(gone)[:10])
        for reader in back:
            world.people[reader].blocked_bot = False  # and Telegram's note of it was lost
            world.write(reader, "/start")
        await town.watch.until(lambda: all(len(world.messages(reader)) > 1 for reader in back), PATIENCE)
        audience.look()
        seen = len(audience.sends)
        town.query("UPDATE digest_runs SET period = 'earlier' WHERE number = 2")
        town.query("UPDATE outbox SET dedupe = 'earlier ' || dedupe")
        town.query("UPDATE progress_updates SET recorded = ?", f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}")
        await _settled(audience, 2)
        second = {reader for _, reader in audience.sends[seen:]}
        again = Counter(audience.refusals.get(403, ()))
        assert await town.stop() == 0
        there = set(audience.ids) - gone
        return Departure(
            seed=seed,
            followers=followers,
            blocked=len(gone),
            returned=len(back),
            first_arrived=len(first),
            second_arrived=len(second),
            not_switched_off=len(gone) - off,
            tried_again=sum(again.values()) - len(gone) + sum(count > 1 for count in tried.values()),
            missing_first=len(there - first),
            missing_second=len(there - second),
            returned_without=len(back - second),
        )


async def _settled(audience: Audience, digests: int) -> None:
    """Until so many digests have been queued, and nothing waits."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            runs = audience.town.query("SELECT count(*) FROM digest_runs WHERE number > 1 AND recipients > 0")[0][0]
            waiting = audience.town.query("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')")[0][0]
            if runs == digests and not waiting:
                break
            await asyncio.sleep(0.5)
    audience.look()
