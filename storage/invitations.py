"""Roles offered, found by the hash of their token."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, or_, select

from people.invitation import Invitation, InvitationState
from people.organisation import Organisation
from people.person import PersonKey
from people.staff import Role
from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import invitations
from storage.upsert import insert_if_new, insert_or_replace

_SELECT = select(
    invitations.c.hash,
    invitations.c.name,
    invitations.c.role,
    invitations.c.organisation,
    invitations.c.areas,
    invitations.c.invited_by,
    invitations.c.expires,
    invitations.c.state,
    invitations.c.opened_by,
)
_FIND = _SELECT.where(invitations.c.hash == bindparam("of"))
_UNSETTLED = _SELECT.where(
    or_(
        invitations.c.state == InvitationState.OPENED.value,
        and_(invitations.c.state == InvitationState.SENT.value, invitations.c.expires > bindparam("now")),
    )
).order_by(invitations.c.expires, invitations.c.hash)
_OPENED_BY = _SELECT.where(invitations.c.opened_by == bindparam("of")).order_by(invitations.c.hash)
_ADD = insert_if_new(invitations)
_CHANGE = insert_or_replace(invitations)
_PURGE = delete(invitations).where(invitations.c.expires < bindparam("before"))


class StoredInvitations:
    """`people.held.OpenedInvitations`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def add(self, invitation: Invitation, /) -> None:
        """Keep a new one."""
        self._statements.run(_ADD, **self._row(invitation))

    def find(self, token_hash: str, /) -> Invitation | None:
        """The invitation of that token."""
        row = self._statements.first(_FIND, of=token_hash)
        return self._invitation(row) if row else None

    def change(self, invitation: Invitation, /) -> None:
        """Replace what is kept of it."""
        self._statements.run(_CHANGE, **self._row(invitation))

    def unsettled(self, now: datetime, /) -> Sequence[Invitation]:
        """Those sent and not expired, and those opened and not yet answered by an administrator."""
        return [self._invitation(row) for row in self._statements.all(_UNSETTLED, now=now)]

    def opened_by(self, person: PersonKey, /) -> Sequence[Invitation]:
        """Those the person has opened, whatever became of them."""
        return [self._invitation(row) for row in self._statements.all(_OPENED_BY, of=person)]

    def purge(self, expired_before: datetime, /) -> int:
        """Forget invitations that expired before then, whatever became of them. Returns how many."""
        return self._statements.run(_PURGE, before=expired_before)

    def _row(self, invitation: Invitation) -> dict[str, object]:
        return {
            "hash": invitation.hash,
            "name": self._seal.close_text(invitation.name),
            "role": invitation.role.value,
            "organisation": invitation.organisation.value,
            "areas": json.dumps(invitation.areas),
            "invited_by": invitation.invited_by,
            "expires": invitation.expires,
            "state": invitation.state.value,
            "opened_by": invitation.opened_by,
        }

    def _invitation(self, row: Row) -> Invitation:
        hashed, name, role, organisation, areas, invited_by, expires, state, opened_by = row
        return Invitation(
            hashed,
            self._seal.open_text(name),
            Role(role),
            Organisation(organisation),
            tuple(json.loads(areas)),
            int(invited_by),
            expires,
            InvitationState(state),
            PersonKey(opened_by) if opened_by else None,
        )
