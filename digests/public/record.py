"""What anybody may read without Telegram: the promise, all that was published of it, and figures already shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from digests.commitment_news import CommitmentNews
from digests.content import DigestContent
from digests.gathering import Gathering, LastShown
from digests.ports import DigestWork
from people.ports import UnitsOfWork
from promises.promise import ProgressUpdate, Promise


@dataclass(frozen=True, slots=True)
class PublicCommitment:
    """One commitment with every update, newest first. `corrected` is when an update was set right, by its number."""

    news: CommitmentNews
    updates: Sequence[ProgressUpdate]
    corrected: Mapping[int, datetime]

    def changed(self, update: ProgressUpdate) -> datetime:
        """When there was last something new to read about an update."""
        return max(update.recorded, self.corrected.get(update.id or 0, update.recorded))


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """The whole. `least` is how many must have given one answer before it is shown; `sample`: answers are made up."""

    promise: Promise
    zone: ZoneInfo
    least: int
    sample: bool
    commitments: Sequence[PublicCommitment]


@dataclass(frozen=True, slots=True)
class PublicPromise:
    """Reads the record. Figures are those that the last digest showed, so that looking releases nothing new."""

    database: UnitsOfWork[DigestWork]
    content: DigestContent
    zone: ZoneInfo
    least: int
    clock: Callable[[], datetime]

    async def read(self) -> PublicRecord:
        """The record as it is now."""
        return await self.database.read(self._read)

    def _read(self, work: DigestWork) -> PublicRecord:
        gathering = Gathering(work.progress, self.content, LastShown(work.releases), self.zone, self.clock())
        commitments = [self._commitment(work, gathering, each) for each in gathering.commitments()]
        sample = work.counts.has_sample(self.content.round)
        return PublicRecord(self.content.promise, self.zone, self.least, sample, commitments)

    def _commitment(self, work: DigestWork, gathering: Gathering, news: CommitmentNews) -> PublicCommitment:
        history = [each for each in work.progress.history(news.name) if each.recorded < gathering.until]
        corrected = {each.corrects: each.recorded for each in history if each.corrects}
        return PublicCommitment(gathering.telling(news, history), list(reversed(history)), corrected)
