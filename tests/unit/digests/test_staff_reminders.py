from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from delivery.message import NewMessage, Topic
from digests.period import parse_quiet_hours
from digests.staff_reminders import StaffReminders
from localization.catalogue import Catalogues
from people.organisation import Organisation
from people.staff import Role, StaffMember
from promises.promise import Status
from promises.proposal import Proposal, ProposalState, Signature
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import MUNICIPALITY, POLICE, PROMISE, STOCKHOLM, at, update

NOON = at("2026-11-23 12:00")
DAY = timedelta(days=1)


class Office:
    def __init__(self) -> None:
        self.store = DigestStore()
        self.reminders = StaffReminders(self.store, Catalogues(), PROMISE, parse_quiet_hours("21:00-07:00"), STOCKHOLM)
        self.maria = self.member("maria", MUNICIPALITY)
        self.johan = self.member("johan", POLICE, language="en")

    def member(
        self, name: str, organisation: Organisation, role: Role = Role.EDITOR, *, language: str = "sv"
    ) -> StaffMember:
        number = len(self.store.staff.members) + 1
        member = StaffMember(number, self.store.person(name, language), name, role, organisation, (), date(2026, 1, 1))
        self.store.staff.members.append(member)
        return member

    def hears(self) -> None:
        """Something was heard of everything today."""
        for commitment in PROMISE.commitments:
            self.store.progress.add(update(commitment.name, "2026-11-23 11:00"))

    def waits(self, written: datetime, **fields: object) -> None:
        signed = (Signature(MUNICIPALITY, self.maria.number, written),)
        proposal = Proposal(len(self.store.proposals.kept) + 1, update("lights", "2026-11-20 12:00"), 1, written)
        self.store.proposals.kept.append(replace(proposal, signatures=signed, **fields))  # type: ignore[arg-type]  # by name

    def told(self, member: StaffMember) -> list[NewMessage]:
        rows = self.store.outbox.rows.values()
        return [row.message for row in rows if row.message.person == member.person]


@pytest.fixture
def office() -> Office:
    return Office()


class TestNothingHeard:
    async def test_the_editors_of_those_responsible_are_told_in_one_message_each(self, office: Office) -> None:
        assert await office.reminders.tick(NOON) == 2
        (marias,), (johans,) = office.told(office.maria), office.told(office.johan)
        told = "2 delar av löftet har inte fått någon uppdatering på 60 dagar: Lys upp parken, Patrullera"
        assert told in marias.letter.text
        assert "A commitment has had no update for 60 days: Patrol in the evenings." in johans.letter.text
        assert [button.data for row in marias.letter.buttons for button in row] == ["u:new"]
        assert marias.topic is Topic.NOTICE

    async def test_once_in_sixty_days_however_often_the_clock_ticks(self, office: Office) -> None:
        for step in range(4 * 150):
            await office.reminders.tick(NOON + step * DAY / 4)
        assert len(office.told(office.maria)) == 3

    async def test_sixty_days_after_the_last_word_and_not_a_minute_before(self, office: Office) -> None:
        office.hears()
        heard = at("2026-11-23 11:00")
        assert await office.reminders.tick(heard + 60 * DAY - timedelta(minutes=1)) == 0
        assert await office.reminders.tick(heard + 60 * DAY) == 2

    async def test_a_word_in_between_begins_it_anew(self, office: Office) -> None:
        await office.reminders.tick(NOON)
        office.store.progress.add(update("lights", "2026-11-24 12:00"))
        office.store.progress.add(update("patrols", "2026-11-24 12:00"))
        assert await office.reminders.tick(NOON + 60 * DAY) == 0
        assert await office.reminders.tick(NOON + 61 * DAY) == 2

    async def test_what_is_done_or_broken_is_at_rest(self, office: Office) -> None:
        for commitment, status in (("lights", Status.DONE), ("patrols", Status.BROKEN)):
            office.store.progress.add(replace(update(commitment, "2026-01-01 12:00"), status=status))
        assert await office.reminders.tick(NOON) == 0

    async def test_not_at_night(self, office: Office) -> None:
        assert await office.reminders.tick(at("2026-11-23 21:00")) == 0
        assert await office.reminders.tick(at("2026-11-24 07:00")) == 2

    async def test_where_nobody_can_be_told_yet_it_is_tried_again(self, office: Office) -> None:
        members, office.store.staff.members = office.store.staff.members, []
        assert await office.reminders.tick(NOON) == 0
        office.store.staff.members = members
        assert await office.reminders.tick(NOON + DAY) == 2

    async def test_who_left_analyses_or_blocked_the_bot_is_not_told(self, office: Office) -> None:
        office.member("analyst", MUNICIPALITY, Role.ANALYST)
        left = office.member("left", MUNICIPALITY)
        office.store.staff.members[-1] = replace(left, until=date(2026, 11, 1))
        office.store.people.save(replace(office.store.people.rows[office.johan.person], reachable=False))
        assert await office.reminders.tick(NOON) == 1
        assert {row.message.person for row in office.store.outbox.rows.values()} == {office.maria.person}

    async def test_of_two_processes_that_tick_at_once_one_tells(self, office: Office) -> None:
        await office.reminders.tick(NOON)
        office.store.marks.moments.clear()
        assert await office.reminders.tick(NOON + timedelta(seconds=1)) == 0


class TestWaitingForASignature:
    @pytest.fixture(autouse=True)
    def _all_heard(self, office: Office) -> None:
        office.hears()

    async def test_after_three_days_and_then_weekly_those_are_reminded_who_have_not_signed(
        self, office: Office
    ) -> None:
        office.waits(NOON)
        days = [step / 4 for step in range(4 * 30) if await office.reminders.tick(NOON + step * DAY / 4)]
        assert days == [3.0, 10.0, 17.0, 24.0]
        assert office.told(office.maria) == []
        letters = [message.letter for message in office.told(office.johan)]
        assert "An update waits for your signature: Light the park." in letters[0].text
        assert [button.data for row in letters[0].buttons for button in row] == ["u:waiting"]

    async def test_that_they_were_told_when_it_was_written_does_not_put_it_off(self, office: Office) -> None:
        office.waits(NOON, reminded=NOON)
        assert await office.reminders.tick(NOON + 3 * DAY) == 1

    async def test_two_of_them_are_one_message(self, office: Office) -> None:
        office.waits(NOON)
        office.waits(NOON)
        assert await office.reminders.tick(NOON + 4 * DAY) == 1
        (message,) = office.told(office.johan)
        assert "2 updates wait for your signature: Light the park." in message.letter.text

    @pytest.mark.parametrize("state", [ProposalState.CHANGE_ASKED, ProposalState.PUBLISHED, ProposalState.WITHDRAWN])
    async def test_what_does_not_wait_for_a_signature_reminds_nobody(
        self, office: Office, state: ProposalState
    ) -> None:
        office.waits(NOON, state=state)
        assert await office.reminders.tick(NOON + 30 * DAY) == 0
