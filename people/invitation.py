"""One-time invitations to the staff: a link that anybody could find is worth nothing without an administrator's yes."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from people.organisation import Organisation
from people.person import PersonKey
from people.staff import Role

LIVES = timedelta(hours=24)
TOKEN_BYTES = 16
"""128 random bits: nobody guesses one, so a plain hash of it may be stored."""
LINK = "i_"
"""What a deep link's payload begins with."""

_REFERENCE, _CODES = 16, 10_000


class InvitationState(StrEnum):
    """Where an invitation stands. It is opened at most once."""

    SENT = "sent"
    OPENED = "opened"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A role offered to whoever first opens the link and says yes. `hash` finds it; the token itself is never stored.

    `invited_by` is a staff number, 0 for the operator's own command; `opened_by` is who said yes.
    """

    hash: str
    name: str
    role: Role
    organisation: Organisation
    areas: tuple[str, ...]
    invited_by: int
    expires: datetime
    state: InvitationState = InvitationState.SENT
    opened_by: PersonKey | None = None

    @property
    def reference(self) -> str:
        """What a button calls it by: short, and of no use to whoever has no right to press that button."""
        return self.hash[:_REFERENCE]

    @property
    def code(self) -> str:
        """Four digits that only the one who opened it is shown, and that an administrator can ask them for."""
        return f"{int(token_hash(f'{self.hash}:{self.opened_by}'), 16) % _CODES:04}"

    def holds(self, now: datetime) -> bool:
        """Whether it can be opened now."""
        return self.state is InvitationState.SENT and now < self.expires


def new_token(randomness: bytes) -> str:
    """The token of `TOKEN_BYTES` random bytes, in letters a deep link may carry (A-Z, a-z, 0-9, _ and -)."""
    return urlsafe_b64encode(randomness).decode().rstrip("=")


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def deep_link(username: str, token: str) -> str:
    """The address that opens an invitation in the bot (core.telegram.org/bots/features#deep-linking)."""
    return f"https://t.me/{username}?start={LINK}{token}"
