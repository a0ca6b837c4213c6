"""What is kept by day is at every moment what counting everything would find."""

import json
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from cryptography.fernet import MultiFernet
from sqlalchemy import Connection, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database, open_database
from storage.migrate import alembic_config, migrate, run_on
from storage.seal import Seal
from storage.statements import CoreStatements
from storage.unit_of_work import UnitOfWork
from survey.ports import Response, ResponseId, ResponseStatus
from survey.session import Answer, AnswerStatus
from tests.integration.storage.examples import TODAY, response

ORDER = ("area", "worry", "wish")
AREAS, WORRIES = ("centre", "north"), ("dark", "drugs", "traffic")


@dataclass
class Told:
    """Everything that can be counted, at one moment."""

    work: UnitOfWork

    def __iter__(self) -> Iterator[object]:
        counts, splits = self.work.counts, self.work.split_counts
        yield counts.responses("2026", submitted=True)
        yield counts.responses("2026", submitted=False)
        yield counts.has_sample("2026")
        yield counts.answers("2026", "worry")
        yield splits.split("2026", "area", "worry")
        yield splits.answered("2026", "area", "worry")
        yield splits.languages("2026", "worry")
        yield splits.furthest("2026", ORDER)


def told(work: UnitOfWork) -> list[object]:
    return [dict(each) if isinstance(each, dict) else each for each in Told(work)]


@dataclass
class Town:
    """Residents who answer, change their mind, leave and erase. Nothing here counts with SQL."""

    chance: random.Random
    responses: dict[ResponseId, Response] = field(default_factory=dict)
    answers: dict[ResponseId, dict[str, Answer]] = field(default_factory=dict)
    made: int = 0

    def live(self, work: UnitOfWork) -> None:
        for _ in range(self.chance.randint(1, 6)):
            self.step(work)

    def step(self, work: UnitOfWork) -> None:
        if not self.responses:
            self.begin(work)
        self.chance.choice(
            (self.begin, self.begin, self.answer, self.answer, self.answer, self.submit, self.submit, self.leave,
             self.erase, self.retire)
        )(work)  # fmt: skip

    def begin(self, work: UnitOfWork) -> None:
        self.made += 1
        made = response(
            f"r{self.made}",
            round=self.chance.choice(("2026", "2026", "2025")),
            language=self.chance.choice(("sv", "en")),
            started_on=TODAY - timedelta(days=self.chance.randrange(4)),
            sample=self.chance.random() < 0.1,
            status=self.chance.choice((*[ResponseStatus.OPEN] * 5, ResponseStatus.PARTIAL)),
        )
        work.responses.add(made)
        self.responses[made.id], self.answers[made.id] = made, {}

    def answer(self, work: UnitOfWork) -> None:
        one, question = self.anybody(), self.chance.choice(ORDER)
        if self.chance.random() < 0.15:
            work.responses.drop_answer(one, question)
            self.answers[one].pop(question, None)
            return
        given = self.given(question)
        work.responses.put_answer(one, question, given)
        self.answers[one][question] = given

    def given(self, question: str) -> Answer:
        if self.chance.random() < 0.15:
            return Answer(AnswerStatus.SKIPPED)
        if question == "wish":
            return Answer(text="Mer ljus")
        if question == "area":
            return Answer(options=(self.chance.choice(AREAS),))
        return Answer(options=tuple(self.chance.sample(WORRIES, self.chance.randint(1, 2))))

    def submit(self, work: UnitOfWork) -> None:
        one = self.responses[self.anybody()]
        language, day = self.chance.choice(("sv", "en")), TODAY - timedelta(days=self.chance.randrange(4))
        self.update(work, replace(one, status=ResponseStatus.SUBMITTED, submitted_on=day, language=language))

    def leave(self, work: UnitOfWork) -> None:
        one = self.responses[self.anybody()]
        if one.status is ResponseStatus.OPEN:
            self.update(work, replace(one, status=ResponseStatus.PARTIAL))

    def update(self, work: UnitOfWork, changed: Response) -> None:
        work.responses.update(changed)
        self.responses[changed.id] = changed

    def erase(self, work: UnitOfWork) -> None:
        one = self.anybody()
        work.responses.remove(one)
        self.gone(one)

    def retire(self, work: UnitOfWork) -> None:
        status, before = self.chance.choice(list(ResponseStatus)), TODAY - timedelta(days=self.chance.randint(2, 4))
        work.responses.remove_started(before, status)
        for one in [each for each in self.responses.values() if each.status is status and each.started_on < before]:
            self.gone(one.id)

    def gone(self, one: ResponseId) -> None:
        for each in (self.responses, self.answers):
            each.pop(one, None)

    def anybody(self) -> ResponseId:
        return self.chance.choice(list(self.responses))

    def counted(self) -> list[object]:
        """The same as `told`, from what is remembered here."""
        here = [each for each in self.responses.values() if each.round == "2026"]
        sent = [each for each in here if each.status is ResponseStatus.SUBMITTED]
        chosen = [(each, self.options(each, "area"), self.options(each, "worry")) for each in sent]
        return [
            len(sent),
            len(here),
            any(each.sample for each in here),
            dict(Counter(worry for _, _, worries in chosen for worry in worries)),
            dict(Counter((area, worry) for _, areas, worries in chosen for area in areas for worry in worries)),
            dict(Counter(area for _, areas, worries in chosen if worries for area in areas)),
            dict(Counter(each.language for each, _, worries in chosen if worries)),
            dict(Counter(filter(None, (self.furthest(each) for each in here if each not in sent)))),
        ]

    def options(self, of: Response, question: str) -> tuple[str, ...]:
        return self.answers[of.id].get(question, Answer()).options

    def furthest(self, of: Response) -> str | None:
        reached = [name for name in ORDER if name in self.answers[of.id]]
        return reached[-1] if reached else None


