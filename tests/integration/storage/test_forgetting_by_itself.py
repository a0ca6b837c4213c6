from datetime import timedelta

from bot.forgetting import EXPIRED_INVITATIONS, LEFT_DRAFTS, PICTURES, Forgetting
from people.invitation import Invitation
from people.organisation import Organisation
from people.staff import Role
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.storage.examples import ANNA, NOW, save_people

A_MOMENT = timedelta(seconds=1)


def leave_things_lying(work: UnitOfWork) -> None:
    save_people(work)
    work.drafts.save(ANNA.key, "{}", NOW)
    work.pictures.add("chart", b"png", NOW)
    work.invitations.add(Invitation("0" * 64, "Bo", Role.EDITOR, Organisation.POLICE, (), 0, expires=NOW))


def what_lies_there(work: UnitOfWork) -> list[bool]:
    return [
        work.drafts.find(ANNA.key) is not None,
        work.invitations.find("0" * 64) is not None,
        work.pictures.find("chart") is not None,
    ]


async def test_what_nobody_needs_any_more_is_forgotten_when_its_time_has_come(
    database: Database, elsewhere: Database
) -> None:
    await database.write(leave_things_lying)
    times = (LEFT_DRAFTS, EXPIRED_INVITATIONS, PICTURES)

    await Forgetting(database, lambda: NOW + min(times))()
    assert await elsewhere.read(what_lies_there) == [True, True, True]

    await Forgetting(database, lambda: NOW + min(times) + A_MOMENT)()
    assert await elsewhere.read(what_lies_there) == [time > min(times) for time in times]

    await Forgetting(database, lambda: NOW + max(times) + A_MOMENT)()
    assert await elsewhere.read(what_lies_there) == [False, False, False]
