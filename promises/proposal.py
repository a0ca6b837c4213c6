"""A progress update on its way to being published: written by one organisation, signed by as many as must sign."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from people.organisation import Organisation
from promises.promise import ProgressUpdate


class ProposalState(StrEnum):
    """Where a proposal stands. Only one that waits can be signed."""

    WAITING = "waiting"
    CHANGE_ASKED = "change_asked"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Signature:
    """An organisation's yes. `member` is the staff number of who gave it."""

    organisation: Organisation
    member: int
    moment: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """An update as it would be published, and who has signed it.

    `update.id` is None until it is published. `author` is a staff number; writing it counts as the signature of the
    author's organisation. `comment` says what another organisation wants changed. `reminded` is when the signers were
    last told that it waits.
    """

    id: int | None
    update: ProgressUpdate
    author: int
    written: datetime
    state: ProposalState = ProposalState.WAITING
    signatures: tuple[Signature, ...] = ()
    comment: str = ""
    reminded: datetime | None = None

    @property
    def signed_by(self) -> tuple[Organisation, ...]:
        """The organisations that have signed, each once."""
        return tuple(dict.fromkeys(signature.organisation for signature in self.signatures))
