"""Roles given and taken back without an invitation's long way."""

from dataclasses import replace

from people.organisation import Organisation
from people.person import ChatId
from people.person import Person as StoredPerson
from people.staff import Role, StaffMember
from storage.unit_of_work import UnitOfWork
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

SOMEBODY = 7_000_000_090


async def appoint(
    hall: House, role: Role, organisation: Organisation, areas: tuple[str, ...] = (), number: int = SOMEBODY
) -> Person:
    """A member of the staff with the menu open."""
    key = hall.app.services.keys.person(number)

    def put_in(work: UnitOfWork) -> None:
        work.people.save(StoredPerson(key, ChatId(number), "sv"))
        work.staff.add(StaffMember(0, key, "Bo", role, organisation, areas, hall.clock().date()))

    await hall.database._database.write(put_in)
    person = Person(hall, number)
    await person.send("/staff")
    return person


async def revoke(hall: House, somebody: Person) -> None:
    """The role does not hold any more."""
    key = hall.app.services.keys.person(somebody.id)

    def take_back(work: UnitOfWork) -> None:
        member = work.staff.of(key)
        assert member
        work.staff.change(replace(member, until=hall.clock().date()))

    await hall.database._database.write(take_back)
