import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from delivery.message import NewMessage, Topic
from digests.ports import Subscription
from digests.service import DigestService
from localization.catalogue import Catalogues
from people.person import PersonKey
from people.staff import Role, StaffMember
from tests.unit.digests.memory import DigestStore
from tests.unit.digests.town import CONTENT, MUNICIPALITY, RULES, at, update

CATALOGUES = Catalogues()
MONDAY = at("2026-11-23 17:00")


class Town:
    """A service that has been running for a while."""

    def __init__(self) -> None:
        self.store = DigestStore()
        self.officers: list[PersonKey] = []
        self.service = DigestService(self.store, CATALOGUES, CONTENT, RULES, lambda: self.officers)

    def follows(self, name: str, *commitments: str, language: str = "sv", since: str = "2026-11-01") -> PersonKey:
        key = self.store.person(name, language)
        self.store.subscriptions.save(Subscription(key, commitments, 0, 17, 0, date.fromisoformat(since)))
        return key

    def officer(self, name: str, language: str = "sv") -> PersonKey:
        self.officers.append(self.store.person(name, language))
        return self.officers[-1]

    def answers(self, times: int, **said: str) -> None:
        self.store.counts.submitted += [said] * times

    async def ticks(self, start: datetime, end: datetime, every: timedelta = timedelta(minutes=7)) -> None:
        while start <= end:
            await self.service.tick(start)
            start += every

    def queued(self, topic: Topic = Topic.FOLLOWER_DIGEST) -> list[NewMessage]:
        return [row.message for row in self.store.outbox.rows.values() if row.message.topic == topic]

    def texts(self, topic: Topic = Topic.FOLLOWER_DIGEST) -> list[str]:
        return [message.letter.text for message in self.queued(topic)]


@pytest.fixture
async def town() -> Town:
    town = Town()
    town.follows("first follower")
    await town.service.tick(at("2026-11-17 12:00"))
    assert not town.store.outbox.rows
    return town


async def test_a_fresh_install_sends_nothing_for_the_time_before_it() -> None:
    town = Town()
    town.follows("follower")
    town.officer("officer")
    town.store.progress.add(update("lights", "2026-11-10 12:00"))
    await town.ticks(at("2026-11-23 17:05"), at("2026-11-24 07:20"))
    assert not town.store.outbox.rows
    await town.ticks(at("2026-11-24 07:25"), at("2026-11-24 12:00"))
    assert len(town.queued(Topic.STAFF_DIGEST)) == 1
    assert not town.queued()


async def test_each_follower_gets_one_digest_a_week_however_often_the_clock_ticks(town: Town) -> None:
    for number in range(20):
        town.follows(f"follower {number}", language="en" if number % 2 else "sv")
    for day in ("2026-11-19", "2026-11-26", "2026-12-03"):
        town.store.progress.add(update("lights", f"{day} 12:00"))
    await town.ticks(at("2026-11-17 12:00"), at("2026-12-08 12:00"), timedelta(minutes=47))
    assert len(town.queued()) == 3 * 21
    assert len({(message.person, message.dedupe) for message in town.queued()}) == 3 * 21
    for number in (1, 2, 3):
        assert sum(f"nr {number}:" in text or f"no. {number}:" in text for text in town.texts()) == 21


async def test_two_processes_that_tick_at_once_send_one_digest(town: Town) -> None:
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    other = replace(town.service)
    sent = await asyncio.gather(*(service.tick(MONDAY) for service in (town.service, other) * 5))
    assert sum(sent) == 1
    assert len(town.queued()) == 1


async def test_who_loses_the_race_for_the_row_sends_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    assert await town.service.tick(MONDAY) == 1
    monkeypatch.setattr(town.store.digest_runs, "has", lambda _kind, _period: False)
    assert await town.service.tick(MONDAY) == 0


@pytest.mark.parametrize("weeks", [1, 2, 4])
async def test_down_over_the_due_time_one_late_digest_covers_it_all(town: Town, weeks: int) -> None:
    for day in ("2026-11-19", "2026-11-21"):
        town.store.progress.add(update("lights", f"{day} 12:00", text=f"Lampor {day}"))
    town.store.progress.add(update("patrols", "2026-11-20 12:00", text="Patruller"))
    back = MONDAY + timedelta(weeks=weeks - 1, hours=3)
    await town.ticks(back, back + timedelta(days=2), timedelta(hours=1))
    (text,) = town.texts()
    assert CATALOGUES.words("sv")("digest.late") in text
    assert "17 november 2026 till" in text
    assert "Lampor 2026-11-21" in text
    assert "Patruller" in text


