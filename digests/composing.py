"""Gathers what a digest tells, every count through the guard. Nothing here is sent, or noted as told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from digests.follower_digest import FollowerDigest
from digests.guard import HELP, TIPS, GuardedCounts
from digests.ports import DigestRun, DigestWork
from digests.residents_view import ResidentsView
from digests.staff_digest import STALE_AFTER_DAYS, StaffDigest
from promises.progress import progress
from promises.promise import Commitment, Promise
from survey.questionnaire import Question

FAILED = "failed"
ANSWERS = "answers"

_SUMMARY = "summary"
"""The table in which a kind of digest notes what it last told beside the residents' views."""


@dataclass(frozen=True, slots=True)
class DigestContent:
    """What digests are about.

    `views` is, by commitment, the question what residents notice of it; `worries` the one what worries them.
    """

    promise: Promise
    round: str
    views: Mapping[str, Question]
    worries: Question | None = None


@dataclass(frozen=True, slots=True)
class Composer:
    """Gathers digests from what is stored. `k_public` and `k_staff` are the smallest groups shown."""

    content: DigestContent
    zone: ZoneInfo
    k_public: int
    k_staff: int

    def staff(self, work: DigestWork, run: DigestRun) -> StaffDigest:
        """The staff's digest for a run."""
        content, guard = self.content, self._staff_guard(work)
        views = self._views(guard)
        worries = self._view(guard, content.worries) if content.worries else None
        told = work.releases.shown(run.kind, _SUMMARY)
        answers = max((view.n for view in views.values()), default=0)
        help_shown = guard.help_shown()
        return StaffDigest(
            number=run.number,
            day=run.covered_until.astimezone(self.zone).date(),
            late=run.late,
            sample=work.counts.has_sample(content.round),
            answers=answers,
            new_answers=max(answers - told.get(ANSWERS, 0), 0),
            unfinished=guard.unfinished(content.round),
            worries=worries,
            views=views,
            commitments=content.promise.commitments,
            stale=self._stale(work, run.covered_until),
            failed=max(_failed(work) - told.get(FAILED, 0), 0),
            help_shown=help_shown[HELP],
            tips=help_shown[TIPS],
        )

    def note_staff_told(self, work: DigestWork, run: DigestRun, digest: StaffDigest) -> None:
        """Note what the staff have been told, so that the next digest can say what is new."""
        told = work.releases.shown(run.kind, _SUMMARY)
        answers = max(digest.answers, told.get(ANSWERS, 0))
        work.releases.remember(run.kind, _SUMMARY, {ANSWERS: answers, FAILED: _failed(work)})

    def followers(self, work: DigestWork, run: DigestRun) -> FollowerDigest:
        """The followers' digest for a run, with every commitment."""
        promise = self.content.promise
        new = work.progress.recorded_between(run.covered_from, run.covered_until)
        return FollowerDigest(
            number=run.number,
            first=run.covered_from.astimezone(self.zone).date(),
            last=run.covered_until.astimezone(self.zone).date(),
            late=run.late,
            sample=work.counts.has_sample(self.content.round),
            promise=promise,
            progress=progress(promise, work.progress.latest(), new),
            views=self._views(self._public_guard(work)),
        )

    def news(self, work: DigestWork, run: DigestRun, digest: FollowerDigest) -> frozenset[str]:
        """The commitments of which there is something that this kind of digest has not told."""
        changed = {name for name, view in digest.views.items() if view.shown != work.releases.shown(run.kind, name)}
        return frozenset(changed | {each.commitment.name for each in digest.progress if each.new})

    def note_followers_told(self, work: DigestWork, run: DigestRun, digest: FollowerDigest) -> None:
        """Note what followers have been told of the residents' views."""
        for name, view in digest.views.items():
            work.releases.remember(run.kind, name, view.shown)

    def _staff_guard(self, work: DigestWork) -> GuardedCounts:
        return GuardedCounts(work, "staff", self.k_staff)

    def _public_guard(self, work: DigestWork) -> GuardedCounts:
        return GuardedCounts(work, "public", self.k_public, behind=self._staff_guard(work))

    def _views(self, guard: GuardedCounts) -> dict[str, ResidentsView]:
        return {name: self._view(guard, question) for name, question in self.content.views.items()}

    def _view(self, guard: GuardedCounts, question: Question) -> ResidentsView:
        return ResidentsView(question, guard.answers(self.content.round, question))

    def _stale(self, work: DigestWork, now: datetime) -> tuple[Commitment, ...]:
        latest = work.progress.latest()
        fresh_since = now - timedelta(days=STALE_AFTER_DAYS)
        return tuple(
            each
            for each in self.content.promise.commitments
            if each.name not in latest or latest[each.name].recorded < fresh_since
        )


def only(digest: FollowerDigest, commitments: Sequence[str]) -> FollowerDigest:
    """The digest of one who follows these commitments; none named means all."""
    chosen = tuple(each for each in digest.progress if not commitments or each.commitment.name in commitments)
    return replace(digest, progress=chosen)


def _failed(work: DigestWork) -> int:
    states = work.outbox.counts()
    return states.get("dead", 0) + states.get("unknown", 0)
