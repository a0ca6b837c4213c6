"""Who is on the staff now, and how somebody leaves it. Each use case asks anew what its visitor may do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from people.audit import Deed
from people.audit_trail import note
from people.invitation import Invitation
from people.lost_role import is_lost_role, written_lost_role
from people.organisation import Organisation
from people.person import PersonKey, Visit
from people.ports import StaffWork, UnitsOfWork
from people.service import person_of
from people.staff import Right, Role, StaffMember


class Denial(StrEnum):
    """Why somebody may not do it. ROLE: they are on the staff, with a role that does not include it."""

    STRANGER = "stranger"
    REVOKED = "revoked"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Register:
    """Tells who somebody is on the staff, and writes down what they do.

    `first` are the administrators that the settings name: each becomes one with their first visit. Who was revoked
    stays so, whatever the settings say. `opened` are rights that a decision of the municipality opens to the police.
    """

    first: frozenset[PersonKey]
    clock: Callable[[], datetime]
    zone: ZoneInfo
    randomness: Callable[[int], bytes]
    opened: frozenset[Right] = frozenset()

    def lets(self, member: StaffMember, right: Right) -> bool:
        """Whether the member may do that now, with what has been decided here."""
        return member.may(right, self.opened)

    def member(self, work: StaffWork, visit: Visit) -> StaffMember | None:
        """The visitor, whether or not their role still holds."""
        known = work.staff.of(visit.person)
        if known or visit.person not in self.first:
            return known
        person_of(work, visit)
        return work.staff.add(StaffMember(0, visit.person, "", Role.ADMINISTRATOR, None, (), self.today()))

    def admit(self, work: StaffWork, visit: Visit, right: Right | None = None) -> StaffMember | Denial:
        """The visitor, where their role holds and includes that right."""
        return self.admitted(self.member(work, visit), right)

    def admitted(self, member: StaffMember | None, right: Right | None = None) -> StaffMember | Denial:
        """The same for whoever was found behind a chat."""
        if member is None:
            return Denial.STRANGER
        if not member.active:
            return Denial.REVOKED
        return member if right is None or self.lets(member, right) else Denial.ROLE

    def administrators(self, work: StaffWork) -> Sequence[PersonKey]:
        """Everybody who looks after the staff now, those of the settings too who have not been here yet."""
        everyone = work.staff.everyone()
        known = {member.person for member in everyone}
        return [member.person for member in everyone if member.may(Right.MANAGE)] + sorted(self.first - known)

    def note(self, work: StaffWork, actor: int, deed: Deed, subject: str) -> None:
        """Write it down in the audit trail."""
        note(work, self.randomness(32), self.clock(), actor, deed, subject)

    def today(self) -> date:
        """The day it is where the residents live."""
        return self.clock().astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The staff as an administrator sees it: who is on it, by number, who has been invited, and who is looking."""

    looking: StaffMember
    members: Sequence[StaffMember]
    invitations: Sequence[Invitation]


@dataclass(frozen=True, slots=True)
class Staffing:
    """The staff, one visitor at a time."""

    database: UnitsOfWork[StaffWork]
    register: Register

    async def meet(self, visit: Visit) -> StaffMember | None:
        """The visitor as a member whose role holds; None for everybody else, and for them nothing is written."""
        known = await self.database.read(lambda work: work.staff.of(visit.person))
        if known is None and visit.person in self.register.first:
            known = await self.database.write(lambda work: self.register.member(work, visit))
        return known if known and known.active else None

    async def choose_organisation(self, visit: Visit, organisation: Organisation) -> tuple[StaffMember, bool] | Denial:
        """Say once whom a first administrator works for. Beside the member: whether it was not said before."""

        def choose(work: StaffWork) -> tuple[StaffMember, bool] | Denial:
            member = self.register.admit(work, visit)
            if isinstance(member, Denial):
                return member
            if member.organisation is not None:
                return member, False
            work.inbox.finish(visit.update)
            member = replace(member, organisation=organisation)
            work.staff.change(member)
            subject = f"staff {member.number} {organisation.value}"
            self.register.note(work, member.number, Deed.CHOSE_ORGANISATION, subject)
            return member, True

        return await self.database.write(choose)

    async def admitted(self, visit: Visit, right: Right | None = None) -> StaffMember | Denial:
        """The visitor, where their role holds and includes that right. Only a first administrator's visit writes."""
        known = await self.database.read(lambda work: work.staff.of(visit.person))
        if known is None and visit.person in self.register.first:
            return await self.database.write(lambda work: self.register.admit(work, visit, right))
        return self.register.admitted(known, right)

    async def colleagues(self, visit: Visit) -> Colleagues | Denial:
        """Everybody whose role holds, and the invitations not settled."""

        def look(work: StaffWork) -> Colleagues | Denial:
            member = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(member, Denial):
                return member
            active = [each for each in work.staff.everyone() if each.active]
            return Colleagues(member, active, work.invitations.unsettled(self.register.clock()))

        return await self.database.write(look)

    async def revoke(self, visit: Visit, number: int) -> StaffMember | Denial | None:
        """Take a member's role back; None where there is no such role. Nobody takes back their own."""

        def revoke(work: StaffWork) -> StaffMember | Denial | None:
            actor = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(actor, Denial):
                return actor
            member = work.staff.numbered(number)
            if member is None or not member.active or member.number == actor.number:
                return None
            work.inbox.finish(visit.update)
            revoked = replace(member, until=self.register.today())
            work.staff.change(revoked)
            if work.drafts.remove(member.person):
                now = self.register.clock()
                work.drafts.save(member.person, written_lost_role(now), now)
            self.register.note(work, actor.number, Deed.REVOKED, f"staff {member.number}")
            return revoked

        return await self.database.write(revoke)

    def has_lost_role(self, kept: str | None) -> bool:
        """Whether what is kept of a draft says that a role was taken back a moment ago, in the middle of writing."""
        return is_lost_role(kept, self.register.clock())

    async def told_of_lost_role(self, visit: Visit) -> None:
        """They know it now."""

        def told(work: StaffWork) -> None:
            work.inbox.finish(visit.update)
            if self.has_lost_role(work.drafts.find(visit.person)):
                work.drafts.remove(visit.person)

        await self.database.write(told)

    def named_in_settings(self, member: StaffMember) -> bool:
        """Whether the settings name them as a first administrator; only the operator can change that."""
        return member.person in self.register.first
