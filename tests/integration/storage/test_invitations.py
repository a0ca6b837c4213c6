from dataclasses import replace
from datetime import timedelta

from people.invitation import LIVES, Invitation, InvitationState
from people.organisation import Organisation
from people.staff import Role
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, NOW, save_people

SENT = Invitation(
    "1" * 64, "Åsa", Role.EDITOR, Organisation.MUNICIPALITY, ("centre",), invited_by=4, expires=NOW + LIVES
)
OPENED = replace(SENT, hash="2" * 64, name="", areas=(), state=InvitationState.OPENED, opened_by=ANNA.key)
SETTLED = tuple(
    replace(OPENED, hash=str(number) * 64, state=state)
    for number, state in enumerate(
        (InvitationState.CONFIRMED, InvitationState.REFUSED, InvitationState.TAKEN_BACK), start=3
    )
)
INSTANT = timedelta(microseconds=1)


def add(work: UnitOfWork) -> None:
    save_people(work)
    for each in (SENT, OPENED, *SETTLED):
        work.invitations.add(each)


async def test_an_invitation_is_found_by_the_hash_of_its_token_alone(database: Database, elsewhere: Database) -> None:
    await database.write(add)

    for each in (SENT, OPENED, *SETTLED):
        assert await elsewhere.read(lambda work, of=each: work.invitations.find(of.hash)) == each  # type: ignore[misc]  # bound at once
    assert await elsewhere.read(lambda work: work.invitations.find("1" * 63)) is None


async def test_adding_the_same_again_changes_nothing(database: Database, elsewhere: Database) -> None:
    await database.write(add)
    await database.write(lambda work: work.invitations.add(replace(SENT, role=Role.ADMINISTRATOR)))

    assert await elsewhere.read(lambda work: work.invitations.find(SENT.hash)) == SENT


async def test_a_change_replaces_what_is_kept(database: Database, elsewhere: Database) -> None:
    await database.write(add)
    opened = replace(SENT, state=InvitationState.OPENED, opened_by=ANNA.key)
    await database.write(lambda work: work.invitations.change(opened))

    assert await elsewhere.read(lambda work: work.invitations.find(SENT.hash)) == opened


async def test_unsettled_are_those_that_can_be_opened_and_those_that_wait_for_an_answer(
    database: Database, elsewhere: Database
) -> None:
    await database.write(add)

    unsettled = await elsewhere.read(lambda work: work.invitations.unsettled(SENT.expires - INSTANT))
    assert unsettled == [SENT, OPENED]
    late = await elsewhere.read(lambda work: work.invitations.unsettled(SENT.expires))
    assert late == [OPENED]


async def test_somebodys_are_those_they_have_opened_whatever_became_of_them(
    database: Database, elsewhere: Database
) -> None:
    await database.write(add)

    assert await elsewhere.read(lambda work: work.invitations.opened_by(ANNA.key)) == [OPENED, *SETTLED]


async def test_who_opened_one_and_is_forgotten_takes_it_along(database: Database, elsewhere: Database) -> None:
    await database.write(add)
    await database.write(lambda work: work.people.remove(ANNA.key))

    assert await elsewhere.read(lambda work: work.invitations.find(OPENED.hash)) is None
    assert await elsewhere.read(lambda work: work.invitations.find(SENT.hash)) == SENT


async def test_they_are_forgotten_some_time_after_they_expired(database: Database, elsewhere: Database) -> None:
    await database.write(add)
    await database.write(lambda work: work.invitations.add(replace(SENT, hash="9" * 64, expires=NOW)))

    assert await database.write(lambda work: work.invitations.purge(NOW)) == 0
    assert await database.write(lambda work: work.invitations.purge(NOW + INSTANT)) == 1
    assert await elsewhere.read(lambda work: work.invitations.find("9" * 64)) is None
    assert await elsewhere.read(lambda work: work.invitations.find(SENT.hash)) == SENT
