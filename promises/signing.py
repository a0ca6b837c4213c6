"""How a proposal comes to be published: what each step makes of it, or why it may not be taken."""

import json
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from people.organisation import Organisation
from people.staff import RIGHTS, Right, StaffMember
from promises.promise import ProgressUpdate
from promises.proposal import Proposal, ProposalState, Signature

_OPEN = frozenset({ProposalState.WAITING, ProposalState.CHANGE_ASKED})
_NOT_SAID = ("id", "recorded", "signed_by")
"""What a reader of an update is not told by whoever wrote it."""
_FINGERPRINT_BYTES = 12
"""96 bits: nobody finds two texts with the same one. 16 characters of a button's 64."""


class Refusal(StrEnum):
    """Why somebody may not do what they pressed, as a plain sentence; its name says the same to the catalogues."""

    LOST_RIGHT = "You do not have the right to do this, or not any more."
    NO_ORGANISATION = "Say first which organisation you belong to."
    NO_DRAFT = "There is nothing that you are in the middle of writing."
    UNKNOWN = "There is no such thing."
    NOT_WAITING = "It does not wait for this any more."
    CHANGED = "It has changed since you looked: look again."
    OVERTAKEN = "A colleague has changed it since you began: look at that first."
    ORGANISATION_SIGNED = "Your organisation has signed already."
    MEMBER_SIGNED = "You have signed already, for the other organisation."
    NOT_YOURS = "It belongs to the other organisation, which alone can change it or take it back."
    YOURS = "It is your own organisation's: you can change it yourself."
    LEFT_THE_PROMISE = "What it is about is not in the promise any more."


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and for whom. `number` is a staff number, or `people.audit.OPERATOR`."""

    number: int
    organisation: Organisation


def acting(member: StaffMember | None, right: Right) -> Actor | Refusal:
    """Whoever is behind a chat, if they may do that in the name of their organisation now."""
    if member is None or not member.active or right not in RIGHTS[member.role]:
        return Refusal.LOST_RIGHT
    return Actor(member.number, member.organisation) if member.organisation else Refusal.NO_ORGANISATION


def fingerprint(update: ProgressUpdate) -> str:
    """What stands for everything the update says, and whose it is: another word gives another one."""
    said = {name: value for name, value in asdict(update).items() if name not in _NOT_SAID}
    digest = sha256(json.dumps(said, sort_keys=True).encode()).digest()
    return urlsafe_b64encode(digest[:_FINGERPRINT_BYTES]).decode()


def propose(update: ProgressUpdate, actor: Actor, moment: datetime) -> Proposal:
    """A new proposal, signed by the organisation of whoever wrote it."""
    update = replace(update, organisation=actor.organisation, recorded=moment)
    return Proposal(None, update, actor.number, moment, signatures=(_signature(actor, moment),))


def revise(proposal: Proposal, update: ProgressUpdate, actor: Actor, moment: datetime) -> Proposal | Refusal:
    """The proposal with other words, under the same number. No signature outlives that but the reviser's own."""
    if refusal := refusal_to_change(proposal, actor):
        return refusal
    return replace(propose(update, actor, moment), id=proposal.id)


def sign(proposal: Proposal, actor: Actor, seen: str, moment: datetime) -> Proposal | Refusal:
    """The proposal with one more organisation's yes. `seen` is the fingerprint of what was looked at."""
    if proposal.state is not ProposalState.WAITING:
        return Refusal.NOT_WAITING
    if actor.organisation in proposal.signed_by:
        return Refusal.ORGANISATION_SIGNED
    if any(signature.member == actor.number for signature in proposal.signatures):
        return Refusal.MEMBER_SIGNED
    if seen != fingerprint(proposal.update):
        return Refusal.CHANGED
    return replace(proposal, signatures=(*proposal.signatures, _signature(actor, moment)))


def ask_for_change(proposal: Proposal, actor: Actor, seen: str, comment: str) -> Proposal | Refusal:
    """The proposal, back with its writers; no signature outlives that. `seen` as in `sign`."""
    if proposal.state is not ProposalState.WAITING:
        return Refusal.NOT_WAITING
    if actor.organisation is proposal.update.organisation:
        return Refusal.YOURS
    if seen != fingerprint(proposal.update):
        return Refusal.CHANGED
    return replace(proposal, state=ProposalState.CHANGE_ASKED, signatures=(), comment=comment.strip())


def withdraw(proposal: Proposal, actor: Actor) -> Proposal | Refusal:
    """The proposal, taken back by the organisation that wrote it."""
    return refusal_to_change(proposal, actor) or replace(proposal, state=ProposalState.WITHDRAWN, signatures=())


def refusal_to_change(proposal: Proposal, actor: Actor) -> Refusal | None:
    """Why this actor may not revise or withdraw the proposal; None if they may."""
    if proposal.state not in _OPEN:
        return Refusal.NOT_WAITING
    return None if actor.organisation is proposal.update.organisation else Refusal.NOT_YOURS


def is_ready(proposal: Proposal, needed: int) -> bool:
    """Whether enough organisations have signed for it to be published."""
    return proposal.state is ProposalState.WAITING and len(proposal.signed_by) >= needed


def published(proposal: Proposal, moment: datetime) -> ProgressUpdate:
    """The update as everybody will read it, signed by those who signed."""
    return replace(proposal.update, id=None, recorded=moment, signed_by=proposal.signed_by)


def _signature(actor: Actor, moment: datetime) -> Signature:
    return Signature(actor.organisation, actor.number, moment)
