import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from people.privacy import Controller, Kept, Privacy, Rule
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import Response, ResponseId, ResponseStatus
from survey.retention import Retention
from survey.session import Answer
from tests.integration.own_data.clock import Clock
from tests.integration.own_data.resident import STOCKHOLM

NOBODY = Controller({"sv": "Staden"}, "026-24 00 00", {"sv": "allmänt intresse"}, "https://example.org", confirmed=True)
DAYS = {Kept.FREE_TEXT: 30, Kept.PARTIAL: 60, Kept.SUBMITTED: 200}
WORDS = "mörkt vid stationen"


def privacy(decision: str = "KS2026/123") -> Privacy:
    return Privacy(NOBODY, {kept: Rule(days, decision) for kept, days in DAYS.items()})


def answer(work: UnitOfWork, day: date, status: ResponseStatus) -> None:
    response = ResponseId(f"{status}-{day}")
    work.responses.add(Response(response, status, "town", 1, "first", "sv", "chat", day))
    work.responses.put_answer(response, "wish", Answer(text=WORDS, language="sv"))
    work.responses.put_answer(response, "safe", Answer(options=("safe",)))


def oldest(work: UnitOfWork, today: date) -> Mapping[Kept, int]:
    """By kind, the age in whole days of the oldest there is."""
    ages: dict[Kept, list[int]] = {kept: [-1] for kept in DAYS}
    for response, answers in work.responses.everything(None, None):
        age = (today - response.started_on).days
        ages[Kept(response.status.value)].append(age)
        if answers["wish"].text:
            ages[Kept.FREE_TEXT].append(age)
        assert answers["safe"] == Answer(options=("safe",))
    return {kept: max(found) for kept, found in ages.items()}


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
async def test_in_four_hundred_days_nothing_grows_older_than_was_decided_and_nothing_goes_too_early(
    sqlite: Database, clock: Clock
) -> None:
    retention = Retention(sqlite, privacy(), clock, STOCKHOLM)
    for passed in range(400):
        today = clock().astimezone(STOCKHOLM).date()
        await retention.purge()

        def one_day(work: UnitOfWork, today: date = today) -> Mapping[Kept, int]:
            answer(work, today, ResponseStatus.SUBMITTED)
            answer(work, today, ResponseStatus.PARTIAL)
            return oldest(work, today)

        found = await sqlite.write(one_day)
        assert found == {kept: min(passed, days) for kept, days in DAYS.items()}
        clock.forward(hours=24)


async def test_without_a_decision_nothing_is_ever_removed(database: Database, clock: Clock) -> None:
    retention = Retention(database, privacy(decision=""), clock, STOCKHOLM)
    today = clock.now.date()
    await database.write(lambda work: answer(work, today, ResponseStatus.PARTIAL))
    clock.forward(days=4000)
    assert await retention.purge() == 0
    found = await database.read(lambda work: oldest(work, clock.now.date()))
    assert found == {Kept.FREE_TEXT: 4000, Kept.PARTIAL: 4000, Kept.SUBMITTED: -1}


async def test_a_decision_about_one_thing_says_nothing_of_another(database: Database, clock: Clock) -> None:
    rules = {**privacy(decision="").rules, Kept.FREE_TEXT: Rule(30, "KS2026/123")}
    retention = Retention(database, Privacy(NOBODY, rules), clock, STOCKHOLM)
    await database.write(lambda work: answer(work, clock.now.date(), ResponseStatus.SUBMITTED))
    clock.forward(days=31)
    assert await retention.purge() == 1
    assert await database.read(lambda work: oldest(work, clock.now.date())) == {
        Kept.FREE_TEXT: -1,
        Kept.PARTIAL: -1,
        Kept.SUBMITTED: 31,
    }


async def test_it_works_once_a_local_day_however_often_it_is_asked(database: Database, clock: Clock) -> None:
    retention = Retention(database, privacy(), clock, STOCKHOLM)
    old = clock.now.date() - timedelta(days=100)
    await retention.purge()
    await database.write(lambda work: answer(work, old, ResponseStatus.PARTIAL))
    assert await retention.purge() == 0
    clock.now = clock.now.replace(hour=23)  # midnight in Stockholm
    assert await retention.purge() == 2


async def test_what_was_removed_cannot_be_read_in_the_file(sqlite: Database, sqlite_file: Path, clock: Clock) -> None:
    today = clock.now.date()

    def fill(work: UnitOfWork) -> None:
        for age in range(300):
            answer(work, today - timedelta(days=age), ResponseStatus.SUBMITTED)

    await sqlite.write(fill)
    sealed = ciphertexts(sqlite_file)
    assert len(sealed) == 300
    assert all(token in on_disk(sqlite_file) for token in sealed.values())
    await Retention(sqlite, privacy(), clock, STOCKHOLM).purge()
    await sqlite.forget_deleted()
    left = on_disk(sqlite_file)
    gone = {age for age, token in sealed.items() if token not in left}
    assert gone == set(range(DAYS[Kept.FREE_TEXT] + 1, 300))
    assert WORDS.encode() not in left


def ciphertexts(file: Path) -> dict[int, bytes]:
    """The sealed words by the age of their response."""
    newest = "julianday((SELECT max(started_on) FROM responses))"
    question = f"SELECT {newest} - julianday(started_on), text FROM answers JOIN responses ON response = id"
    with closing(sqlite3.connect(file)) as connection:
        return {round(age): text for age, text in connection.execute(f"{question} WHERE text IS NOT NULL")}


def on_disk(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
