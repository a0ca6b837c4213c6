"""From an invitation to a role, over both databases."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from delivery.message import Topic
from people.audit import NEWCOMER, OPERATOR
from people.audit_trail import broken_entry
from people.invitation import InvitationState, token_hash
from people.inviting import Begun, Invited, NotInvited
from people.joining import Unanswered
from people.organisation import Organisation
from people.staff import Role
from people.staffing import Denial
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.integration.staffing.town_hall import JOHAN, KARIN, KEYS, MALLORY, MARIA, STRANGER, TownHall, visit

SENT, OPENED = InvitationState.SENT, InvitationState.OPENED


@pytest.fixture(autouse=True)
async def opened(hall: TownHall) -> None:
    await hall.open()


async def notices(hall: TownHall, number: int) -> list[str]:
    held = await hall.database.read(lambda work: work.outbox.of(KEYS.person(number)))
    assert {each.topic for each in held} <= {Topic.NOTICE}
    return [each.letter.text for each in held if each.letter]


async def test_a_role_holds_once_an_administrator_has_said_yes_and_not_before(hall: TownHall) -> None:
    invited = await hall.invite(Role.ANALYST, Organisation.POLICE)
    offered = await hall.joining.look(visit(KARIN), invited.token)
    opened = await hall.joining.open(visit(KARIN), invited.token)
    before = await hall.member(KARIN)
    await hall.joining.answer(visit(JOHAN), invited.invitation.reference, yes=True)
    karin = await hall.member(KARIN)

    assert offered == invited.invitation
    assert opened == replace(invited.invitation, state=OPENED, opened_by=KEYS.person(KARIN))
    assert before is None
    assert karin
    assert (karin.name, karin.role, karin.organisation, karin.areas) == (
        *("Karin Berg", Role.ANALYST, Organisation.POLICE),
        (),
    )
    reference = invited.invitation.reference
    assert (await hall.deeds())[2:] == [
        (1, "invited", f"invitation {reference} analyst police"),
        (NEWCOMER, "opened_invitation", f"invitation {reference}"),
        (2, "confirmed", f"invitation {reference} staff {karin.number}"),
    ]


async def test_every_administrator_is_asked_and_the_newcomer_told_what_came_of_it(hall: TownHall) -> None:
    invited = await hall.invite()
    opened = await hall.joining.open(visit(KARIN), invited.token)
    assert opened
    asked = [await notices(hall, number) for number in (MARIA, JOHAN)]
    await hall.joining.answer(visit(MARIA), opened.reference, yes=True)

    for [question] in asked:
        assert "Är det Karin Berg?" in question
        assert opened.code in question
    [told] = await notices(hall, KARIN)
    assert "Nu är du redaktör hos kommunen" in told


async def test_an_administrator_who_has_never_been_here_is_asked_too(hall: TownHall) -> None:
    def come_for_the_first_time(work: UnitOfWork) -> None:
        johan = work.people.find(KEYS.person(JOHAN))
        assert johan
        work.people.remove(johan.key)
        work.people.save(johan)

    await hall.database.write(come_for_the_first_time)
    invited = await hall.invite()
    opened = await hall.joining.open(visit(KARIN), invited.token)
    assert opened

    assert len(await notices(hall, JOHAN)) == 1
    assert await hall.joining.answer(visit(JOHAN), opened.reference, yes=True)
    assert await hall.member(KARIN)


async def test_saying_yes_twice_asks_once(hall: TownHall) -> None:
    invited = await hall.invite()
    first = await hall.joining.open(visit(KARIN), invited.token)
    again = await hall.joining.open(visit(KARIN), invited.token)

    assert again == first == await hall.joining.look(visit(KARIN), invited.token)
    assert len(await notices(hall, MARIA)) == 1
    assert [entry.deed for entry in await hall.trail()].count("opened_invitation") == 1


async def test_a_link_that_somebody_else_has_used_is_worth_as_little_as_a_made_up_one(hall: TownHall) -> None:
    invited = await hall.invite()
    await hall.joining.open(visit(KARIN), invited.token)

    for token in (invited.token, "made-up", "", invited.token[:-1], invited.invitation.hash):
        assert await hall.joining.look(visit(MALLORY), token) is None
        assert await hall.joining.open(visit(MALLORY), token) is None
    assert await hall.database.read(lambda work: work.people.find(KEYS.person(MALLORY))) is None


@pytest.mark.parametrize("yes", [True, False])
async def test_a_link_that_is_settled_is_worth_nothing_to_anybody(hall: TownHall, yes: bool) -> None:
    invited = await hall.invite()
    opened = await hall.joining.open(visit(KARIN), invited.token)
    assert opened
    await hall.joining.answer(visit(MARIA), opened.reference, yes=yes)

    for number in (KARIN, MALLORY):
        assert await hall.joining.look(visit(number), invited.token) is None
        assert await hall.joining.open(visit(number), invited.token) is None
    assert (await hall.member(KARIN) is not None) is yes


async def test_a_link_ends_after_24_hours_and_who_used_it_before_can_still_be_confirmed(hall: TownHall) -> None:
    used, unused = await hall.invite(), await hall.invite(name="Bo")
    hall.forward(hours=23, minutes=59, seconds=59)
    assert await hall.joining.open(visit(KARIN), used.token)
    hall.forward(seconds=1)

    assert await hall.joining.look(visit(MALLORY), unused.token) is None
    assert await hall.joining.open(visit(MALLORY), unused.token) is None
    assert await hall.joining.answer(visit(MARIA), unused.invitation.reference, yes=True) is Unanswered.GONE
    await hall.joining.answer(visit(MARIA), used.invitation.reference, yes=True)
    assert await hall.member(KARIN)


async def test_two_who_open_the_same_link_at_once_cannot_both_get_it(hall: TownHall, elsewhere: Database) -> None:
    for round_ in range(8):
        invited = await hall.invite(name=f"Karin {round_}")
        ways = (hall.joining, hall.joining_through(elsewhere))
        outcomes = await asyncio.gather(
            *(way.open(visit(number), invited.token) for way, number in zip(ways, (KARIN, MALLORY), strict=True))
        )
        [got] = [outcome for outcome in outcomes if outcome]
        kept = await elsewhere.read(lambda work, of=invited: work.invitations.find(token_hash(of.token)))  # type: ignore[misc]  # bound at once
        assert kept == got
    assert [entry.deed for entry in await hall.trail()].count("opened_invitation") == 8
    assert await elsewhere.read(broken_entry) is None


async def test_two_administrators_who_answer_at_once_answer_once(hall: TownHall, elsewhere: Database) -> None:
    invited = await hall.invite()
    opened = await hall.joining.open(visit(KARIN), invited.token)
    assert opened
    yes, no = await asyncio.gather(
        hall.joining.answer(visit(MARIA), opened.reference, yes=True),
        hall.joining_through(elsewhere).answer(visit(JOHAN), opened.reference, yes=False),
    )
    assert (yes is Unanswered.GONE) is not (no is Unanswered.GONE)
    assert (await hall.member(KARIN) is None) is (yes is Unanswered.GONE)


async def test_nobody_lets_themselves_in(hall: TownHall) -> None:
    invited = await hall.invite(Role.EDITOR)
    opened = await hall.joining.open(visit(MARIA), invited.token)
    assert opened

    assert await hall.joining.answer(visit(MARIA), opened.reference, yes=True) is Unanswered.OWN
    assert await hall.joining.answer(visit(MARIA), opened.reference, yes=False) is Unanswered.OWN
    assert await notices(hall, MARIA) == []
    maria = await hall.member(MARIA)
    assert maria
    assert maria.role is Role.ADMINISTRATOR


async def test_nobody_is_confirmed_who_has_not_opened_it(hall: TownHall) -> None:
    invited = await hall.invite()
    for reference in (invited.invitation.reference, "", "nonsense", invited.invitation.hash):
        assert await hall.joining.answer(visit(MARIA), reference, yes=True) is Unanswered.GONE
    assert (await hall.deeds())[-1][1] == "invited"


async def test_an_invitation_taken_back_is_worth_nothing(hall: TownHall) -> None:
    invited = await hall.invite()
    taken_back = await hall.joining.take_back(visit(JOHAN), invited.invitation.reference)

    assert taken_back == replace(invited.invitation, state=InvitationState.TAKEN_BACK)
    assert await hall.joining.look(visit(KARIN), invited.token) is None
    assert await hall.joining.open(visit(KARIN), invited.token) is None
    assert await hall.joining.take_back(visit(MARIA), invited.invitation.reference) is None
    assert (await hall.deeds())[-1] == (2, "invitation_taken_back", f"invitation {invited.invitation.reference}")


async def test_one_that_is_used_is_answered_and_not_taken_back(hall: TownHall) -> None:
    invited = await hall.invite()
    await hall.joining.open(visit(KARIN), invited.token)
    assert await hall.joining.take_back(visit(MARIA), invited.invitation.reference) is None


async def test_who_was_on_the_staff_before_keeps_their_number(hall: TownHall) -> None:
    karin = await hall.hire()
    await hall.staffing.revoke(visit(MARIA), karin.number)
    hall.forward(days=3)
    again = await hall.hire(role=Role.ANALYST, organisation=Organisation.POLICE)

    assert (again.number, again.active, again.since.day) == (karin.number, True, 26)
    assert (again.role, again.organisation) == (Role.ANALYST, Organisation.POLICE)


async def test_who_is_forgotten_before_they_are_confirmed_is_not_confirmed(hall: TownHall) -> None:
    invited = await hall.invite()
    opened = await hall.joining.open(visit(KARIN), invited.token)
    assert opened
    await hall.database.write(lambda work: work.people.remove(KEYS.person(KARIN)))

    assert await hall.joining.answer(visit(MARIA), opened.reference, yes=True) is Unanswered.GONE


async def test_no_token_is_stored_anywhere(sqlite: Database, sqlite_file: Path) -> None:
    hall = TownHall(sqlite)
    await hall.open()
    invited = await hall.invite()
    await hall.joining.open(visit(KARIN), invited.token)
    stored = b"".join(path.read_bytes() for path in sqlite_file.parent.glob("lofteskollen.db*"))
    assert invited.invitation.hash.encode() in stored
    assert invited.token.encode() not in stored
    assert b"Karin Berg" not in stored


async def test_a_name_is_waited_for_half_an_hour_and_only_after_it_was_asked_for(hall: TownHall) -> None:
    assert await hall.inviting.invite(visit(MARIA), "Karin") is NotInvited.GONE
    assert await hall.inviting.begin(visit(MARIA), Role.EDITOR, Organisation.POLICE) is Begun.ASKED
    assert await hall.inviting.awaits_name(visit(MARIA))
    assert not await hall.inviting.awaits_name(visit(JOHAN))
    assert await hall.inviting.invite(visit(MARIA), "…") is NotInvited.NO_NAME
    hall.forward(minutes=30)
    assert not await hall.inviting.awaits_name(visit(MARIA))
    assert await hall.inviting.invite(visit(MARIA), "Karin") is NotInvited.GONE


async def test_who_stops_inviting_is_asked_for_no_name(hall: TownHall) -> None:
    await hall.inviting.begin(visit(MARIA), Role.EDITOR, Organisation.POLICE)
    await hall.inviting.stop(visit(MARIA))
    assert not await hall.inviting.awaits_name(visit(MARIA))


async def test_a_half_written_update_is_not_lost_by_inviting(hall: TownHall) -> None:
    key = KEYS.person(MARIA)
    await hall.database.write(lambda work: work.drafts.save(key, '{"kind": "update"}', hall.now))

    assert await hall.inviting.begin(visit(MARIA), Role.EDITOR, Organisation.POLICE) is Begun.BUSY
    await hall.inviting.stop(visit(MARIA))
    assert not await hall.inviting.awaits_name(visit(MARIA))
    assert await hall.database.read(lambda work: work.drafts.find(key)) == '{"kind": "update"}'


async def test_the_operator_invites_by_area_and_an_administrator_confirms(hall: TownHall) -> None:
    invited = await hall.inviting.invite_as_operator("", Role.FIELD_WORKER, Organisation.MUNICIPALITY, ("centre",))
    assert isinstance(invited, Invited)
    assert invited.invitation.state is SENT
    await hall.joining.open(visit(KARIN), invited.token)
    [question] = await notices(hall, MARIA)
    await hall.joining.answer(visit(MARIA), invited.invitation.reference, yes=True)

    assert "Är det ny kollega?" in question
    karin = await hall.member(KARIN)
    assert karin
    assert (karin.role, karin.areas) == (Role.FIELD_WORKER, ("centre",))
    assert (await hall.deeds())[2][:2] == (OPERATOR, "invited")


async def test_strangers_are_refused_everything(hall: TownHall) -> None:
    noted = await hall.trail()
    assert await hall.inviting.begin(visit(STRANGER), Role.EDITOR, Organisation.POLICE) is Denial.STRANGER
    assert await hall.inviting.invite(visit(STRANGER), "Karin") is Denial.STRANGER
    assert await hall.joining.find(visit(STRANGER), "0" * 16) is Denial.STRANGER
    assert await hall.joining.answer(visit(STRANGER), "0" * 16, yes=True) is Denial.STRANGER
    assert await hall.joining.take_back(visit(STRANGER), "0" * 16) is Denial.STRANGER
    assert await hall.trail() == noted
