"""Looking at proposals, and saying what should change in one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from digests.content import DigestContent
from digests.kept_draft import WAITS, KeptWish, read_draft, read_wish
from digests.ports import DigestWork
from digests.proposed import Proposed, proposed
from people.person import PersonKey, Visit
from people.ports import UnitsOfWork
from people.staff import Right
from promises.ports import PromiseWork
from promises.proposal import Proposal, ProposalState
from promises.service import PromiseService, Result
from promises.signing import Actor, Refusal, acting, fingerprint


@dataclass(frozen=True, slots=True)
class Looked:
    """A proposal as a member of staff sees it.

    `author` is what colleagues call who wrote it, "" where that is not known. `shown` is how it would look to
    followers, None where what it is about has left the promise.
    """

    proposal: Proposal
    actor: Actor
    author: str
    shown: Proposed | None

    @property
    def is_ours(self) -> bool:
        """Whether the reader's own organisation wrote it."""
        return self.proposal.update.organisation is self.actor.organisation

    @property
    def may_sign(self) -> bool:
        """Whether it waits for a signature of the reader's organisation."""
        waits = self.proposal.state is ProposalState.WAITING and self.shown is not None
        return waits and self.actor.organisation not in self.proposal.signed_by

    @property
    def may_ask(self) -> bool:
        """Whether the reader may ask for a change."""
        return self.proposal.state is ProposalState.WAITING and not self.is_ours


@dataclass(frozen=True, slots=True)
class Proposals:
    """What waits to be signed, one reader at a time. Who may not sign (any more) gets a refusal."""

    database: UnitsOfWork[DigestWork]
    content: DigestContent
    clock: Callable[[], datetime]
    zone: ZoneInfo
    promises: PromiseService

    async def waiting(self, visit: Visit) -> tuple[Looked, ...] | Refusal:
        """Everything that waits for a signature or for a change, oldest first."""

        def waiting(work: DigestWork) -> tuple[Looked, ...] | Refusal:
            actor = acting(work.staff.of(visit.person), Right.SIGN)
            if isinstance(actor, Refusal):
                return actor
            return tuple(self._looked(work, actor, each) for each in work.proposals.waiting())

        return await self.database.read(waiting)

    async def look(self, visit: Visit, number: int) -> Looked | Refusal:
        """One proposal."""
        return await self.database.read(lambda work: self._look(work, visit, number))

    async def wish(self, visit: Visit, number: int, seen: str) -> Looked | Refusal:
        """Wait for the words in which the visitor asks for a change. `seen` is the fingerprint of what they read."""
        now = self.clock()

        def wish(work: DigestWork) -> Looked | Refusal:
            looked = self._look(work, visit, number)
            if isinstance(looked, Refusal):
                return looked
            if not looked.may_ask:
                return Refusal.YOURS if looked.is_ours else Refusal.NOT_WAITING
            if fingerprint(looked.proposal.update) != seen:
                return Refusal.CHANGED
            work.inbox.finish(visit.update)
            kept = work.drafts.find(visit.person)
            earlier = read_draft(kept)
            beneath = earlier.written() if earlier else ""
            work.drafts.save(visit.person, KeptWish(number, seen, now, beneath).written(), now)
            return looked

        return await self.database.write(wish)

    async def ask(self, visit: Visit, comment: str) -> Result:
        """Ask for the change in those words. Where they cannot stand they are waited for again, else no more."""
        now = self.clock()
        wish = await self.database.read(lambda work: read_wish(work.drafts.find(visit.person)))
        if wish is None or now >= wish.asked + WAITS:
            return Refusal.NOT_WAITING
        return await self.promises.ask_for_change(
            visit, wish.proposal, wish.seen, comment, then=lambda work: _stop(work, visit.person, now)
        )

    async def stop_wishing(self, visit: Visit) -> int | None:
        """Wait for no such words any more; what was beneath is there again. Returns which proposal it was about.

        It may be done again, so the update is left to whoever answers it.
        """
        return await self.database.write(lambda work: _stop(work, visit.person, self.clock()))

    def _look(self, work: DigestWork, visit: Visit, number: int) -> Looked | Refusal:
        actor = acting(work.staff.of(visit.person), Right.SIGN)
        if isinstance(actor, Refusal):
            return actor
        found = work.proposals.find(number)
        return self._looked(work, actor, found) if found else Refusal.UNKNOWN

    def _looked(self, work: DigestWork, actor: Actor, proposal: Proposal) -> Looked:
        author = work.staff.numbered(proposal.author)
        shown = proposed(work, self.content, self.zone, proposal.update, self.clock())
        return Looked(proposal, actor, author.name if author else "", shown)


def _stop(work: PromiseWork, person: PersonKey, now: datetime) -> int | None:
    wish = read_wish(work.drafts.find(person))
    if wish and wish.beneath:
        work.drafts.save(person, wish.beneath, now)
    elif wish:
        work.drafts.remove(person)
    return wish.proposal if wish else None
