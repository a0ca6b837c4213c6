"""What runs often reads an index and nothing else, however much is stored."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from digests.ports import DigestRun
from people.inbox import StoredUpdate
from people.person import PersonKey
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from survey.ports import ResponseId
from survey.reading.ports import Wanted
from survey.session import Answer
from tests.integration.storage.examples import ANNA, NOW, message, response, save_people, session

Work = Callable[[UnitOfWork], object]
LATER = NOW + timedelta(minutes=1)


def one_answer(work: UnitOfWork) -> None:
    work.people.find(ANNA.key)
    work.sessions.find(ANNA.key)
    work.responses.find(ResponseId("r1"))
    work.responses.answers(ResponseId("r1"))
    work.responses.put_answer(ResponseId("r1"), "where", Answer(options=("park",)))
    work.sessions.save(session())
    work.inbox.finish(1)


HOT: dict[str, Work] = {
    "an answer": one_answer,
    "a receipt": lambda work: work.responses.find_by_receipt("hash"),
    "the inbox at start": lambda work: work.inbox.waiting(),
    "an update that comes in": lambda work: work.inbox.store([StoredUpdate(2, "lane", b"{}")], NOW),
    "the purge of ids": lambda work: work.inbox.purge(NOW, NOW),
    "the next messages": lambda work: work.outbox.claim(NOW, LATER, 25),
    "a message's end": lambda work: work.outbox.mark_sent(1, NOW),
    "a follower who stops": lambda work: work.outbox.drop_waiting(ANNA.key, message("1").topic),
    "old links": lambda work: work.sessions.cut_submitted(NOW),
    "touched sessions": lambda work: work.sessions.touched_between(NOW, LATER),
    "a person who leaves": lambda work: work.people.remove(PersonKey("nobody")),
    "is a digest due": lambda work: work.digest_runs.has("staff", "2026-11-23"),
    "a digest's claim": lambda work: work.digest_runs.claim(
        DigestRun("staff", "2026-11-23", 1, NOW, LATER, late=False, recipients=0)
    ),
    "how many submitted": lambda work: work.counts.responses("2026", submitted=True),
    "how many chose what": lambda work: work.counts.answers("2026", "where"),
    "texts that wait": lambda work: work.texts.count(Wanted(), 5),
    "progress since": lambda work: work.progress.recorded_between(NOW, LATER),
}


@pytest.mark.parametrize("what", HOT)
async def test_it_reads_no_table_from_end_to_end(sqlite: Database, sqlite_file: Path, what: str) -> None:
    def set_up(work: UnitOfWork) -> None:
        save_people(work)
        work.responses.add(response("r1"))
        work.outbox.add([message("1")])

    await sqlite.write(set_up)
    statements: list[str] = []
    sqlite._writer._connection.set_trace_callback(statements.append)  # type: ignore[attr-defined]  # SQLite's
    await sqlite.write(HOT[what])

    second = sqlite3.connect(sqlite_file)
    steps = [step for statement in statements for step in plan(second, statement)]
    second.close()

    assert statements[0] == "BEGIN IMMEDIATE"
    assert [step for step in steps if step.startswith("SCAN") and step != "SCAN picked"] == []


async def test_the_claim_takes_due_messages_in_their_indexs_order(sqlite: Database, sqlite_file: Path) -> None:
    statements: list[str] = []
    sqlite._writer._connection.set_trace_callback(statements.append)  # type: ignore[attr-defined]  # SQLite's
    await sqlite.write(lambda work: work.outbox.claim(NOW, LATER, 25))
    second = sqlite3.connect(sqlite_file)
    [claim] = [statement for statement in statements if statement.startswith("WITH")]
    steps = plan(second, claim)
    second.close()

    assert any("USING INDEX ix_outbox_due" in step for step in steps)
    assert not [step for step in steps if "TEMP B-TREE" in step]


def plan(connection: sqlite3.Connection, statement: str) -> list[str]:
    if statement.startswith(("BEGIN", "COMMIT", "--")):
        return []
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
