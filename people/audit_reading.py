"""Reading what staff did: for administrators, newest first, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from people.audit import AuditEntry
from people.person import Visit
from people.ports import StaffWork, UnitsOfWork
from people.staff import Right, StaffMember
from people.staffing import Denial, Register

PAGE = 8
"""Entries on one screen of a phone."""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, newest first. `actors` are those of their members who are still known, by number.

    `newer` and `older` are where the neighbouring pages begin; None where there are none. `strangers`: those are among
    them in which somebody who is not on the staff was turned away.
    """

    entries: Sequence[AuditEntry]
    actors: Mapping[int, StaffMember]
    newer: int | None
    older: int | None
    strangers: bool


@dataclass(frozen=True, slots=True)
class AuditReading:
    """The audit trail as an administrator sees it."""

    database: UnitsOfWork[StaffWork]
    register: Register

    async def page(self, visit: Visit, newest: int, *, strangers: bool = False) -> AuditPage | Denial:
        """The page whose newest entry has that number; the newest page where there is no such entry.

        Without `strangers` it is what the staff itself did: thousands may try in vain, and hide nobody's deed.
        """

        def look(work: StaffWork) -> AuditPage | Denial:
            member = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(member, Denial):
                return member
            last = work.audit.last()
            end = last.number if last else 0
            start = newest if 0 < newest <= end else end
            found = work.audit.newest(start, PAGE + 1, strangers=strangers)
            entries, further = found[:PAGE], found[PAGE:]
            newer = work.audit.after(start, PAGE, strangers=strangers)
            known = {number: work.staff.numbered(number) for number in {each.actor for each in entries}}
            return AuditPage(
                entries,
                {number: member for number, member in known.items() if member},
                newer=newer[-1].number if newer else None,
                older=further[0].number if further else None,
                strangers=strangers,
            )

        return await self.database.write(look)
