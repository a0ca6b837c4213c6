import asyncio
from dataclasses import replace

from people.organisation import Organisation
from people.person import ChatId, Person, PersonKey
from people.staff import Role, StaffMember
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, BO, TODAY, save_people

EDITOR = StaffMember(0, ANNA.key, "Anna Åström", Role.EDITOR, Organisation.POLICE, ("centre", "north"), TODAY)
FIRST = StaffMember(0, BO.key, "", Role.ADMINISTRATOR, None, (), TODAY)


def add_both(work: UnitOfWork) -> tuple[StaffMember, StaffMember]:
    save_people(work)
    return work.staff.add(EDITOR), work.staff.add(FIRST)


async def test_a_member_is_found_by_chat_and_by_number_as_they_were_kept(
    database: Database, elsewhere: Database
) -> None:
    anna, bo = await database.write(add_both)

    assert (anna, bo) == (replace(EDITOR, number=1), replace(FIRST, number=2))
    assert await elsewhere.read(lambda work: work.staff.of(ANNA.key)) == anna
    assert await elsewhere.read(lambda work: work.staff.numbered(2)) == bo
    assert await elsewhere.read(lambda work: work.staff.everyone()) == [anna, bo]
    assert await elsewhere.read(lambda work: work.staff.of(PersonKey("nobody"))) is None
    assert await elsewhere.read(lambda work: work.staff.numbered(3)) is None


async def test_a_change_replaces_all_but_the_number_and_the_chat(database: Database, elsewhere: Database) -> None:
    anna, bo = await database.write(add_both)
    changed = replace(anna, name="A", role=Role.ANALYST, organisation=None, areas=(), until=TODAY)

    await database.write(lambda work: work.staff.change(changed))

    assert await elsewhere.read(lambda work: work.staff.everyone()) == [changed, bo]


async def test_who_is_forgotten_is_gone_and_their_number_is_never_used_again(
    database: Database, elsewhere: Database
) -> None:
    await database.write(add_both)

    def forget_and_return(work: UnitOfWork) -> StaffMember:
        work.people.remove(BO.key)
        work.people.save(BO)
        return work.staff.add(FIRST)

    again = await database.write(forget_and_return)

    assert again.number == 3
    assert await elsewhere.read(lambda work: work.staff.numbered(2)) is None


async def test_a_member_is_not_idle_and_keeps_their_chat(database: Database, elsewhere: Database) -> None:
    await database.write(add_both)
    await database.write(lambda work: work.people.remove_idle(ANNA.key))

    assert await elsewhere.read(lambda work: work.people.find(ANNA.key)) == ANNA


async def test_two_processes_that_meet_somebody_at_once_make_them_a_member_once(
    database: Database, elsewhere: Database
) -> None:
    def meet(work: UnitOfWork, person: Person) -> StaffMember:
        work.people.save(person)
        return work.staff.of(person.key) or work.staff.add(replace(FIRST, person=person.key))

    for number in range(5):
        person = Person(PersonKey(f"person {number}"), ChatId(number), "sv")
        await database.write(lambda work, who=person: work.people.save(who))  # type: ignore[misc]  # bound at once
        one, other = await asyncio.gather(
            *(each.write(lambda work, who=person: meet(work, who)) for each in (database, elsewhere))  # type: ignore[misc]  # as above
        )
        assert one == other
