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

    `newer` and `older` are where the neighbouring pages begin; None where there are none.
    """

    entries: Sequence[AuditEntry]
    actors: Mapping[int, StaffMember]
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class AuditReading:
    """The audit trail as an administrator sees it."""

    database: UnitsOfWork[StaffWork]
    register: Register

    async def page(self, visit: Visit, newest: int) -> AuditPage | Denial:
        """The page whose newest entry has that number; the newest page where there is no such entry."""

        def look(work: StaffWork) -> AuditPage | Denial:
            member = self.register.admit(work, visit, Right.MANAGE)
            if isinstance(member, Denial):
                return member
            last = work.audit.last()
            end = last.number if last else 0
            start = newest if 0 < newest <= end else end
            entries = work.audit.newest(start, PAGE)
            known = {number: work.staff.numbered(number) for number in {each.actor for each in entries}}
            return AuditPage(
                entries,
                {number: member for number, member in known.items() if member},
                newer=min(start + PAGE, end) if start < end else None,
                older=start - PAGE if start > PAGE else None,
            )

        return await self.database.write(look)
