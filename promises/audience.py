"""Whom of the staff a turn in a proposal's life concerns."""

from collections.abc import Iterable

from people.organisation import Organisation
from people.staff import Right, StaffMember
from promises.proposal import Proposal, ProposalState


def concerned(proposal: Proposal, everyone: Iterable[StaffMember], actor: int) -> tuple[StaffMember, ...]:
    """Who should hear what became of it, but for who did it (a staff number).

    While it waits, those who may still sign; taken back, those who had been asked to; else whoever wrote it, or where
    they may not record any more, all of their organisation who may.
    """
    others = [member for member in everyone if member.number != actor]
    if proposal.state is ProposalState.WAITING:
        return _may_sign(others, proposal.signed_by)
    if proposal.state is ProposalState.WITHDRAWN:
        return _may_sign(others, (proposal.update.organisation,))
    return _writers(others, proposal, actor)


def editors(everyone: Iterable[StaffMember], organisations: Iterable[Organisation]) -> tuple[StaffMember, ...]:
    """Everybody of these organisations who may record progress."""
    wanted = set(organisations)
    return tuple(member for member in everyone if member.may(Right.RECORD) and member.organisation in wanted)


def _may_sign(members: Iterable[StaffMember], done: Iterable[Organisation]) -> tuple[StaffMember, ...]:
    signed = set(done)
    return tuple(member for member in members if member.may(Right.SIGN) and member.organisation not in signed)


def _writers(members: Iterable[StaffMember], proposal: Proposal, actor: int) -> tuple[StaffMember, ...]:
    able = editors(members, [proposal.update.organisation])
    author = tuple(member for member in able if member.number == proposal.author)
    return author if author or proposal.author == actor else able
