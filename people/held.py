"""What is kept about one member of staff, or somebody invited, for telling them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from people.guest import Guest
from people.invitation import Invitation
from people.kiosk import Kiosk
from people.person import PersonKey
from people.ports import Drafts, Invitations


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """What somebody is in the middle of writing, and when they last went on with it."""

    content: str
    touched: datetime


class OpenedInvitations(Invitations, Protocol):
    """Roles offered, and who opened which."""

    def opened_by(self, person: PersonKey, /) -> Sequence[Invitation]:
        """Those the person has opened, whatever became of them."""
        ...


class HeldDrafts(Drafts, Protocol):
    """What members of staff are in the middle of writing, and since when."""

    def of(self, person: PersonKey, /) -> HeldDraft | None:
        """What the person had."""
        ...


class HeldGuests(Protocol):
    """Who is to hear of a dialogue again."""

    def guest_of(self, person: PersonKey, /) -> Sequence[Guest]:
        """At which dialogues the person is kept."""
        ...


class HeldKiosks(Protocol):
    """Chats in which others are answering."""

    def find(self, person: PersonKey, /) -> Kiosk | None:
        """The kiosk in that chat."""
        ...
