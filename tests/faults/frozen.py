"""Two bots on one PostgreSQL; the one that sends is frozen in the middle of a digest, and wakes up later."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.unit_of_work import UnitOfWork
from tests.faults.audience import Audience, open_audience
from tests.faults.report import Figures
from tests.postgres import Server

_TAKE_OVER = 40.0
_LEASE = 180.0
_GRACE = 60.0


@dataclass(frozen=True, slots=True)
class Frozen(Figures):
    """What came of it. `in_its_hands` were with the frozen bot; only those of them that it had given to Telegram may
    come twice, with the same number, and only where it sleeps longer than its lease."""

    followers: int
    slept: int
    seconds: int
    sent_before: int
    sent_meanwhile: int
    in_its_hands: int
    came_twice: int
    digests_composed: int
    missing: int
    twice_beyond_doubt: int
    otherwise_numbered: int
    refused: int

    first_fault = "missing"


async def frozen(
    folder: Path,
    postgres: Server,
    *,
    followers: int = 400,
    sleep: float = 60.0,
    rate: int = 20,
    name: str = "frozen",
    tell: Callable[[str], None] = lambda _: None,
) -> Frozen:
    """Freeze the sender after a quarter; the other takes over, and goes on when the first wakes after `sleep` s."""
    began = time.monotonic()
    postgres.create(name)
    settings = {"DATABASE_URL": postgres.url(name), "SEND_RATE": str(rate), "LOG_LEVEL": "INFO"}
    async with open_audience(folder, followers, **settings) as audience:
        sleeper = await audience.town.start()
        other = await audience.town.launch()
        await audience.town.until(lambda: audience.town.log.count("ready") == 2, _GRACE)
        await audience.follow()
        await audience.until_sent(followers // 4, _GRACE + followers / rate)
        sleeper.process.send_signal(signal.SIGSTOP)
        before = audience.look()
        hands = await _in_hands(audience)
        tell(f"frozen after {before}, with {len(hands)} in its hands")
        try:
            await _sleep_through(audience, before, sleep)
        finally:
            sleeper.process.send_signal(signal.SIGCONT)
        meanwhile = audience.look() - before
        tell(f"awake; {meanwhile} were sent meanwhile")
        await _finish(audience)
        codes = [await bot.stop() for bot in (sleeper, other)]
        assert codes == [0, 0], audience.town.log[-2000:]
        seconds = time.monotonic() - began
        return await _count(audience, hands, slept=sleep, seconds=seconds, before=before, meanwhile=meanwhile)


async def _sleep_through(audience: Audience, before: int, sleep: float) -> None:
    """Somebody else takes over and sends while the first one sleeps."""
    woken = time.monotonic() + sleep
    await audience.until_sent(before + 1, _TAKE_OVER + _GRACE)
    await asyncio.sleep(max(woken - time.monotonic(), 0.0))


async def _finish(audience: Audience) -> None:
    async with asyncio.timeout(_LEASE + _GRACE + audience.followers):
        while await _waiting(audience):  # noqa: ASYNC110 - no event comes out of another process's database
            await asyncio.sleep(1.0)
    audience.look()


async def _waiting(audience: Audience) -> int:
    found: list[dict[str, int]] = []
    await audience.change(lambda work: found.append(work.outbox.counts()))
    return found[0]["pending"] + found[0]["sending"]


async def _in_hands(audience: Audience) -> set[int]:
    keys = audience.keys
    found: set[int] = set()

    def look(work: UnitOfWork) -> None:
        held = {reader: work.outbox.of(keys.person(reader)) for reader in audience.ids}
        found.update(reader for reader, rows in held.items() if any(row.state == "sending" for row in rows))

    await audience.change(look)
    return found


async def _count(
    audience: Audience, hands: set[int], *, slept: float, seconds: float, before: int, meanwhile: int
) -> Frozen:
    runs: list[int] = []
    await audience.change(
        lambda work: runs.extend(run.number for run in work.digest_runs.latest(9) if run.kind == audience.kind)
    )
    times = Counter(reader for _, reader in audience.sends)
    return Frozen(
        followers=audience.followers,
        slept=round(slept),
        seconds=round(seconds),
        sent_before=before,
        sent_meanwhile=meanwhile,
        in_its_hands=len(hands),
        came_twice=sum(count > 1 for count in times.values()),
        digests_composed=sum(number > 1 for number in runs),
        missing=sum(reader not in times for reader in audience.ids),
        twice_beyond_doubt=sum(count > 1 and reader not in hands for reader, count in times.items()),
        otherwise_numbered=audience.otherwise_numbered(),
        refused=sum(map(len, audience.refusals.values())),
    )
