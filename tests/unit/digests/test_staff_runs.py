"""The staff's digest at the hour each chose, by chat and by e-mail, once a period."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from delivery.message import NewMessage, Topic, Way
from digests.figure_chart import FigureChart
from digests.ports import Decision, MatterKind, MorningChoice
from digests.service import DigestService
from digests.staff_runs import MailList
from localization.catalogue import Catalogues
from people.person import PersonKey
from people.staff import Role, StaffMember
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.test_staff_digest import TOWN
from tests.unit.digests.town import MUNICIPALITY, RULES, at

CATALOGUES = Catalogues()
MONDAY = at("2026-11-16 03:00")
NOBODY = MailList()
PNG = b"\x89PNG picture"


async def draw(_: FigureChart) -> bytes:
    return PNG


class Hall:
    """A town hall whose bot has run for a while."""

    def __init__(self, mail: MailList = NOBODY) -> None:
        self.store = DigestStore()
        self.service = DigestService(self.store, CATALOGUES, TOWN, RULES, list, draw=draw, mail=mail)

    def member(
        self, name: str, choice: MorningChoice | None = None, role: Role = Role.ANALYST, areas: tuple[str, ...] = ()
    ) -> PersonKey:
        key = self.store.person(name)
        number = len(self.store.staff.members) + 1
        self.store.staff.members.append(StaffMember(number, key, name, role, MUNICIPALITY, areas, date(2026, 1, 1)))
        if choice:
            self.store.morning_choices.save(key, choice)
        return key

    def answers(self, times: int, **said: str) -> None:
        self.store.counts.submitted += [said] * times

    async def live(self, days: int, start: datetime = MONDAY) -> None:
        for step in range(days * 48):
            await self.service.tick(start + timedelta(minutes=30 * step))

    def sent(self, to: PersonKey | None, part: str = "1") -> list[NewMessage]:
        rows = (row.message for row in self.store.outbox.rows.values())
        return [each for each in rows if each.person == to and each.dedupe.endswith(f":{part}")]


def days(messages: list[NewMessage]) -> list[str]:
    return [f"{each.not_before.astimezone(RULES.zone):%a %H:%M}" for each in messages]


async def test_each_gets_it_at_the_hour_and_on_the_weekdays_they_chose() -> None:
    hall = Hall()
    usual = hall.member("usual")
    early = hall.member("early", MorningChoice(6, 0, (0, 2)))
    office = hall.member("office", MorningChoice(7, 30, (0, 1, 2, 3, 4)))
    never = hall.member("never", MorningChoice(7, 30, ()))
    same = hall.member("same", MorningChoice(7, 30, tuple(range(7))))
    await hall.live(7)
    await hall.live(7, MONDAY + timedelta(weeks=1))
    assert days(hall.sent(usual))[-7:] == [f"{day} 07:30" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
    assert days(hall.sent(early))[-2:] == ["Mon 06:00", "Wed 06:00"]
    assert days(hall.sent(office))[-5:] == [f"{day} 07:30" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
    assert hall.sent(never) == []
    assert len(hall.sent(same)) == len(hall.sent(usual))
    numbers = [each.letter.text.partition(" nr ")[2].partition(",")[0] for each in hall.sent(early)]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


async def test_after_a_weekend_off_monday_tells_of_all_since_friday() -> None:
    hall = Hall()
    every, office = hall.member("every"), hall.member("office", MorningChoice(7, 30, (0, 1, 2, 3, 4)))
    hall.answers(20, view_lights="yes")
    await hall.live(5)
    hall.answers(10, view_lights="yes")
    await hall.live(2, MONDAY + timedelta(days=5))
    hall.answers(10, view_lights="yes")
    await hall.live(1, MONDAY + timedelta(days=7))
    assert "minst 10." in hall.sent(every)[-1].letter.text.partition("Svar hittills")[0]
    assert "minst 20." in hall.sent(office)[-1].letter.text.partition("Svar hittills")[0]


async def test_who_chooses_a_new_hour_is_not_told_of_old_answers_as_new() -> None:
    hall = Hall()
    late = hall.member("late")
    hall.answers(40, view_lights="yes")
    await hall.live(2)
    hall.store.morning_choices.save(late, MorningChoice(9, 0, tuple(range(7))))
    before = len(hall.sent(late))
    await hall.live(2, at("2026-11-18 12:00"))
    new = hall.sent(late)[before:]
    assert days(new) == ["Thu 09:00", "Fri 09:00"]
    assert "Inga nya svar" in new[0].letter.text


async def test_two_processes_that_tick_at_once_send_one_to_each() -> None:
    hall = Hall(MailList(("karin@example.se",)))
    key = hall.member("karin")
    await hall.live(1)
    other = replace(hall.service)
    moment = at("2026-11-17 07:30")
    await asyncio.gather(*(service.tick(moment) for service in (hall.service, other) * 4))
    assert len([each for each in hall.sent(key) if each.not_before == moment]) == 1
    assert len([each for each in hall.sent(None) if each.not_before == moment]) == 1


async def test_the_same_digest_goes_by_e_mail_with_its_picture_and_without_buttons() -> None:
    hall = Hall(MailList(("karin@example.se", "bo@example.se")))
    key = hall.member("karin")
    hall.answers(30, view_lights="yes", worries="drugs")
    await hall.live(2)
    mails = hall.sent(None)
    assert {each.letter.envelope.address for each in mails if each.letter.envelope} == {
        "karin@example.se",
        "bo@example.se",
    }
    by_chat = hall.sent(key)[0].letter
    (first, *_) = mails
    assert first.way is Way.MAIL
    assert first.letter.envelope
    assert first.letter.text.startswith(by_chat.text.partition("<b>Att ta")[0][:60])
    assert first.letter.buttons == ()
    assert "Narkotika" in first.letter.envelope.alt
    picture = hall.store.pictures.find(first.letter.picture)
    assert picture
    assert picture.content == PNG
    assert "example.se" not in "".join(each.dedupe for each in mails)
    assert len({each.letter.envelope.id for each in mails if each.letter.envelope}) == len(mails)
    for word in ("t:take", key, "karin@example.se"):
        assert word not in first.letter.text


async def test_e_mail_alone_is_enough_for_a_digest() -> None:
    hall = Hall(MailList(("karin@example.se",)))
    await hall.live(2)
    assert len(hall.sent(None)) >= 1


async def test_the_picture_follows_the_words_where_there_is_something_new() -> None:
    hall = Hall()
    key, limited = hall.member("karin"), hall.member("limited", areas=("centre",))
    hall.answers(30, view_lights="yes", worries="drugs")
    await hall.live(2)
    assert len(hall.sent(key, "2")) == 1, "the second morning had nothing new"
    assert "Narkotika 30" in hall.sent(key, "2")[0].letter.text
    assert hall.sent(limited, "2") == [], "the picture shows every area"


async def test_a_picture_that_cannot_be_drawn_keeps_nobody_waiting() -> None:
    async def nothing(_: FigureChart) -> bytes:
        return b""

    hall = Hall()
    hall.service = replace(hall.service, draw=nothing)
    key = hall.member("karin")
    hall.answers(30, view_lights="yes")
    await hall.live(2)
    assert hall.sent(key)
    assert hall.sent(key, "2") == []


async def test_what_somebody_took_is_told_to_the_others_and_comes_back_when_it_lasts() -> None:
    hall = Hall()
    hall.member("Karin Berg", role=Role.EDITOR)
    key = hall.member("Bo", role=Role.EDITOR)
    await hall.live(1)
    (lights, _) = hall.store.matters.rows
    assert (lights.kind, lights.subject) == (MatterKind.STALE, "lights")
    hall.store.matters.decide(lights.id, Decision.TAKEN, 1, at("2026-11-16 09:00"))
    await hall.live(1, MONDAY + timedelta(days=1))
    assert "<i>Karin Berg har tagit det.</i>" in hall.sent(key)[-1].letter.text
    await hall.live(1, MONDAY + timedelta(days=35))
    assert "har tagit det" not in hall.sent(key)[-1].letter.text


@pytest.mark.parametrize(("decision", "asked_again_after"), [(Decision.LATER, 1), (Decision.NOTHING, 28)])
async def test_what_is_laid_aside_comes_back_in_its_time(decision: Decision, asked_again_after: int) -> None:
    hall = Hall()
    key = hall.member("Bo", role=Role.EDITOR)
    await hall.live(1)
    for each in hall.store.matters.rows:
        hall.store.matters.decide(each.id, decision, 1, at("2026-11-16 09:00"))
    for day in range(1, asked_again_after + 2):
        await hall.live(1, MONDAY + timedelta(days=day))
        asks = any("Jag tar det" in button.label for row in hall.sent(key)[-1].letter.buttons for button in row)
        due = decision is Decision.LATER or day > asked_again_after
        assert asks is due, day


async def test_nobody_is_sent_anything_twice_however_long_it_lives() -> None:
    hall = Hall(MailList(("karin@example.se",)))
    hall.member("karin", MorningChoice(6, 30, (0, 6)))
    await hall.live(3)
    marks = [row.message.dedupe for row in hall.store.outbox.rows.values() if row.message.topic is Topic.STAFF_DIGEST]
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize("hour", ["03:00", "07:30", "16:00"])
async def test_a_rehearsal_hands_out_one_digest_at_any_hour_and_the_next_comes_tomorrow(hour: str) -> None:
    hall = Hall()
    key = hall.member("karin")
    hall.answers(30, view_lights="yes")
    now = at(f"2026-11-16 {hour}")
    await hall.service.hand_out(now)
    (first,) = hall.sent(key)
    assert "minst 30." in first.letter.text
    assert "senare än det skulle" not in first.letter.text
    await hall.live(1, now)
    assert len(hall.sent(key)) <= 2
    await hall.live(1, now + timedelta(days=1))
    assert days(hall.sent(key)[1:])[:1] == ["Tue 07:30"]