@pytest.mark.no_cover  # the same lines again and again
@pytest.mark.parametrize("seed", range(2))
async def test_whatever_people_and_staff_do_the_sums_are_right(
    database: Database, elsewhere: Database, seed: int
) -> None:
    chance = random.Random(seed)
    town = Town(chance)
    for _ in range(100):
        await database.write(town.live)
        assert await elsewhere.read(told) == town.counted()
        if chance.random() < 0.5:
            assert await database.write(told) == town.counted()


async def test_a_database_from_before_sums_were_kept_is_counted_whole(database_url: str, cipher: MultiFernet) -> None:
    town = Town(random.Random(6))
    async with closing(await open_database(database_url, cipher)) as earlier:
        for _ in range(30):
            await earlier.write(town.live)
    await run_on(database_url, lambda connection: command.downgrade(alembic_config(connection), "0006"))
    await migrate(database_url)
    async with closing(await open_database(database_url, cipher)) as now:
        assert await now.read(told) == town.counted()
        assert await now.write(told) == town.counted()
        assert await now.read(told) == town.counted()


@asynccontextmanager
async def closing(database: Database) -> AsyncIterator[Database]:
    try:
        yield database
    finally:
        await database.close()


async def test_only_the_days_that_changed_are_counted_afresh(sqlite: Database, sqlite_file: Path) -> None:
    def submit(day: date, number: str) -> Callable[[UnitOfWork], None]:
        def work(work: UnitOfWork) -> None:
            sent = response(number, status=ResponseStatus.SUBMITTED, started_on=day, submitted_on=day)
            work.responses.add(sent)
            work.responses.put_answer(sent.id, "worry", Answer(options=("dark",)))

        return work

    yesterday = TODAY - timedelta(days=1)
    await sqlite.write(submit(yesterday, "1"))
    await sqlite.write(submit(TODAY, "2"))
    await sqlite.write(told)
    second = sqlite3.connect(sqlite_file)
    of_yesterday = "SELECT cells FROM tallies WHERE name = 'chosen worry' AND day = ?"
    [(kept,)] = second.execute(of_yesterday, (yesterday.isoformat(),))
    assert json.loads(kept) == {"dark": 1}

    await sqlite.write(submit(TODAY, "3"))
    left = second.execute("SELECT DISTINCT day FROM tallies").fetchall()
    assert left == [(yesterday.isoformat(),)]
    statements: list[str] = []
    sqlite._writer._connection.set_trace_callback(statements.append)  # type: ignore[attr-defined]  # SQLite's
    assert await sqlite.write(lambda work: work.counts.answers("2026", "worry")) == {"dark": 3}
    counted = [each for each in statements if "FROM responses JOIN answers" in each]
    second.close()

    assert len(counted) == 1
    assert TODAY.isoformat() in counted[0]


async def test_an_erased_response_is_not_in_any_sum_that_is_kept(sqlite: Database, sqlite_file: Path) -> None:
    def submit(work: UnitOfWork) -> None:
        sent = response("1", status=ResponseStatus.SUBMITTED, submitted_on=TODAY)
        work.responses.add(sent)
        work.responses.put_answer(sent.id, "worry", Answer(options=("dark",)))

    await sqlite.write(submit)
    await sqlite.write(told)
    await sqlite.write(lambda work: work.responses.remove(ResponseId("1")))
    second = sqlite3.connect(sqlite_file)
    assert second.execute("SELECT * FROM tallies").fetchall() == []
    second.close()


async def test_a_change_that_comes_in_while_another_process_counts_is_counted_next_time(
    postgres_url: str, cipher: MultiFernet
) -> None:
    """Who counts has their picture already, and keeps sums without the change; its note outlives them."""

    def submit(number: str) -> Callable[[UnitOfWork], None]:
        def work(work: UnitOfWork) -> None:
            work.responses.add(response(number, status=ResponseStatus.SUBMITTED, submitted_on=TODAY))

        return work

    database = await open_database(postgres_url, cipher)
    await database.write(submit("1"))
    engine = create_async_engine(make_url(postgres_url), isolation_level="REPEATABLE READ")
    async with engine.connect() as counting, counting.begin():

        def count(connection: Connection) -> int:
            work = UnitOfWork(CoreStatements(connection), Seal(cipher), writing=True)
            return work.counts.responses("2026", submitted=True)

        assert await counting.run_sync(count) == 1
        await database.write(submit("2"))
    await engine.dispose()

    assert await database.write(lambda work: work.counts.responses("2026", submitted=True)) == 2
    assert await database.read(lambda work: work.counts.responses("2026", submitted=True)) == 2
    await database.close()
