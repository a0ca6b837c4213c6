"""What a morning's digest costs among few and among many answers, beside counting the many once."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import takewhile
from pathlib import Path
from random import Random

from bot.services import Services, open_services
from bot.settings import Settings
from digests.ports import DigestRun
from digests.rhythms import STAFF
from people.keys import KeyRing
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork
from survey.questionnaire import Questionnaire
from survey.session import Answer
from tests.benchmarks.processes import Folders
from tests.month import FIRST, Said, composer_of, made_up
from tests.process import KEY, ROOT

FEW, MANY = 3, 30
"""Days; each has as many answers as the others."""
ANSWERS = 1_000_000
"""In all of the many."""
_MORNINGS = 5


@dataclass(slots=True)
class Composing:
    """Seconds, one a morning: the digest of a day after many days and after few, and `SELECT count(*)` over the many.

    `whole` is the first digest after the many, which counts them all.
    """

    few: list[float] = field(default_factory=list)
    many: list[float] = field(default_factory=list)
    count: list[float] = field(default_factory=list)
    whole: float = 0
    answers: int = 0


async def composing(folders: Folders) -> Composing:
    """Fill two databases, and compose some mornings in each."""
    found, few, many = Composing(), *(folders.new() / "data" / "answers.db" for _ in range(2))
    async with open_services(_settings(few)) as after_few, open_services(_settings(many)) as after_many:
        questionnaire = after_many.content.questionnaire
        _fill(few, questionnaire, FEW)
        found.answers = _fill(many, questionnaire, MANY)
        await _compose(after_few, 0)
        found.whole = await _compose(after_many, 0)
        for number in range(1, _MORNINGS + 1):
            for services, days, took in ((after_few, FEW, found.few), (after_many, MANY, found.many)):
                await services.database.write(partial(_answer_once_more, days))
                took.append(await _compose(services, number))
            found.count.append(_count(many))
    return found


def _settings(file: Path) -> Settings:
    return Settings(
        _env_file=None,
        secret_key=KEY,
        database_url=f"sqlite+aiosqlite:///{file}",
        content_dir=ROOT / "content" / "sandviken",
    )


async def _compose(services: Services, number: int) -> float:
    composer = composer_of(services)
    morning = datetime(2026, 12, 1, 6, 30, tzinfo=UTC) + timedelta(days=number)
    run = DigestRun(STAFF, morning.date().isoformat(), number + 1, morning, morning, late=False, recipients=0)

    def compose(work: UnitOfWork) -> float:
        began = time.perf_counter()
        composer.note_told(work, run, composer.digest(work, run, keep=True))
        return time.perf_counter() - began

    return await services.database.write(compose)


def _answer_once_more(days: int, work: UnitOfWork) -> None:
    """Somebody of the last day changes an answer: the day's sums are gone."""
    last = FIRST + timedelta(days=days - 1)
    changed, answers = next(
        (response, answers) for response, answers in work.responses.everything(last, last) if response.submitted_on
    )
    question, answer = next(iter(answers.items()))
    work.responses.put_answer(changed.id, question, answer)


def _count(file: Path) -> float:
    with closing(sqlite3.connect(file)) as connection:
        began = time.perf_counter()
        connection.execute("SELECT count(*) FROM answers").fetchone()
        return time.perf_counter() - began


def _fill(file: Path, questionnaire: Questionnaire, days: int) -> int:
    """Put in the responses of so many days; returns how many answers they have."""
    wanted = ANSWERS * days // MANY
    text = bytes(Seal(KeyRing(KEY).cipher).close_text("Mer ljus vid stationen."))
    given = 0

    def enough(said: Said) -> bool:
        nonlocal given
        given += len(said.answers)
        return given <= wanted

    said = list(takewhile(enough, made_up(questionnaire, wanted, Random(1), days)))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            "INSERT INTO responses (id, status, survey, version, round, language, channel, started_on, submitted_on,"
            " receipt, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)",
            map(_response, said),
        )
        rows = (row for each in said for row in _answers(each, text))
        answers = connection.executemany(
            "INSERT INTO answers (response, question, status, options, text, language) VALUES (?, ?, ?, ?, ?, ?)", rows
        ).rowcount
        connection.execute(
            "INSERT INTO recounts (round, day) SELECT DISTINCT round, coalesce(submitted_on, started_on) FROM responses"
        )
    return answers


def _response(said: Said) -> tuple[object, ...]:
    one, day = said.response, said.response.started_on.isoformat()
    submitted = one.submitted_on and one.submitted_on.isoformat()
    return one.id, one.status, one.survey, one.version, one.round, one.language, one.channel, day, submitted


def _answers(said: Said, text: bytes) -> Iterator[tuple[object, ...]]:
    for question, answer in said.answers.items():
        yield said.response.id, question, answer.status, json.dumps(answer.options), _text(answer, text), None


def _text(answer: Answer, text: bytes) -> bytes | None:
    return text if answer.text else None
