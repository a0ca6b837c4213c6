"""What staff did, in a chain: each entry's seal covers the one before, so none can be changed or left out unseen."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

AUDIT = "audit"
"""The name of the stored key that entries are sealed with."""
OPERATOR, NEWCOMER = 0, -1
"""Stand where a staff number would be: for the operator's own commands, and for whoever has no role."""


class Deed(StrEnum):
    """What can be done."""

    INVITED = "invited"
    OPENED_INVITATION = "opened_invitation"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    INVITATION_TAKEN_BACK = "invitation_taken_back"
    REVOKED = "revoked"
    CHOSE_ORGANISATION = "chose_organisation"
    PROPOSED = "proposed"
    SIGNED = "signed"
    ASKED_FOR_CHANGE = "asked_for_change"
    WITHDREW = "withdrew"
    PUBLISHED = "published"
    READ_TEXTS = "read_texts"
    MARKED_READ = "marked_read"
    MARKED_UNREAD = "marked_unread"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    ASKED_FOR_EXPORT = "asked_for_export"
    CONFIRMED_EXPORT = "confirmed_export"
    REFUSED_EXPORT = "refused_export"
    EXPORTED = "exported"
    TOOK_MATTER = "took_matter"
    PUT_OFF_MATTER = "put_off_matter"
    CLOSED_MATTER = "closed_matter"
    CREATED_DIALOGUE = "created_dialogue"
    ENDED_DIALOGUE = "ended_dialogue"
    ANSWERED_DIALOGUE = "answered_dialogue"
    OPENED_KIOSK = "opened_kiosk"
    CLOSED_KIOSK = "closed_kiosk"
    ENTERED_SHEET = "entered_sheet"
    TURNED_AWAY = "turned_away"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One deed. `actor` is a staff number; `subject` is what it was done to ("proposal 12"), never anybody's words.

    `deed` is a `Deed` as it was written. It is read as it stands, so that one that was tampered with is found.
    """

    number: int
    moment: datetime
    actor: int
    deed: str
    subject: str
    seal: str = ""


def seal(key: bytes, entry: AuditEntry, before: str) -> str:
    """The entry's seal. `before` is the seal of the entry before it, "" for the first."""
    fields = asdict(entry) | {"moment": entry.moment.isoformat(), "seal": before}
    return hmac.new(key, json.dumps(fields, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def first_broken(key: bytes, entries: Iterable[AuditEntry]) -> int | None:
    """The number of the first entry that is not as it was written, or that follows a gap; None if all is well."""
    before, whole = "", 0
    try:
        for entry in entries:
            if entry.number != whole + 1 or entry.seal != seal(key, entry, before):
                return whole + 1
            before, whole = entry.seal, whole + 1
    except (ValueError, TypeError):  # somebody wrote there what cannot even be read
        return whole + 1
    return None
