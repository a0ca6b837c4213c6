"""Digests come at their hour, once, whatever was stopped or runs twice. All wait for the same minute, side by side."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digests.period import Daily, Schedule, Weekly, due
from digests.ports import DigestRun, Subscription
from people.keys import KeyRing
from people.organisation import Organisation
from people.person import ChatId, Person
from promises.promise import ProgressUpdate, Status
from storage.database import open_database
from storage.migrate import migrate
from storage.unit_of_work import UnitOfWork
from tests.postgres import Server
from tests.process import KEY
from tests.residents import Resident
from tests.town import Town, open_town

pytestmark = pytest.mark.timeout(300)  # the clock is a real one: it may take two minutes until the hour has come

TICK = timedelta(seconds=30)
STARTING = timedelta(seconds=4)
LATEST = 150.0
"""Seconds until a digest has come that is to come in the next minute or the one after."""

STAFF, FOLLOWERS = "Morgonrapport nr", "Nyhetsbrev nr"
IN_PICTURE = "i bild"
LATE = "Det här kommer senare än det skulle."
NEWS = "Vi har träffat elevråden."
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Readers:
    """A town with a member of staff and a follower, whose first digest went out a day and a week before `at`."""

    town: Town
    staff: Resident
    follower: Resident
    at: datetime

    async def prepare(self) -> None:
        """Put in what earlier days left behind."""
        keys, url = KeyRing(KEY), self.town.environment["DATABASE_URL"]
        person = Person(keys.person(self.follower.id), ChatId(self.follower.id), "sv")
        weekday, hour, minute = self.at.weekday(), self.at.hour, self.at.minute
        since = self.at.date() - timedelta(days=1)

        def put_in(work: UnitOfWork) -> None:
            work.people.save(person)
            work.subscriptions.save(Subscription(person.key, (), weekday, hour, minute, since))
            work.progress.add(news(self.at - timedelta(hours=1)))
            work.digest_runs.claim(first_run("staff", Daily(hour, minute), self.at))
            kind = f"followers.{weekday}-{hour:02}{minute:02}"
            work.digest_runs.claim(first_run(kind, Weekly(weekday, hour, minute), self.at))

        await migrate(url)
        database = await open_database(url, keys.cipher)
        await database.write(put_in)
        await database.close()

    async def wait(self) -> None:
        """Until both have their digest."""
        for one in (self.staff, self.follower):
            await one.watch.until(lambda one=one: bool(self.digests(one)), LATEST)  # type: ignore[misc]  # its default

    async def go_on(self) -> None:
        """What would come twice has come when each has had an answer of their own after it."""
        for one in (self.staff, self.follower):
            await one.send("/help")
            await one.send("/help")

    def digests(self, one: Resident) -> list[str]:
        """What they got unasked, each with all its parts: words, pictures' captions, and what did not fit."""
        found: list[str] = []
        for message in one.received:
            text = message.text or message.content["caption"]
            if text.startswith("Hjälp nu"):
                continue
            if text.startswith((STAFF, FOLLOWERS)) and IN_PICTURE not in text:
                found.append(text)
            else:
                found[-1] += f"\n{text}"
        return found


def news(recorded: datetime) -> ProgressUpdate:
    return ProgressUpdate(
        None, "dialogue", Status.IN_PROGRESS, NEWS, "sv", "https://sandviken.se", Organisation.POLICE, recorded
    )


def first_run(kind: str, schedule: Schedule, at: datetime) -> DigestRun:
    before = due(schedule, at - timedelta(minutes=1), ZoneInfo("UTC"))
    return DigestRun(kind, before.period, 1, before.moment - schedule.length, before.moment, late=False, recipients=1)


async def readers(stack: AsyncExitStack, folder: Path, at: datetime, **settings: str) -> Readers:
    clock = f"{at:%H:%M}"
    hours = {"STAFF_DIGEST_AT": clock, "FOLLOWER_DIGEST_AT": f"{WEEKDAYS[at.weekday()]} {clock}"}
    none = {"TIMEZONE": "UTC", "QUIET_HOURS": "00:00-00:00"}
    town = await stack.enter_async_context(open_town(folder, **hours, **none, **settings))
    staff, follower = town.resident("Maria"), town.resident("Kerstin")
    staff.person.started = follower.person.started = True
    town.environment["STAFF_IDS"] = str(staff.id)
    found = Readers(town, staff, follower, at)
    await found.prepare()
    return found


@dataclass(frozen=True, slots=True)
class Scenes:
    """What is over once the minute has passed."""

    in_time: Readers
    late: Readers
    twice: Readers


@pytest.fixture(scope="module")
async def scenes(tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> AsyncIterator[Scenes]:
    now = datetime.now(UTC)
    minute = next_minute(now)
    passed = (now - timedelta(minutes=30)).replace(second=0, microsecond=0)
    async with AsyncExitStack() as stack:
        in_time = await readers(stack, tmp_path_factory.mktemp("in_time"), minute)
        late = await readers(stack, tmp_path_factory.mktemp("late"), passed)
        postgres.create("town")
        twice = await readers(stack, tmp_path_factory.mktemp("twice"), minute, DATABASE_URL=postgres.url("town"))
        await until_clock(minute - 2 * TICK - STARTING)  # so that a tick comes soon after the minute
        await asyncio.gather(in_time.town.start(), late.town.start(), twice.town.start())
        await twice.town.launch()
        await twice.town.until(lambda: twice.town.log.count("ready") == 2, LATEST)
        assert datetime.now(UTC) < minute
        assert in_time.digests(in_time.staff) == twice.digests(twice.staff) == []
        await asyncio.gather(in_time.wait(), late.wait(), twice.wait())
        yield Scenes(in_time, late, twice)


def next_minute(now: datetime) -> datetime:
    """The next full minute for which there is time to start."""
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=2)
    return minute if minute - now > 2 * TICK + timedelta(seconds=15) else minute + timedelta(minutes=1)


async def until_clock(moment: datetime) -> None:
    await asyncio.sleep((moment - datetime.now(UTC)).total_seconds())


async def test_staff_and_followers_are_told_at_their_hour_and_not_again_after_a_restart(scenes: Scenes) -> None:
    told = scenes.in_time
    assert await told.town.stop() == 0
    await told.town.start()
    await told.go_on()
    [report], [letter] = told.digests(told.staff), told.digests(told.follower)
    assert report.startswith(f"{STAFF} 2")
    assert letter.startswith(f"{FOLLOWERS} 2")
    assert NEWS in letter
    assert LATE not in report + letter


async def test_what_fell_due_while_the_bot_was_away_comes_once_and_says_that_it_is_late(scenes: Scenes) -> None:
    told = scenes.late
    await told.go_on()
    [report], [letter] = told.digests(told.staff), told.digests(told.follower)
    assert LATE in report
    assert LATE in letter
    assert NEWS in letter


async def test_of_two_processes_one_asks_telegram_and_everybody_is_told_once(scenes: Scenes) -> None:
    told = scenes.twice
    await told.go_on()
    assert len(told.digests(told.staff)) == len(told.digests(told.follower)) == 1
    assert [call for call in told.town.world.calls if call.refused] == []
    assert [await bot.stop() for bot in told.town.bots] == [0, 0]


async def test_a_process_that_waits_takes_over_when_the_other_stops(scenes: Scenes) -> None:
    told, town = scenes.twice, scenes.twice.town
    await town.start()
    first = town.bot
    await town.launch()
    await town.until(lambda: town.log.count("ready") == 4)
    assert await first.stop() == 0
    await told.go_on()
    assert len(told.digests(told.staff)) == len(told.digests(told.follower)) == 1
