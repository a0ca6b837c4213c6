import asyncio
from dataclasses import replace
from datetime import date

import pytest

from people.audit_trail import broken_entry
from people.keys import KeyRing
from people.organisation import Organisation
from people.staff import Role, StaffMember
from people.staffing import Colleagues, Denial
from storage.database import Database, open_database
from storage.rotation import rotate
from tests.integration.conftest import SECRET
from tests.integration.staffing.town_hall import JOHAN, KARIN, KEYS, MARIA, STRANGER, TownHall, visit


async def test_who_the_settings_name_is_an_administrator_from_their_first_visit_on(
    hall: TownHall, elsewhere: Database
) -> None:
    maria = await hall.staffing.meet(visit(MARIA))

    assert maria == StaffMember(1, KEYS.person(MARIA), "", Role.ADMINISTRATOR, None, (), date(2026, 11, 23))
    assert await hall.staffing.meet(visit(MARIA)) == maria
    assert await elsewhere.read(lambda work: work.staff.everyone()) == [maria]


async def test_of_a_stranger_nothing_is_kept(hall: TownHall, elsewhere: Database) -> None:
    assert await hall.staffing.meet(visit(STRANGER)) is None
    assert await hall.staffing.choose_organisation(visit(STRANGER), Organisation.POLICE) is Denial.STRANGER
    assert await hall.staffing.colleagues(visit(STRANGER)) is Denial.STRANGER
    assert await hall.staffing.revoke(visit(STRANGER), 1) is Denial.STRANGER

    assert await elsewhere.read(lambda work: work.people.find(KEYS.person(STRANGER))) is None
    assert await elsewhere.read(lambda work: work.staff.everyone()) == []
    assert await hall.trail() == []


async def test_an_organisation_is_chosen_once(hall: TownHall) -> None:
    chosen = await hall.staffing.choose_organisation(visit(MARIA), Organisation.MUNICIPALITY)
    again = await hall.staffing.choose_organisation(visit(MARIA), Organisation.POLICE)

    assert isinstance(chosen, tuple)
    member, is_new = chosen
    assert (member.organisation, is_new) == (Organisation.MUNICIPALITY, True)
    assert again == (member, False)
    assert member == await hall.member(MARIA)
    assert await hall.deeds() == [(1, "chose_organisation", "staff 1 municipality")]


async def test_who_is_invited_has_an_organisation_and_cannot_choose_another(hall: TownHall) -> None:
    await hall.open()
    karin = await hall.hire()

    assert await hall.staffing.choose_organisation(visit(KARIN), Organisation.POLICE) == (karin, False)


async def test_whoever_is_revoked_is_refused_from_that_moment_and_nothing_more_is_noted(hall: TownHall) -> None:
    await hall.open()
    karin = await hall.hire(role=Role.ADMINISTRATOR)
    await hall.inviting.begin(visit(KARIN), Role.EDITOR, Organisation.POLICE)
    revoked = await hall.staffing.revoke(visit(MARIA), karin.number)
    noted = await hall.trail()

    assert isinstance(revoked, StaffMember)
    assert revoked.until == date(2026, 11, 23)
    assert (noted[-1].actor, noted[-1].deed, noted[-1].subject) == (1, "revoked", f"staff {karin.number}")
    assert await hall.staffing.meet(visit(KARIN)) is None
    assert await hall.staffing.admitted(visit(KARIN)) is Denial.REVOKED
    assert await hall.staffing.colleagues(visit(KARIN)) is Denial.REVOKED
    assert await hall.staffing.revoke(visit(KARIN), 1) is Denial.REVOKED
    assert await hall.inviting.invite(visit(KARIN), "Bo") is Denial.REVOKED
    assert await hall.inviting.begin(visit(KARIN), Role.EDITOR, Organisation.POLICE) is Denial.REVOKED
    assert await hall.joining.find(visit(KARIN), "0" * 16) is Denial.REVOKED
    assert await hall.joining.answer(visit(KARIN), "0" * 16, yes=True) is Denial.REVOKED
    assert await hall.joining.take_back(visit(KARIN), "0" * 16) is Denial.REVOKED
    assert not await hall.inviting.awaits_name(visit(KARIN))
    assert await hall.trail() == noted


