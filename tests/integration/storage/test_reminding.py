"""A reminder that somebody asked for comes once: over crashes, and with two processes that both want to send it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from delivery.message import Topic
from digests.period import parse_quiet_hours
from digests.reminder import CONTINUE, HELP, Reminders
from handlers.callbacks import Menu, pack_menu
from storage.database import Database
from storage.errors import StorageBusy
from storage.unit_of_work import UnitOfWork
from survey.session import Stage
from survey.upkeep import SESSION_LIVES
from tests.integration.storage.examples import ANNA, LEASE, NOW, save_people, session
from tests.shipped import CATALOGUES

Result = TypeVar("Result")

NOON = NOW.replace(hour=11)
MINUTE = timedelta(minutes=1)


def reminders(database: object, quiet: str = "21:00-07:00") -> Reminders:
    return Reminders(database, CATALOGUES, parse_quiet_hours(quiet), ZoneInfo("Europe/Stockholm"))  # type: ignore[arg-type]  # a database, or one that crashes


async def ask(database: Database, at: datetime = NOON, **changes: object) -> None:
    """Anna asks to be reminded at that moment."""

    def save(work: UnitOfWork) -> None:
        save_people(work)
        work.sessions.save(replace(session(), touched=at - timedelta(days=1), remind_at=at, **changes))  # type: ignore[arg-type]  # fields by name

    await database.write(save)


async def queued(database: Database) -> int:
    return sum((await database.read(lambda work: work.outbox.counts())).values())


class Crashing:
    """The process dies in the middle of a write: nothing of it is kept."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def read(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        return await self.database.read(work)

    async def write(self, work: Callable[[UnitOfWork], Result], /) -> Result:
        def die(inside: UnitOfWork) -> Result:
            work(inside)
            raise StorageBusy

        return await self.database.write(die)


async def test_it_is_queued_once_with_the_way_back(database: Database, elsewhere: Database) -> None:
    await ask(database)
    assert [await reminders(database).tick(NOON + minutes * MINUTE) for minutes in (-1, 0, 1, 2)] == [0, 1, 0, 0]
    [message] = await elsewhere.write(lambda work: work.outbox.claim(NOON, NOON + LEASE, 10))
    assert (message.person, message.topic) == (ANNA.key, Topic.NOTICE)
    assert [button.data for row in message.letter.buttons for button in row] == [CONTINUE, HELP]
    kept = await elsewhere.read(lambda work: work.sessions.find(ANNA.key))
    assert kept is not None
    assert kept.remind_at is None
    assert kept.response not in repr(await elsewhere.read(lambda work: work.outbox.of(ANNA.key)))


def test_the_way_back_is_the_button_that_shows_the_open_question() -> None:
    assert pack_menu(Menu.SURVEY) == CONTINUE


async def test_two_processes_at_once_queue_it_once(database: Database, elsewhere: Database) -> None:
    await ask(database)
    both = await asyncio.gather(*(reminders(each).tick(NOON) for each in (database, elsewhere) * 4))
    assert sorted(both) == [0] * 7 + [1]
    assert await queued(database) == 1


async def test_a_crash_in_the_middle_leaves_it_to_be_sent_once(database: Database, elsewhere: Database) -> None:
    await ask(database)
    with pytest.raises(StorageBusy):
        await reminders(Crashing(database)).tick(NOON)
    assert await queued(elsewhere) == 0
    assert [await reminders(elsewhere).tick(NOON + minutes * MINUTE) for minutes in (1, 2)] == [1, 0]
    assert await queued(elsewhere) == 1


async def test_who_asks_again_after_it_came_is_reminded_again(database: Database) -> None:
    await ask(database)
    await reminders(database).tick(NOON)
    await ask(database, NOON + timedelta(days=1))
    assert await reminders(database).tick(NOON + timedelta(days=1)) == 1


async def test_in_quiet_hours_it_waits(database: Database) -> None:
    late = NOON.replace(hour=20, minute=30)
    await ask(database, late)
    assert await reminders(database).tick(late) == 0
    assert await reminders(database).tick(late.replace(hour=5, minute=59) + timedelta(days=1)) == 0
    assert await reminders(database).tick(late.replace(hour=6, minute=0) + timedelta(days=1)) == 1


async def test_without_quiet_hours_it_comes_at_any_time(database: Database) -> None:
    await ask(database, NOON.replace(hour=23))
    assert await reminders(database, "00:00-00:00").tick(NOON.replace(hour=23)) == 1


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.EXPIRED])
async def test_it_does_not_come_once_the_survey_is_over(database: Database, stage: Stage) -> None:
    await ask(database, position=replace(session().position, stage=stage))
    assert await reminders(database).tick(NOON) == 0
    assert await reminders(database).tick(NOON + MINUTE) == 0
    assert await queued(database) == 0


async def test_it_does_not_come_once_the_survey_is_about_to_be_closed(database: Database) -> None:
    await ask(database)
    assert await reminders(database).tick(NOON - timedelta(days=1) + SESSION_LIVES + MINUTE) == 0


async def test_it_does_not_come_to_who_cannot_be_reached_not_even_later(database: Database) -> None:
    await ask(database)
    await database.write(lambda work: work.people.save(replace(ANNA, reachable=False)))
    assert await reminders(database).tick(NOON) == 0
    await database.write(lambda work: work.people.save(ANNA))
    assert await reminders(database).tick(NOON + MINUTE) == 0


async def test_it_does_not_come_to_who_took_it_back(database: Database) -> None:
    await ask(database)
    await database.write(lambda work: work.sessions.save(session()))
    assert await reminders(database).tick(NOON) == 0
