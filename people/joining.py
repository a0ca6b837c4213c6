"""Coming onto the staff: a link is opened once, and the role holds once an administrator says it was the right one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from people.audit import NEWCOMER, Deed
from people.invitation import Invitation, InvitationState, token_hash
from people.person import PersonKey, Visit
from people.ports import StaffWork, UnitsOfWork
from people.service import person_of
from people.staff import Right, StaffMember
from people.staffing import Denial, Register

Work = TypeVar("Work", bound=StaffWork)
Work_contra = TypeVar("Work_contra", bound=StaffWork, contravariant=True)


class Notices(Protocol[Work_contra]):
    """Writes to those whom an invitation concerns, in the transaction that changes it."""

    def opened(self, work: Work_contra, invitation: Invitation, administrators: Sequence[PersonKey], /) -> None:
        """Ask the administrators whether that was the one invited."""
        ...

    def answered(self, work: Work_contra, invitation: Invitation, /) -> None:
        """Tell whoever opened it what came of it."""
        ...


class Unanswered(StrEnum):
    """Why an invitation was not answered. OWN: nobody lets themselves in."""

    GONE = "gone"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Joining(Generic[Work]):
    """From the link to the role."""

    database: UnitsOfWork[Work]
    register: Register
    notices: Notices[Work]

    async def look(self, visit: Visit, token: str) -> Invitation | None:
        """What a link offers the visitor, or what they have said yes to with it; None for any other link."""
        return await self.database.read(lambda work: self._offered(work, visit, token))

    async def open(self, visit: Visit, token: str) -> Invitation | None:
        """Say yes to what a link offers. The first to say so has it, and waits for an administrator."""

        def open_(work: Work) -> Invitation | None:
            offered = self._offered(work, visit, token)
            if offered is None or offered.state is InvitationState.OPENED:
                return offered
            work.inbox.finish(visit.update)
            person_of(work, visit)
            opened = replace(offered, state=InvitationState.OPENED, opened_by=visit.person)
            work.invitations.change(opened)
            member = work.staff.of(visit.person)
            actor = member.number if member else NEWCOMER
            self.register.note(work, actor, Deed.OPENED_INVITATION, f"invitation {opened.reference}")
            self.notices.opened(work, opened, self.register.administrators(work))
            return opened

        return await self.database.write(open_)

    async def find(self, visit: Visit, reference: str) -> Invitation | Denial | None:
        """An invitation that is not settled, for an administrator."""

        def find(work: Work) -> Invitation | Denial | None:
            member = self.register.admit(work, visit, Right.MANAGE)
            return member if isinstance(member, Denial) else self._unsettled(work, reference)

        return await self.database.write(find)

    async def answer(self, visit: Visit, reference: str, *, yes: bool) -> Invitation | Denial | Unanswered:
        """Say whether it was the one invited who opened it. With a yes the role holds from now on."""

        def answer(work: Work) -> Invitation | Denial | Unanswered:
            actor = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(actor, Denial):
                return actor
            opened = self._unsettled(work, reference)
            if opened is None or opened.opened_by is None:
                return Unanswered.GONE
            if opened.opened_by == visit.person:
                return Unanswered.OWN
            work.inbox.finish(visit.update)
            return self._confirm(work, actor, opened, opened.opened_by) if yes else self._refuse(work, actor, opened)

        return await self.database.write(answer)

    async def take_back(self, visit: Visit, reference: str) -> Invitation | Denial | None:
        """Make a link worthless that nobody has opened; None where there is no such link."""

        def take_back(work: Work) -> Invitation | Denial | None:
            actor = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(actor, Denial):
                return actor
            sent = self._unsettled(work, reference)
            if sent is None or sent.state is not InvitationState.SENT:
                return None
            work.inbox.finish(visit.update)
            taken_back = replace(sent, state=InvitationState.TAKEN_BACK)
            work.invitations.change(taken_back)
            self.register.note(work, actor.number, Deed.INVITATION_TAKEN_BACK, f"invitation {sent.reference}")
            return taken_back

        return await self.database.write(take_back)

    def _offered(self, work: Work, visit: Visit, token: str) -> Invitation | None:
        found = work.invitations.find(token_hash(token))
        if found and found.state is InvitationState.OPENED:
            return found if found.opened_by == visit.person else None
        return found if found and found.holds(self.register.clock()) else None

    def _unsettled(self, work: Work, reference: str) -> Invitation | None:
        unsettled = work.invitations.unsettled(self.register.clock())
        return next((each for each in unsettled if each.reference == reference), None)

    def _confirm(self, work: Work, actor: StaffMember, opened: Invitation, person: PersonKey) -> Invitation:
        confirmed = replace(opened, state=InvitationState.CONFIRMED)
        number = self._appoint(work, confirmed, person).number
        subject = f"invitation {opened.reference} staff {number}"
        return self._settle(work, confirmed, actor, Deed.CONFIRMED, subject)

    def _refuse(self, work: Work, actor: StaffMember, opened: Invitation) -> Invitation:
        refused = replace(opened, state=InvitationState.REFUSED)
        return self._settle(work, refused, actor, Deed.REFUSED, f"invitation {opened.reference}")

    def _settle(self, work: Work, settled: Invitation, actor: StaffMember, deed: Deed, subject: str) -> Invitation:
        work.invitations.change(settled)
        self.register.note(work, actor.number, deed, subject)
        self.notices.answered(work, settled)
        return settled

    def _appoint(self, work: Work, invitation: Invitation, person: PersonKey) -> StaffMember:
        """Give the role. Who was on the staff before keeps their number, so that it is still told what they did."""
        role, organisation, today = invitation.role, invitation.organisation, self.register.today()
        member = StaffMember(0, person, invitation.name, role, organisation, invitation.areas, today)
        known = work.staff.of(person)
        if known is None:
            return work.staff.add(member)
        member = replace(member, number=known.number)
        work.staff.change(member)
        work.drafts.remove(person)
        return member
