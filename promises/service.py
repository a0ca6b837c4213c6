"""What staff do with progress: propose it, sign it, ask for a change, take it back."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from people.audit import OPERATOR, Deed
from people.organisation import Organisation
from people.person import PersonKey, Visit
from people.ports import UnitsOfWork
from people.staff import Right
from promises import signing
from promises.desk import Desk, Outcome
from promises.draft_check import DraftProblem, check_draft, place_problem, text_problem
from promises.draft_json import from_json
from promises.drafting import Draft, as_update
from promises.ports import PromiseWork
from promises.promise import ProgressUpdate, Promise
from promises.proposal import Proposal
from promises.signing import Actor, Refusal, acting

Result = Outcome | Refusal | tuple[DraftProblem, ...]
Seen = TypeVar("Seen")
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class PromiseService:
    """Progress of one promise, published once `signatures_needed` organisations have signed (1 or 2).

    `clock` gives aware UTC moments, `randomness` so many random bytes. Whether somebody may act is asked anew in the
    transaction of each act, which also marks their Telegram update done and leaves an entry in the audit trail.
    Every use case raises `StoreTrouble` where nothing of it was kept.
    """

    database: UnitsOfWork[PromiseWork]
    promise: Promise
    clock: Callable[[], datetime]
    signatures_needed: int = 2
    randomness: Callable[[int], bytes] = os.urandom

    async def submit(self, visit: Visit, seen: str) -> Result:
        """Propose what the visitor has written; if it is a revision, in the place of what it revises.

        `seen` is the fingerprint of the update they looked at. Their draft is gone only if it was taken.
        """
        return await self._act(visit, Right.RECORD, lambda desk: self._submit(desk, visit.person, seen))

    async def sign(self, visit: Visit, number: int, seen: str) -> Result:
        """Sign a proposal in the name of the visitor's organisation. `seen` as in `submit`."""
        return await self._act(visit, Right.SIGN, lambda desk: self._sign(desk, number, seen))

    async def ask_for_change(
        self, visit: Visit, number: int, seen: str, comment: str, *, then: Callable[[PromiseWork], object] | None = None
    ) -> Result:
        """Send a proposal back to its writers with a comment in plain words. `seen` as in `submit`.

        `then` is done in the same commit, unless the words cannot stand and are asked for again.
        """

        def ask(desk: Desk) -> Result:
            if problem := text_problem(comment):
                return (problem,)
            if then:
                then(desk.work)
            found = desk.work.proposals.find(number)
            asked = signing.ask_for_change(found, desk.actor, seen, comment) if found else Refusal.UNKNOWN
            return _settled(desk, Deed.ASKED_FOR_CHANGE, asked)

        return await self._act(visit, Right.SIGN, ask)

    async def withdraw(self, visit: Visit, number: int) -> Result:
        """Take back a proposal of the visitor's organisation."""

        def take_back(desk: Desk) -> Result:
            found = desk.work.proposals.find(number)
            return _settled(desk, Deed.WITHDREW, signing.withdraw(found, desk.actor) if found else Refusal.UNKNOWN)

        return await self._act(visit, Right.RECORD, take_back)

    async def history(self, person: PersonKey, commitment: str) -> tuple[ProgressUpdate, ...] | Refusal:
        """Everything published about a commitment, corrected or not, oldest first."""
        return await self.database.read(
            lambda work: _look(work, person, lambda: tuple(work.progress.history(commitment)))
        )

    async def record(self, draft: Draft, organisation: Organisation) -> Outcome | tuple[DraftProblem, ...]:
        """Propose the draft for the operator, who signs for one organisation; published if that one is enough."""
        now, fresh_key = self.clock(), self.randomness(_KEY_BYTES)
        actor = Actor(OPERATOR, organisation)

        def work(uow: PromiseWork) -> Outcome | tuple[DraftProblem, ...]:
            if problems := check_draft(self.promise, draft, _corrected(uow, draft)):
                return problems
            desk = Desk(uow, actor, now, fresh_key, self.signatures_needed)
            return desk.settle(Deed.PROPOSED, signing.propose(as_update(draft, organisation, now), actor, now))

        return await self.database.write(work)

    async def _act(self, visit: Visit, right: Right, act: Callable[[Desk], Result]) -> Result:
        now, fresh_key = self.clock(), self.randomness(_KEY_BYTES)

        def work(uow: PromiseWork) -> Result:
            actor = acting(uow.staff.of(visit.person), right)
            if isinstance(actor, Refusal):
                return actor
            result = act(Desk(uow, actor, now, fresh_key, self.signatures_needed))
            if not isinstance(result, Refusal):
                uow.inbox.finish(visit.update)
            return result

        return await self.database.write(work)

    def _submit(self, desk: Desk, person: PersonKey, seen: str) -> Result:
        draft = from_json(desk.work.drafts.find(person) or "")
        if draft is None:
            return Refusal.NO_DRAFT
        if problems := check_draft(self.promise, draft, _corrected(desk.work, draft)):
            return problems
        update = as_update(draft, desk.actor.organisation, desk.now)
        outcome = _settled(desk, Deed.PROPOSED, _proposed(desk, draft, update, seen))
        if isinstance(outcome, Outcome):
            desk.work.drafts.remove(person)
        return outcome

    def _sign(self, desk: Desk, number: int, seen: str) -> Result:
        found = desk.work.proposals.find(number)
        if found is None:
            return Refusal.UNKNOWN
        signed = signing.sign(found, desk.actor, seen, desk.now)
        if isinstance(signed, Proposal) and place_problem(self.promise, found.update.commitment, found.update.activity):
            return Refusal.LEFT_THE_PROMISE
        return _settled(desk, Deed.SIGNED, signed)


def _proposed(desk: Desk, draft: Draft, update: ProgressUpdate, seen: str) -> Proposal | Refusal:
    if seen != signing.fingerprint(update):
        return Refusal.CHANGED
    if draft.revises is None:
        return signing.propose(update, desk.actor, desk.now)
    found = desk.work.proposals.find(draft.revises)
    return _revised(desk, found, draft, update) if found else Refusal.UNKNOWN


def _revised(desk: Desk, found: Proposal, draft: Draft, update: ProgressUpdate) -> Proposal | Refusal:
    """A colleague who revised it first has the first word: theirs is read before it is replaced."""
    revised = signing.revise(found, update, desk.actor, desk.now)
    overtaken = draft.instead_of and draft.instead_of != signing.fingerprint(found.update)
    return Refusal.OVERTAKEN if overtaken and isinstance(revised, Proposal) else revised


def _settled(desk: Desk, deed: Deed, proposal: Proposal | Refusal) -> Outcome | Refusal:
    return proposal if isinstance(proposal, Refusal) else desk.settle(deed, proposal)


def _corrected(work: PromiseWork, draft: Draft) -> ProgressUpdate | None:
    return None if draft.corrects is None else work.progress.find(draft.corrects)


def _look(work: PromiseWork, person: PersonKey, look: Callable[[], Seen]) -> Seen | Refusal:
    looking = acting(work.staff.of(person), Right.SIGN)
    return looking if isinstance(looking, Refusal) else look()
