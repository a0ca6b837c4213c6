"""One transaction in which a proposal goes a step further: kept, noted in the audit trail, published when ready."""

from dataclasses import dataclass, replace
from datetime import datetime

from people.audit import Deed
from people.audit_trail import note
from people.staff import StaffMember
from promises.audience import concerned
from promises.ports import PromiseWork
from promises.promise import ProgressUpdate
from promises.proposal import Proposal, ProposalState
from promises.signing import Actor, is_ready, published


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done. `published` is what everybody can read from now on; `tell` are the members it concerns."""

    deed: Deed
    proposal: Proposal
    published: ProgressUpdate | None
    tell: tuple[StaffMember, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one actor does one thing. `needed` is how many organisations sign; `fresh_key` as in `audit_trail.note`."""

    work: PromiseWork
    actor: Actor
    now: datetime
    fresh_key: bytes
    needed: int

    def settle(self, deed: Deed, proposal: Proposal) -> Outcome:
        """Keep what became of a proposal, and publish it if enough have signed."""
        kept = self._keep(proposal)
        self._note(deed, f"proposal {kept.id}")
        update = self._publish(kept) if is_ready(kept, self.needed) else None
        if update:
            kept = self._keep(replace(kept, update=replace(kept.update, id=update.id), state=ProposalState.PUBLISHED))
        return Outcome(deed, kept, update, concerned(kept, self.work.staff.everyone(), self.actor.number))

    def _keep(self, proposal: Proposal) -> Proposal:
        if proposal.id is None:
            return replace(proposal, id=self.work.proposals.add(proposal))
        self.work.proposals.change(proposal)
        return proposal

    def _publish(self, proposal: Proposal) -> ProgressUpdate:
        update = published(proposal, self.now)
        number = self.work.progress.add(update)
        self._note(Deed.PUBLISHED, f"proposal {proposal.id}, update {number}")
        return replace(update, id=number)

    def _note(self, deed: Deed, subject: str) -> None:
        note(self.work, self.fresh_key, self.now, self.actor.number, deed, subject)
