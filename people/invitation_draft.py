"""Whom an administrator is about to invite, while the bot waits for the name."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from people.organisation import Organisation
from people.staff import Role

WAITS = timedelta(minutes=30)
"""For so long what an administrator writes is a name; later they may be writing anything."""
_KIND = "invite"


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """Everything but the name. `asked` is when the name was asked for."""

    role: Role
    organisation: Organisation
    asked: datetime

    def waits(self, now: datetime) -> bool:
        """Whether the name is still waited for."""
        return now < self.asked + WAITS

    def written(self) -> str:
        """As it is kept among the drafts of the staff."""
        fields = {"role": self.role, "organisation": self.organisation, "asked": self.asked.isoformat()}
        return json.dumps({"kind": _KIND, **fields})


def read_invitation_draft(kept: str) -> InvitationDraft | None:
    """The draft that was kept; None where it is of another kind."""
    fields = json.loads(kept)
    if fields.get("kind") != _KIND:
        return None
    asked = datetime.fromisoformat(fields["asked"])
    return InvitationDraft(Role(fields["role"]), Organisation(fields["organisation"]), asked)
