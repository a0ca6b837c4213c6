"""Writing an update in the chat, a step at a time: each step asks anew who writes, and is kept in one commit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from digests.content import DigestContent
from digests.findings import Finding, findings
from digests.guard import GuardedCounts
from digests.kept_draft import WAITS, KeptDraft, read_draft, read_wish
from digests.morning import taken_findings
from digests.ports import DigestWork
from digests.proposed import Proposed, proposed
from people.person import PersonKey, Visit
from people.ports import UnitsOfWork
from people.staff import Right
from promises import draft_steps
from promises.draft_check import DraftProblem, place_problem
from promises.draft_steps import Answered
from promises.drafting import Draft, Step, as_update, correction, revision
from promises.promise import Commitment, Counted, Promise
from promises.signing import Actor, Refusal, acting, refusal_to_change
from survey.ports import SurveyWork


class RecordingWork(DigestWork, SurveyWork, Protocol):
    """Drafts, what they are about, and the survey that may be open beside them, in one transaction."""


class Awaited(StrEnum):
    """What words may be meant for: an update being written, or what should change in one."""

    DRAFT = "draft"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Writing:
    """An update somebody is writing, as it stands. `problem` is why what they said last is not in it.

    `earlier`: they wanted to begin another one, and this is in the way. `findings` are for the step that asks for one,
    `preview` is for the last step.
    """

    promise: Promise
    begun: int
    draft: Draft
    actor: Actor
    problem: DraftProblem | None = None
    earlier: bool = False
    findings: tuple[Finding, ...] = ()
    preview: Proposed | None = None

    @property
    def commitment(self) -> Commitment | None:
        """What it is about, once that has been said."""
        return self.promise.commitment(self.draft.commitment)


@dataclass(frozen=True, slots=True)
class Recording:
    """The drafts of the staff. `k_public` and `k_staff` are the smallest groups shown.

    Every use case answers with a refusal where the visitor may not record progress (any more), has no draft, or pressed
    a button of another one.
    """

    database: UnitsOfWork[RecordingWork]
    content: DigestContent
    clock: Callable[[], datetime]
    zone: ZoneInfo
    k_public: int
    k_staff: int

    async def begin(
        self, visit: Visit, text: str = "", counted: Counted | None = None, *, anew: int | None = None
    ) -> Writing | Refusal:
        """A new draft, perhaps with a text about what is `counted` (`promises.draft_steps.begun`).

        What has been begun before is in its way, unless it is the one that is to be thrown away: `anew` is its `begun`.
        """
        draft = draft_steps.begun(self.content.promise, text, counted)
        return await self._open(visit, lambda _work, _actor: draft, anew=anew)

    async def revise(self, visit: Visit, number: int, *, anew: int | None = None) -> Writing | Refusal:
        """A draft that is to take the place of a proposal of the visitor's organisation. `anew` as in `begin`."""

        def revised(work: RecordingWork, actor: Actor) -> Draft | Refusal:
            found = work.proposals.find(number)
            return (refusal_to_change(found, actor) or revision(found)) if found else Refusal.UNKNOWN

        return await self._open(visit, revised, anew=anew)

    async def correct(self, visit: Visit, number: int, *, anew: int | None = None) -> Writing | Refusal:
        """A draft that sets a published update right. `anew` as in `begin`."""

        def corrected(work: RecordingWork, _actor: Actor) -> Draft | Refusal:
            found = work.progress.find(number)
            return correction(found) if found else Refusal.UNKNOWN

        return await self._open(visit, corrected, anew=anew)

    async def go_on(self, visit: Visit, begun: int | None = None) -> Writing | Refusal:
        """The draft where it was left."""
        return await self._change(visit, lambda draft: draft, begun)

    async def choose(self, visit: Visit, begun: int, step: Step, value: str) -> Writing | Refusal:
        """The draft after a button of that step."""
        promise = self.content.promise
        return await self._change(visit, lambda draft: draft_steps.chose(promise, draft, step, value), begun)

    async def edit(self, visit: Visit, begun: int, step: Step) -> Writing | Refusal:
        """The draft with that step open."""
        promise = self.content.promise
        return await self._change(visit, lambda draft: draft_steps.edit(promise, draft, step), begun)

    async def keep(self, visit: Visit, begun: int) -> Writing | Refusal:
        """The draft a step further, with what it says at the open one."""
        return await self._change(visit, lambda draft: _next(self.content.promise, draft), begun)

    async def back(self, visit: Visit, begun: int | None = None) -> Writing | Refusal:
        """The draft a step earlier."""
        return await self._change(visit, lambda draft: draft_steps.back(self.content.promise, draft), begun)

    async def write(self, visit: Visit, text: str) -> Writing | Refusal:
        """The draft after somebody typed."""
        return await self._change(visit, lambda draft: draft_steps.wrote(self.content.promise, draft, text))

    async def put_aside(self, visit: Visit) -> bool:
        """Wait for no more words, also of a wish for a change; the draft stays. False where there is none."""

        def put_aside(work: RecordingWork) -> bool:
            found = work.drafts.find(visit.person)
            kept = read_draft(found)
            if kept:
                work.inbox.finish(visit.update)
                work.drafts.save(visit.person, replace(kept, asked=None).written(), self.clock())
            elif read_wish(found):
                work.drafts.remove(visit.person)
            return kept is not None

        waits = await self.database.read(lambda work: work.drafts.find(visit.person) is not None)
        return waits and await self.database.write(put_aside)

    async def throw_away(self, visit: Visit, begun: int) -> bool:
        """Forget the draft; False where there is none, or another one."""

        def throw_away(work: RecordingWork) -> bool:
            kept = read_draft(work.drafts.find(visit.person))
            if kept is None or kept.begun != begun:
                return False
            work.inbox.finish(visit.update)
            return work.drafts.remove(visit.person)

        return await self.database.write(throw_away)

    async def awaited(self, visit: Visit) -> Awaited | None:
        """What the visitor's words are meant for now, where they are meant for one of these."""
        return await self.database.read(lambda work: self.awaits(work, visit, work.drafts.find(visit.person)))

    def awaits(self, work: RecordingWork, visit: Visit, found: str | None) -> Awaited | None:
        """The same inside a transaction; `found` is what the visitor was in the middle of writing.

        Words are meant for none where they were asked for too long ago, or the survey was gone on with since.
        """
        wish, kept = read_wish(found), read_draft(found)
        asked = wish.asked if wish else kept.asked if kept and kept.draft.waits_for_words else None
        if asked is None or self.clock() >= asked + WAITS:
            return None
        survey = work.sessions.find(visit.person)
        if survey and survey.touched > asked:
            return None
        return Awaited.WISH if wish else Awaited.DRAFT

    async def _open(
        self, visit: Visit, new: Callable[[RecordingWork, Actor], Draft | Refusal], *, anew: int | None
    ) -> Writing | Refusal:
        now = self.clock()

        def open_(work: RecordingWork) -> Writing | Refusal:
            actor = acting(work.staff.of(visit.person), Right.RECORD)
            if isinstance(actor, Refusal):
                return actor
            draft = new(work, actor)
            if isinstance(draft, Refusal):
                return draft
            work.inbox.finish(visit.update)
            kept = read_draft(work.drafts.find(visit.person))
            if kept and kept.draft.answered and kept.begun != anew and kept.draft != draft:
                return replace(self._writing(work, actor, kept), earlier=True)
            return self._keep(work, visit.person, actor, KeptDraft(draft, int(now.timestamp()), now))

        return await self.database.write(open_)

    async def _change(
        self, visit: Visit, change: Callable[[Draft], Answered], begun: int | None = None
    ) -> Writing | Refusal:
        now = self.clock()

        def changed(work: RecordingWork) -> Writing | Refusal:
            actor = acting(work.staff.of(visit.person), Right.RECORD)
            if isinstance(actor, Refusal):
                return actor
            kept = read_draft(work.drafts.find(visit.person))
            if kept is None:
                return Refusal.NO_DRAFT
            if begun not in (None, kept.begun):
                return Refusal.NOT_WAITING
            answered = change(kept.draft)
            problem = answered if isinstance(answered, DraftProblem) else None
            if problem is None:
                work.inbox.finish(visit.update)
            draft = kept.draft if isinstance(answered, DraftProblem) else answered
            return self._keep(work, visit.person, actor, KeptDraft(draft, kept.begun, now), problem)

        return await self.database.write(changed)

    def _keep(
        self, work: RecordingWork, person: PersonKey, actor: Actor, kept: KeptDraft, problem: DraftProblem | None = None
    ) -> Writing:
        """Keep the draft. What it is about may have left the promise since: then that is asked for again."""
        draft = kept.draft
        left = place_problem(self.content.promise, draft.commitment, draft.activity) if draft.commitment else None
        if left:
            draft = replace(draft, step=Step.COMMITMENT, commitment="", activity="", corrects=None, translating="")
            kept = replace(kept, draft=draft)
        work.drafts.save(person, kept.written(), self.clock())
        return self._writing(work, actor, kept, left or problem)

    def _writing(
        self, work: RecordingWork, actor: Actor, kept: KeptDraft, problem: DraftProblem | None = None
    ) -> Writing:
        draft = kept.draft
        writing = Writing(self.content.promise, kept.begun, draft, actor, problem)
        if draft.step is Step.FINDING:
            guard = GuardedCounts(work, "public", self.k_public, behind=GuardedCounts(work, "staff", self.k_staff))
            taken = taken_findings(work, actor.number)
            return replace(writing, findings=findings(guard, self.content, draft.commitment, taken))
        if draft.step is Step.PREVIEW:
            now = self.clock()
            update = as_update(draft, actor.organisation, now)
            return replace(writing, preview=proposed(work, self.content, self.zone, update, now))
        return writing


def _next(promise: Promise, draft: Draft) -> Draft:
    """The draft with the first step open that is asked and not dealt with."""
    ahead = (draft_steps.edit(promise, draft, step) for step in Step if step not in draft.answered)
    return next(each for each in ahead if each.step is not draft.step)