async def test_a_first_administrator_who_is_revoked_stays_so_whatever_the_settings_say(hall: TownHall) -> None:
    await hall.open()
    johan = await hall.member(JOHAN)
    assert johan
    revoked = await hall.staffing.revoke(visit(MARIA), johan.number)

    assert isinstance(revoked, StaffMember)
    assert hall.staffing.named_in_settings(revoked)
    assert await hall.staffing.meet(visit(JOHAN)) is None


async def test_nobody_takes_back_their_own_role_nor_one_that_is_not_there(hall: TownHall) -> None:
    await hall.open()
    karin = await hall.hire()
    assert isinstance(await hall.staffing.revoke(visit(MARIA), karin.number), StaffMember)
    noted = await hall.trail()

    for number in (1, karin.number, 77, 0, -1):
        assert await hall.staffing.revoke(visit(MARIA), number) is None
    assert await hall.trail() == noted


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_only_administrators_look_after_the_staff(hall: TownHall, role: Role) -> None:
    await hall.open()
    await hall.hire(role=role)
    noted = await hall.trail()

    assert await hall.staffing.colleagues(visit(KARIN)) is Denial.ROLE
    assert await hall.staffing.revoke(visit(KARIN), 1) is Denial.ROLE
    assert await hall.inviting.begin(visit(KARIN), Role.EDITOR, Organisation.POLICE) is Denial.ROLE
    assert await hall.inviting.invite(visit(KARIN), "Bo") is Denial.ROLE
    assert await hall.joining.find(visit(KARIN), "0" * 16) is Denial.ROLE
    assert await hall.joining.answer(visit(KARIN), "0" * 16, yes=True) is Denial.ROLE
    assert await hall.joining.take_back(visit(KARIN), "0" * 16) is Denial.ROLE
    assert await hall.trail() == noted


async def test_an_administrator_sees_who_is_on_the_staff_and_who_is_invited(hall: TownHall) -> None:
    await hall.open()
    karin = await hall.hire()
    await hall.staffing.revoke(visit(MARIA), karin.number)
    invited = await hall.invite(name="Bo")

    found = await hall.staffing.colleagues(visit(MARIA))

    assert isinstance(found, Colleagues)
    assert [each.person for each in found.members] == [KEYS.person(MARIA), KEYS.person(JOHAN)]
    assert found.looking == found.members[0]
    assert list(found.invitations) == [invited.invitation]


async def test_two_who_take_back_each_others_role_at_once_leave_one_of_them(
    hall: TownHall, elsewhere: Database
) -> None:
    await hall.open()
    other = TownHall(elsewhere)

    outcomes = await asyncio.gather(hall.staffing.revoke(visit(MARIA), 2), other.staffing.revoke(visit(JOHAN), 1))

    assert sum(isinstance(outcome, StaffMember) for outcome in outcomes) == 1
    assert Denial.REVOKED in outcomes
    assert await elsewhere.read(broken_entry) is None


async def test_a_new_secret_changes_nothing_for_the_staff(hall: TownHall, database_url: str) -> None:
    await hall.open()
    karin = await hall.hire()
    waiting = await hall.invite(name="Bo")
    await hall.joining.open(visit(STRANGER), waiting.token)
    both = KeyRing("the next secret, just as long as the first", SECRET)
    await rotate(database_url, both, lambda _: "", hall.now)

    opened = await open_database(database_url, both.cipher)
    try:
        key = both.person(KARIN)
        assert await opened.read(lambda work: work.staff.of(key)) == replace(karin, person=key)
        [invitation] = await opened.read(lambda work: work.invitations.opened_by(both.person(STRANGER)))
        assert (invitation.name, invitation.hash) == ("Bo", waiting.invitation.hash)
        assert await opened.read(broken_entry) is None
    finally:
        await opened.close()