async def test_on_time_it_is_not_called_late(town: Town) -> None:
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    await town.service.tick(MONDAY + timedelta(minutes=15))
    (text,) = town.texts()
    assert CATALOGUES.words("sv")("digest.late") not in text


async def test_a_week_without_news_sends_nothing_and_uses_up_no_number(town: Town) -> None:
    await town.ticks(MONDAY - timedelta(hours=1), MONDAY + timedelta(days=6), timedelta(hours=1))
    assert not town.queued()
    last = town.store.digest_runs.last("followers.0-1700")
    assert last
    assert (last.recipients, last.number) == (0, 0)
    town.store.progress.add(update("lights", "2026-11-25 12:00"))
    await town.service.tick(MONDAY + timedelta(weeks=1))
    (text,) = town.texts()
    assert "nr 1:" in text


async def test_who_follows_one_commitment_hears_only_of_that_one(town: Town) -> None:
    chooser = town.follows("chooser", "patrols")
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    await town.service.tick(MONDAY)
    assert chooser not in {message.person for message in town.queued()}
    town.store.progress.add(update("patrols", "2026-11-25 12:00", text="Patruller varje kväll"))
    await town.service.tick(MONDAY + timedelta(weeks=1))
    (message,) = [message for message in town.queued() if message.person == chooser]
    assert "Patruller varje kväll" in message.letter.text
    assert "Lys upp parken" not in message.letter.text


async def test_a_change_in_what_residents_notice_is_news_once(town: Town) -> None:
    town.answers(12, view_lights="yes")
    await town.service.tick(MONDAY)
    assert "märks: 12" in town.texts()[0]
    town.answers(4, view_lights="yes")
    await town.service.tick(MONDAY + timedelta(weeks=1))
    assert len(town.queued()) == 1
    town.answers(6, view_lights="yes")
    await town.service.tick(MONDAY + timedelta(weeks=2))
    assert "märks: 22" in town.texts()[1]


async def test_at_night_a_follower_is_left_alone_until_the_morning(town: Town) -> None:
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    await town.service.tick(at("2026-11-23 23:00"))
    (message,) = town.queued()
    assert message.not_before == at("2026-11-24 07:00")


async def test_staff_asked_for_their_hour_and_get_it_in_the_quiet_hours_too(town: Town) -> None:
    town.officer("officer")
    service = replace(town.service, rules=replace(RULES, staff_at=replace(RULES.staff_at, hour=5)))
    assert await service.tick(at("2026-11-18 05:31")) == 1
    (message,) = town.queued(Topic.STAFF_DIGEST)
    assert message.not_before == at("2026-11-18 05:31")


async def test_who_follows_after_the_due_time_waits_for_the_next_digest(town: Town) -> None:
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    town.follows("on the day", since="2026-11-23")
    town.follows("the day after", since="2026-11-24")
    await town.service.tick(MONDAY + timedelta(hours=20))
    assert {message.person for message in town.queued()} == {"first follower"}


async def test_who_picks_a_rhythm_nobody_had_is_not_told_of_last_week_at_once(town: Town) -> None:
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    key = town.store.person("friday reader")
    town.store.subscriptions.save(Subscription(key, (), 4, 9, 0, date(2026, 11, 21)))
    await town.ticks(at("2026-11-21 12:00"), at("2026-11-23 12:00"))
    assert not town.queued()


async def test_who_cannot_be_reached_is_not_written_to(town: Town) -> None:
    officer = town.officer("officer")
    town.officers.append(PersonKey("never said hello"))
    follower = town.follows("gone")
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    for key in (officer, follower):
        town.store.people.save(replace(town.store.people.rows[key], reachable=False))
    await town.service.tick(MONDAY)
    assert {message.person for message in town.queued()} == {"first follower"}
    assert not town.queued(Topic.STAFF_DIGEST)


