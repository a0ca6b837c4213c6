"""Who belongs to the staff."""

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, select, update

from people.organisation import Organisation
from people.person import PersonKey
from people.staff import Role, StaffMember
from storage.seal import Seal
from storage.statements import Row, Statements
from storage.tables import staff
from storage.upsert import insert_if_new

_SELECT = select(
    staff.c.number,
    staff.c.person,
    staff.c.name,
    staff.c.role,
    staff.c.organisation,
    staff.c.areas,
    staff.c.since,
    staff.c.until,
)
_OF = _SELECT.where(staff.c.person == bindparam("of"))
_NUMBERED = _SELECT.where(staff.c.number == bindparam("of"))
_EVERYONE = _SELECT.order_by(staff.c.number)
_ADD = insert_if_new(staff).returning(staff.c.number)
_CHANGE = (
    update(staff)
    .where(staff.c.number == bindparam("of"))
    .values({name: bindparam(name) for name in ("name", "role", "organisation", "areas", "since", "until")})
)


class StoredStaff:
    """`people.ports.Staff`."""

    def __init__(self, statements: Statements, seal: Seal) -> None:
        self._statements = statements
        self._seal = seal

    def add(self, member: StaffMember, /) -> StaffMember:
        """Keep a new member, whatever number is given; returns them with their own. A number is never used again."""
        row = self._statements.all(_ADD, person=member.person, **self._row(member))[0]
        return replace(member, number=int(row[0]))

    def of(self, person: PersonKey, /) -> StaffMember | None:
        """The member behind a chat, active or not."""
        return self._one(self._statements.first(_OF, of=person))

    def numbered(self, number: int, /) -> StaffMember | None:
        """The member of that number; None once they have been forgotten."""
        return self._one(self._statements.first(_NUMBERED, of=number))

    def everyone(self) -> Sequence[StaffMember]:
        """All of them, by number."""
        return [self._member(row) for row in self._statements.all(_EVERYONE)]

    def change(self, member: StaffMember, /) -> None:
        """Replace what is kept of a member."""
        self._statements.run(_CHANGE, of=member.number, **self._row(member))

    def _row(self, member: StaffMember) -> dict[str, object]:
        return {
            "name": self._seal.close_text(member.name),
            "role": member.role.value,
            "organisation": member.organisation.value if member.organisation else None,
            "areas": json.dumps(member.areas),
            "since": member.since,
            "until": member.until,
        }

    def _one(self, row: Row | None) -> StaffMember | None:
        return self._member(row) if row else None

    def _member(self, row: Row) -> StaffMember:
        number, person, name, role, organisation, areas, since, until = row
        return StaffMember(
            int(number),
            PersonKey(person),
            self._seal.open_text(name),
            Role(role),
            Organisation(organisation) if organisation else None,
            tuple(json.loads(areas)),
            since,
            until,
        )
