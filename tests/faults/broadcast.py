"""Kill the bot again and again while a digest goes out; then count who got it, and how often."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from simulator.limits import Rates
from tests.faults.audience import Audience, open_audience
from tests.faults.report import Figures

LEASE = 180.0
"""Seconds until what a killed bot had in its hands is taken up again."""

_QUEUEING = 1.0
_STARTING = 90.0
_SLOWEST = 0.5
"""Part of the set rate below which the campaign gives up."""


@dataclass(frozen=True, slots=True)
class Broadcast(Figures):
    """What came of one. `in_doubt` are messages under way at a kill; only they may come twice.

    `achieved` is messages a second while any waited that were not in doubt. `most` is in any one second.
    """

    seed: int
    followers: int
    kills: int
    seconds: int
    rate_set: int
    achieved: float
    most: int
    in_doubt: int
    came_twice: int
    missing: int
    twice_beyond_doubt: int
    thrice: int
    otherwise_numbered: int
    refused_for_rate: int
    too_slow: int
    database_broken: int

    first_fault = "missing"


async def broadcast(
    folder: Path,
    *,
    followers: int = 10_000,
    kills: int = 10,
    rate: int = 100,
    limit: int = 120,
    seed: int = 0,
    tell: Callable[[str], None] = lambda _: None,
) -> Broadcast:
    """Send a digest to so many, at the set rate. Telegram refuses what is faster than `limit` a second."""
    began = time.monotonic()
    random = Random(seed)
    async with open_audience(folder, followers, SEND_RATE=str(rate)) as audience:
        _limit(audience.town.world.rates, limit)
        await audience.follow()
        in_doubt: set[int] = set()
        ends = []
        for threshold in _moments(random, followers, kills):
            await _live_until(audience, random, threshold, followers / rate)
            in_doubt |= await _kill(audience)
            ends.append(audience.look())
            tell(f"killed at {ends[-1]} of {followers}")
        await _finish(audience, followers / rate)
        assert await audience.town.stop() == 0
        return _count(audience, in_doubt, ends, seed=seed, rate=rate, seconds=time.monotonic() - began)


def _limit(rates: Rates, limit: int) -> None:
    """What Telegram lets through, by its own figures but for the overall one."""
    usual = Rates()
    rates.overall_per_second = limit
    rates.private_per_second, rates.private_burst = usual.private_per_second, usual.private_burst
    rates.group_per_minute = usual.group_per_minute


def _moments(random: Random, followers: int, kills: int) -> Sequence[int]:
    """After how many messages the bot is killed: the first time while it puts them into the queue."""
    return [0, *sorted(random.sample(range(1, followers), kills - 1))] if kills else []


async def _live_until(audience: Audience, random: Random, threshold: int, longest: float) -> None:
    await audience.town.start()
    if threshold == 0:
        await asyncio.sleep(random.uniform(0, _QUEUEING))
    else:
        await audience.until_sent(max(threshold, audience.look() + 1), longest / _SLOWEST + LEASE + _STARTING)


async def _kill(audience: Audience) -> set[int]:
    """Returns whose messages were under way."""
    await audience.town.kill()
    of_key: dict[str, int] = {audience.keys.person(reader): reader for reader in audience.ids}
    return {of_key[key] for (key,) in audience.town.query("SELECT person FROM outbox WHERE state = 'sending'")}


async def _finish(audience: Audience, longest: float) -> None:
    await audience.town.start()
    async with asyncio.timeout(longest / _SLOWEST + LEASE + _STARTING):
        while not _is_over(audience):  # noqa: ASYNC110 - no event comes out of another process's files
            await asyncio.sleep(0.5)


def _is_over(audience: Audience) -> bool:
    states = dict(audience.town.query("SELECT state, count(*) FROM outbox GROUP BY state"))
    return sum(states.values()) >= audience.followers and not states.keys() & {"pending", "sending"}


def _count(
    audience: Audience, in_doubt: set[int], ends: Sequence[int], *, seed: int, rate: int, seconds: float
) -> Broadcast:
    audience.look()
    times = Counter(reader for _, reader in audience.sends)
    achieved = _achieved(audience, ends, len(in_doubt))
    return Broadcast(
        seed=seed,
        followers=audience.followers,
        kills=len(ends),
        seconds=round(seconds),
        rate_set=rate,
        achieved=round(achieved, 1),
        most=_most_in_a_second([at for at, _ in audience.sends]),
        in_doubt=len(in_doubt),
        came_twice=sum(count > 1 for count in times.values()),
        missing=sum(reader not in times for reader in audience.ids),
        twice_beyond_doubt=sum(count > 1 and reader not in in_doubt for reader, count in times.items()),
        thrice=sum(count > 2 for count in times.values()),
        otherwise_numbered=audience.otherwise_numbered(),
        refused_for_rate=len(audience.refusals.get(429, ())),
        too_slow=int(achieved < 0.95 * rate),
        database_broken=int(audience.town.query("PRAGMA integrity_check") != [("ok",)]),
    )


def _achieved(audience: Audience, ends: Sequence[int], in_doubt: int) -> float:
    """By the first and last message of each life; at the very end those in doubt come when their lease is over."""
    messages, seconds = 0, 0.0
    for life in _lives(audience, [*ends, len(audience.sends) - in_doubt]):
        messages += len(life) - 1
        seconds += life[-1] - life[0]
    return messages / seconds if seconds else 0.0


def _lives(audience: Audience, ends: Sequence[int]) -> Iterator[list[float]]:
    for start, end in pairwise((0, *ends)):
        life = sorted(at for at, _ in audience.sends[start:end])
        if len(life) > 1:
            yield life


def _most_in_a_second(moments: Sequence[float]) -> int:
    first, most = 0, 0
    for last, moment in enumerate(ordered := sorted(moments)):
        while ordered[first] <= moment - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most