async def test_whoever_may_see_figures_gets_the_morning_report_and_who_lost_the_role_does_not(town: Town) -> None:
    first, editor, field, gone = (town.officer(name) for name in ("first", "editor", "field", "gone"))
    town.officers = [first, gone]
    for number, (key, role, until) in enumerate(
        ((editor, Role.EDITOR, None), (field, Role.FIELD_WORKER, None), (gone, Role.ADMINISTRATOR, date(2026, 11, 1)))
    ):
        town.store.staff.members.append(StaffMember(number, key, "", role, MUNICIPALITY, (), date(2026, 1, 1), until))
    await town.service.tick(at("2026-11-18 07:30"))
    assert {message.person for message in town.queued(Topic.STAFF_DIGEST)} == {first, editor}


async def test_the_morning_report_tells_what_is_new_since_the_last(town: Town) -> None:
    town.officer("officer")
    town.officer("colleague", language="en")
    town.answers(20, view_lights="yes", worries="dark")
    await town.service.tick(at("2026-11-18 07:30"))
    town.answers(7, view_lights="yes", worries="dark")
    town.store.split_counts.stopped["worries"] = 6
    await town.service.tick(at("2026-11-19 07:30"))
    await town.service.tick(at("2026-11-20 07:30"))
    swedish = [text for text in town.texts(Topic.STAFF_DIGEST) if "Morgonrapport" in text]
    assert len(town.texts(Topic.STAFF_DIGEST)) == 6
    assert "förra rapporten: minst 20." in swedish[0]
    assert "förra rapporten: minst 7." in swedish[1]
    assert "Svar hittills: minst 27." in swedish[1]
    assert "inte inskickade: minst 6." in swedish[1]
    assert "Boten fungerar." in swedish[2]
    assert all("Ingen uppdatering på 60 dagar: Lys upp parken." in text for text in swedish)


async def test_staff_hear_of_messages_that_may_not_have_arrived_once(town: Town) -> None:
    town.officer("officer")
    await town.service.tick(at("2026-11-18 07:30"))
    town.store.outbox.mark_dead(1, "message is too long")
    await town.service.tick(at("2026-11-19 07:30"))
    await town.service.tick(at("2026-11-20 07:30"))
    assert ["Kom kanske inte fram" in text for text in town.texts(Topic.STAFF_DIGEST)] == [False, True, False]


async def test_a_clock_that_was_ten_years_ahead_for_a_while_stops_nothing(town: Town) -> None:
    await town.service.tick(at("2036-11-24 12:00"))
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    await town.ticks(MONDAY - timedelta(hours=1), MONDAY + timedelta(hours=1))
    (text,) = town.texts()
    assert "Nya lampor" in text
    assert "16 november 2026 till 23 november 2026" in text


async def test_one_kind_in_trouble_does_not_stop_the_other(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise OSError

    town.officer("officer")
    town.store.progress.add(update("lights", "2026-11-19 12:00"))
    monkeypatch.setattr(town.store.people, "find", broken)
    with pytest.raises(ExceptionGroup, match="could not be queued"):
        await town.service.tick(MONDAY)
    assert len(town.queued()) == 1
    monkeypatch.undo()
    await town.service.tick(MONDAY + timedelta(minutes=1))
    assert len(town.queued(Topic.STAFF_DIGEST)) == 1


class TestPreview:
    async def test_it_says_what_would_be_sent_and_sends_nothing(self, town: Town) -> None:
        town.store.progress.add(update("lights", "2026-11-19 12:00"))
        town.answers(12, view_lights="yes")
        (letter,) = await town.service.preview("followers", date(2026, 11, 23), "sv")
        assert not town.store.outbox.rows
        await town.service.tick(MONDAY)
        assert town.texts() == [letter.text]

    async def test_it_can_be_in_another_language_and_before_the_first_digest(self) -> None:
        (letter,) = await Town().service.preview("staff", date(2026, 11, 23), "en")
        assert "Morning report no. 1, November 23, 2026" in letter.text

    async def test_looking_twice_does_not_single_out_who_came_in_between(self, town: Town) -> None:
        town.answers(20, view_lights="yes")
        (before,) = await town.service.preview("staff", date(2026, 11, 23), "sv")
        town.answers(1, view_lights="yes")
        (after,) = await town.service.preview("staff", date(2026, 11, 23), "sv")
        assert "märks: 20" in before.text
        assert after == before

    async def test_on_a_tuesday_it_is_mondays_digest_and_not_a_late_one(self, town: Town) -> None:
        (monday,) = await town.service.preview("followers", date(2026, 11, 23), "sv")
        assert await town.service.preview("followers", date(2026, 11, 24), "sv") == (monday,)
