"""Inviting somebody to the staff: a role, an organisation and a name become a link that is shown once."""

from dataclasses import dataclass
from enum import StrEnum

from people.audit import OPERATOR, Deed
from people.invitation import LIVES, TOKEN_BYTES, Invitation, new_token, token_hash
from people.invitation_draft import InvitationDraft, read_invitation_draft
from people.organisation import Organisation
from people.person import Visit
from people.ports import StaffWork, UnitsOfWork
from people.staff import Right, Role, read_name
from people.staffing import Denial, Register


class Begun(StrEnum):
    """What came of beginning to invite. BUSY: an update is half written, and would be lost."""

    ASKED = "asked"
    BUSY = "busy"


class NotInvited(StrEnum):
    """Why what was written made no invitation. GONE: no name was waited for any more."""

    NO_NAME = "no_name"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation, and the only moment its token is known."""

    invitation: Invitation
    token: str


@dataclass(frozen=True, slots=True)
class Inviting:
    """From the first press to the link."""

    database: UnitsOfWork[StaffWork]
    register: Register

    async def begin(self, visit: Visit, role: Role, organisation: Organisation) -> Begun | Denial:
        """Wait for the name of somebody to invite."""
        now = self.register.clock()

        def begin(work: StaffWork) -> Begun | Denial:
            member = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(member, Denial):
                return member
            kept = work.drafts.find(visit.person)
            if kept and read_invitation_draft(kept) is None:
                return Begun.BUSY
            work.inbox.finish(visit.update)
            work.drafts.save(visit.person, InvitationDraft(role, organisation, now).written(), now)
            return Begun.ASKED

        return await self.database.write(begin)

    async def awaits_name(self, visit: Visit) -> bool:
        """Whether what the visitor writes now is the name of somebody to invite."""
        return await self.database.read(lambda work: self.awaits(work.drafts.find(visit.person)) is not None)

    def awaits(self, found: str | None) -> InvitationDraft | None:
        """What a name is waited for with, where `found`, what the visitor was in the middle of writing, is that."""
        draft = read_invitation_draft(found) if found else None
        return draft if draft and draft.waits(self.register.clock()) else None

    async def stop(self, visit: Visit) -> None:
        """Wait for no name any more."""

        def stop(work: StaffWork) -> None:
            if self.awaits(work.drafts.find(visit.person)):
                work.drafts.remove(visit.person)

        if await self.awaits_name(visit):
            await self.database.write(stop)

    async def invite(self, visit: Visit, text: str) -> Invited | NotInvited | Denial:
        """Invite whoever has that name."""
        name, token = read_name(text), self._token()

        def invite(work: StaffWork) -> Invited | NotInvited | Denial:
            work.inbox.finish(visit.update)
            member = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(member, Denial):
                return member
            draft = self.awaits(work.drafts.find(visit.person))
            if draft is None:
                return NotInvited.GONE
            if not name:
                return NotInvited.NO_NAME
            work.drafts.remove(visit.person)
            return self._add(work, token, self._new(token, name, draft.role, draft.organisation, member.number))

        return await self.database.write(invite)

    async def invite_as_operator(
        self, name: str, role: Role, organisation: Organisation, areas: tuple[str, ...]
    ) -> Invited | None:
        """Invite from outside the chat; None where there is no administrator to confirm it."""
        token = self._token()
        invitation = self._new(token, name, role, organisation, OPERATOR, areas)

        def invite(work: StaffWork) -> Invited | None:
            return self._add(work, token, invitation) if self.register.administrators(work) else None

        return await self.database.write(invite)

    def _token(self) -> str:
        return new_token(self.register.randomness(TOKEN_BYTES))

    def _new(
        self,
        token: str,
        name: str,
        role: Role,
        organisation: Organisation,
        invited_by: int,
        areas: tuple[str, ...] = (),
    ) -> Invitation:
        expires = self.register.clock() + LIVES
        return Invitation(token_hash(token), name, role, organisation, areas, invited_by, expires)

    def _add(self, work: StaffWork, token: str, invitation: Invitation) -> Invited:
        work.invitations.add(invitation)
        subject = f"invitation {invitation.reference} {invitation.role.value} {invitation.organisation.value}"
        self.register.note(work, invitation.invited_by, Deed.INVITED, subject)
        return Invited(invitation, token)
