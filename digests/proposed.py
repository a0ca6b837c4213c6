"""An update that is not published yet, as followers would see it if it were."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from digests.commitment_news import CommitmentNews
from digests.commitment_text import commitment_text
from digests.content import DigestContent
from digests.gathering import Gathering, LastShown
from digests.ports import DigestWork
from localization.catalogue import Words
from promises.promise import ProgressUpdate, Promise

_NOT_YET = 0
"""The number of an update that has none of its own: published ones count from 1."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The update in its place: its commitment as it would stand, and beside it what residents were last seen to say."""

    promise: Promise
    zone: ZoneInfo
    update: ProgressUpdate
    news: CommitmentNews

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, its own first."""
        return (self.update.language, *self.update.translations)


def proposed(
    work: DigestWork, content: DigestContent, zone: ZoneInfo, update: ProgressUpdate, now: datetime
) -> Proposed | None:
    """The update in its place; None where the promise has no such place (any more)."""
    gathering = Gathering(work.progress, content, LastShown(work.releases), zone, now)
    news = gathering.if_published(replace(update, id=_NOT_YET))
    return Proposed(content.promise, zone, update, news) if news else None


def proposed_text(seen: Proposed, words: Words) -> str:
    """How a follower who reads that language would see it."""
    return commitment_text(seen.news, seen.promise, seen.zone, words)
