"""Composes digests from what is stored, every count through the guard. Nothing here is sent, or noted as told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from digests.commitment_news import CommitmentNews
from digests.content import DigestContent
from digests.follower_digest import FollowerDigest
from digests.gathering import Gathering, ToldWork, guarded
from digests.ports import DigestRun, DigestWork
from digests.pulse import ask, done_question, is_open, notice_question
from digests.rhythms import INSTANT
from digests.trend import held_back, trend
from promises.promise import ProgressUpdate, Status

ASKED_AFTER = timedelta(weeks=4)
"""So long after a commitment was called done, its followers are asked whether it is."""


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes digests. `k_public` and `k_staff` are the smallest groups shown."""

    content: DigestContent
    zone: ZoneInfo
    k_public: int
    k_staff: int

    def followers(self, work: ToldWork, run: DigestRun) -> FollowerDigest:
        """The followers' digest for a run, with every commitment."""
        figures = guarded(work, self.k_public, self.k_staff)
        gathered = Gathering(work.progress, self.content, figures, self.zone, run.covered_until).commitments(
            run.covered_from
        )
        return FollowerDigest(
            number=run.number,
            first=run.covered_from.astimezone(self.zone).date(),
            last=run.covered_until.astimezone(self.zone).date(),
            late=run.late,
            sample=work.counts.has_sample(self.content.round),
            promise=self.content.promise,
            zone=self.zone,
            commitments=tuple(self._for_run(work, run, each) for each in gathered),
        )

    def news(self, work: ToldWork, run: DigestRun, digest: FollowerDigest) -> frozenset[str]:
        """The commitments of which there is something that this kind of digest has not told.

        Who hears at once hears of what was done. That residents' figures have moved can wait until then.
        """
        said = {each.name for each in digest.commitments if each.progress.new or each.asks}
        if run.kind == INSTANT:
            return frozenset(said)
        views = {each.name: each.view.shown for each in digest.commitments if each.view}
        return frozenset(said | {name for name, shown in views.items() if shown != work.releases.shown(run.kind, name)})

    def note_followers_told(self, work: DigestWork, run: DigestRun, digest: FollowerDigest) -> None:
        """Note what followers have been told of the residents' views."""
        for each in digest.commitments:
            if each.view:
                work.releases.remember(run.kind, each.name, each.view.shown)

    def note_followers_asked(self, work: DigestWork, run: DigestRun, digest: FollowerDigest) -> None:
        """Open the questions under a digest, before anybody can answer them."""
        for each in digest.commitments:
            ask(work.marks, notice_question(self.content.round, each.name), run.covered_until)
            if each.asks and each.asks.id:
                ask(work.marks, done_question(each.asks.id), run.covered_until)

    def _for_run(self, work: ToldWork, run: DigestRun, news: CommitmentNews) -> CommitmentNews:
        """With what depends on what this kind of digest has told before."""
        told = work.releases.shown(run.kind, news.name)
        hidden = held_back(self.k_public, self.k_staff)
        return replace(
            news,
            trend=trend(told, news.view.cells, self.content.noticed, hidden) if news.view and told else None,
            asks=_to_ask(news, run),
            open=is_open(work.marks, notice_question(self.content.round, news.name), run.covered_until),
        )


def only(digest: FollowerDigest, commitments: Sequence[str]) -> FollowerDigest:
    """The digest of one who follows these commitments; none named means all."""
    chosen = tuple(each for each in digest.commitments if not commitments or each.name in commitments)
    return replace(digest, commitments=chosen)


def _to_ask(news: CommitmentNews, run: DigestRun) -> ProgressUpdate | None:
    """The update by which the commitment was done, four weeks before something that the run covers."""
    latest = news.progress.latest
    if latest is None or latest.status is not Status.DONE or news.progress.status is not Status.DONE:
        return None
    return latest if run.covered_from <= latest.recorded + ASKED_AFTER < run.covered_until else None
