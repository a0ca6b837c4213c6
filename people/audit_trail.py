"""Writing in the audit trail, in the same commit as what was done."""

from dataclasses import replace
from datetime import UTC, datetime

from people.audit import AUDIT, AuditEntry, Deed, first_broken, seal
from people.ports import AuditedWork


def note(work: AuditedWork, key_material: bytes, moment: datetime, actor: int, deed: Deed, subject: str) -> None:
    """Add an entry. `key_material` is 32 random bytes, kept as the trail's key where it has none yet."""
    key = work.keys.key(AUDIT, key_material)
    last = work.audit.last()
    number, before = (last.number + 1, last.seal) if last else (1, "")
    entry = AuditEntry(number, moment.astimezone(UTC), actor, deed.value, subject)
    work.audit.add(replace(entry, seal=seal(key, entry, before)))


def broken_entry(work: AuditedWork) -> int | None:
    """The number of the first entry that is not as it was written; None if all is well."""
    key = work.keys.find_key(AUDIT)
    if key is None:
        return 1 if work.audit.last() else None
    return first_broken(key, work.audit.entries())
