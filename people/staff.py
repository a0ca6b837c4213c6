"""Who of the municipality and the police may do what. It is asked anew at each press: nothing here is remembered."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from people.organisation import Organisation
from people.person import PersonKey


class Role(StrEnum):
    """What a member of staff is there for."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    ANALYST = "analyst"
    FIELD_WORKER = "field_worker"


class Right(StrEnum):
    """What a role may let somebody do."""

    MANAGE = "manage"
    RECORD = "record"
    SIGN = "sign"
    FIGURES = "figures"
    READ = "read"
    EXPORT = "export"
    DIALOGUE = "dialogue"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: frozenset({Right.MANAGE, Right.RECORD, Right.SIGN, Right.FIGURES}),
    Role.EDITOR: frozenset({Right.RECORD, Right.SIGN, Right.FIGURES}),
    Role.ANALYST: frozenset({Right.FIGURES, Right.READ, Right.EXPORT}),
    Role.FIELD_WORKER: frozenset({Right.DIALOGUE}),
}
"""Who looks after the staff does not read what residents wrote: each role has only what its work needs."""

LONGEST_NAME = 60
"""Characters: more is not a name, and crowds a button."""

_FOR_A_PARTY = frozenset({Right.RECORD, Right.SIGN})
"""What is done in the name of an organisation, and so only by somebody who belongs to one."""
_FOR_THE_MUNICIPALITY = frozenset({Right.READ, Right.EXPORT})
"""The police see figures, and not what one person wrote unless a decision opens that to them."""
FIRST_RIGHTS = RIGHTS[Role.ADMINISTRATOR] - _FOR_A_PARTY - _FOR_THE_MUNICIPALITY
"""What a first administrator may do who has not said yet whom they work for."""


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody of the staff. `number` stands for them in the audit trail and says nothing of their chat.

    `name` is what colleagues call them, written by whoever invited them. `organisation` is None for a first
    administrator (STAFF_IDS) who has not said yet. `areas` empty means all. `until` is the day the role was taken back.
    """

    number: int
    person: PersonKey
    name: str
    role: Role
    organisation: Organisation | None
    areas: tuple[str, ...]
    since: date
    until: date | None = None

    @property
    def active(self) -> bool:
        """Whether the role still holds."""
        return self.until is None

    def may(self, right: Right, opened: Collection[Right] = ()) -> bool:
        """Whether this member may do that now. `opened` are the municipality's rights that the police have too."""
        if not self.active or right not in RIGHTS[self.role]:
            return False
        if right in _FOR_A_PARTY:
            return self.organisation is not None
        if right in _FOR_THE_MUNICIPALITY and right not in opened:
            return self.organisation is Organisation.MUNICIPALITY
        return right not in _FOR_THE_MUNICIPALITY or self.organisation is not None


def read_name(text: str) -> str:
    """A name as it is kept, of however somebody wrote it; nothing where it cannot be one."""
    seen = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", text))
    name = " ".join(seen.split())
    return name if len(name) <= LONGEST_NAME and any(map(str.isalnum, name)) else ""
