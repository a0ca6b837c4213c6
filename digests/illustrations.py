"""Pictures of where a promise stands: drawn once for all who read the same, and kept."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from weakref import WeakValueDictionary

from delivery.plain_text import plain
from delivery.ports import DeliveryWork
from digests.chart import Chart, Standing, chart_of
from digests.commitment_news import CommitmentNews
from digests.commitment_text import standing_lines, title_of
from digests.follower_digest import FollowerDigest
from digests.picture import draw
from localization.catalogue import Words
from localization.labels import in_language, written_date
from people.ports import UnitsOfWork
from promises.promise import Promise

_log = logging.getLogger(__name__)

LONGEST_DRAWING = 60.0
"""Seconds after which what is told goes out without its picture."""


@dataclass(frozen=True, slots=True)
class Illustrations:
    """Draws charts and keeps them under their names, for `digests.issue.Illustrator` and whoever else shows one."""

    database: UnitsOfWork[DeliveryWork]
    clock: Callable[[], datetime]
    draw: Callable[[Chart], Awaitable[bytes]] = draw
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary, init=False)

    async def __call__(self, digest: FollowerDigest, words: Words, /) -> str:
        """The name of the stored picture that shows the digest in that language; empty where none can be drawn."""
        return await self.keep(digest_chart(digest, words))

    async def keep(self, chart: Chart) -> str:
        """The name under which the chart's picture is stored; empty where it cannot be drawn.

        Raises:
            StoreTrouble: it could not be looked up or stored.
        """
        name = chart.name
        async with self._locks.setdefault(name, asyncio.Lock()):
            if await self.database.read(lambda work: work.pictures.find(name)):
                return name
            content = await self._drawn(chart)
            if content:
                await self.database.write(lambda work: work.pictures.add(name, content, self.clock()))
        return name if content else ""

    async def _drawn(self, chart: Chart) -> bytes:
        try:
            async with asyncio.timeout(LONGEST_DRAWING):
                return await self.draw(chart)
        except Exception as error:  # noqa: BLE001 - whatever ails the drawing, the words are worth sending without it
            _log.error("a picture could not be drawn: %s", type(error).__name__)
            return b""


def digest_chart(digest: FollowerDigest, words: Words) -> Chart:
    """What the picture of a digest shows: where its commitments stand on its last day."""
    day = words("picture.day", day=written_date(digest.last, words.language))
    return _chart(digest.promise, day, digest.commitments, words, sample=digest.sample)


def standing_chart(
    promise: Promise, commitments: Sequence[CommitmentNews], latest: date | None, words: Words, *, sample: bool
) -> Chart:
    """What the picture of the promise shows at any time. `latest` is the day of the newest update, None before any.

    It names no other day, so that it stays the same picture until something is new.
    """
    day = words("picture.latest", day=written_date(latest, words.language)) if latest else ""
    return _chart(promise, day, commitments, words, sample=sample)


def _chart(promise: Promise, day: str, commitments: Sequence[CommitmentNews], words: Words, *, sample: bool) -> Chart:
    title = in_language(promise.title, words.language)
    return chart_of(title, plain(day), [_standing(each, words) for each in commitments], words, sample=sample)


def _standing(news: CommitmentNews, words: Words) -> Standing:
    status = next(iter(standing_lines(news, words)))
    return Standing(title_of(news.progress, words), status, news.progress.percent, news.view)
