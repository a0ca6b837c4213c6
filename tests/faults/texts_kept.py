"""Texts put into a real database, most of them through the survey's own door, and read back past the program."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, islice
from operator import eq
from pathlib import Path
from random import Random

from people.keys import KeyRing
from storage.database import open_database
from storage.migrate import migrate
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork
from survey.answers import read_text
from survey.events import Wrote
from survey.form import LONGEST_ANSWER
from survey.ports import Response, ResponseId, ResponseStatus
from survey.questionnaire import Constraint, Kind, Question
from survey.session import Answer
from tests.cell_texts import long_texts, texts, units
from tests.process import KEY, ROOT, environment

COLUMNS = {"wish": "wish", "code": "code", "places": "places__other"}
"""Questions of the questionnaire with every kind that words can stand at, and the column of the words."""

_DOOR = Question("wish", Kind.TEXT, {}, constraint=Constraint(max_length=LONGEST_ANSWER))
_PAST_THE_DOOR = 10
"""Every tenth text is stored as it is, with what no person gets through."""
_LONG = 0.001
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """The texts by response and column."""

    by_response: Mapping[str, Mapping[str, str]]
    through_the_survey: int

    @property
    def count(self) -> int:
        return sum(map(len, self.by_response.values()))

    @property
    def longest(self) -> int:
        """In UTF-16 units."""
        return max(units(text) for each in self.by_response.values() for text in each.values())

    def changed(self, rows: Iterable[Mapping[str, str]], same: Callable[[str, str], bool] = eq) -> int:
        """How many of the texts are not in the rows as they were; `same` says it of a cell and a text."""
        left = dict(self.by_response)
        wrong = 0
        for row in rows:
            expected = left.pop(row["response_id"], {})
            wrong += sum(not same(row.get(name) or "", text) for name, text in expected.items())
        return wrong + sum(map(len, left.values()))


async def keep(folder: Path, seed: int, count: int) -> tuple[dict[str, str], Kept]:
    """A database with so many texts, three a response; and the settings that find it."""
    content = folder / "content"
    shutil.copytree(ROOT / "content" / "sandviken", content)
    shutil.copy(ROOT / "tests" / "every_kind" / "questionnaire.yaml", content)
    env = environment(folder, "http://127.0.0.1:9", "1:none", CONTENT_DIR=str(content))
    await migrate(env["DATABASE_URL"])
    database = await open_database(env["DATABASE_URL"], KeyRing(KEY).cipher)
    made = _made(seed, count)
    by_response: dict[str, dict[str, str]] = {}
    through = 0
    try:
        while batch := list(islice(made, _BATCH)):
            await database.write(partial(_put, batch))
            for response, answers, at_door in batch:
                by_response[response.id] = {
                    COLUMNS[name]: str(each.text) for name, each in answers.items() if each.text
                }
                through += at_door
    finally:
        await database.close()
    return env, Kept(by_response, through)


def read_back(folder: Path) -> Iterator[dict[str, str]]:
    """What the database holds, without the program's own reading of it."""
    seal = Seal(KeyRing(KEY).cipher)
    with closing(sqlite3.connect(folder / "data" / "test.db")) as connection:
        for (response,) in connection.execute("SELECT id FROM responses").fetchall():
            found = connection.execute(
                "SELECT question, text FROM answers WHERE response = ? AND text NOTNULL", (response,)
            )
            yield {"response_id": response} | {COLUMNS[name]: seal.open_text(text) for name, text in found}


def _put(batch: list[tuple[Response, dict[str, Answer], int]], work: UnitOfWork) -> None:
    for response, answers, _ in batch:
        work.responses.add(response)
        for question, answer in answers.items():
            work.responses.put_answer(response.id, question, answer)


def _made(seed: int, count: int) -> Iterator[tuple[Response, dict[str, Answer], int]]:
    random = Random(seed)
    ordinary, long = texts(seed), long_texts(seed)
    written = chain.from_iterable(
        (next(long if random.random() < _LONG else ordinary) for _ in COLUMNS) for _ in range(-(-count // len(COLUMNS)))
    )
    for at in range(-(-count // len(COLUMNS))):
        words = [_answer(each, at * len(COLUMNS) + place) for place, each in enumerate(islice(written, len(COLUMNS)))]
        day = date(2026, 1, 1) + timedelta(days=random.randrange(300))
        response = Response(
            ResponseId(random.randbytes(16).hex()), ResponseStatus.SUBMITTED,
            "every-kind", 1, "first", "sv", "chat", day, day + timedelta(days=1),
        )  # fmt: skip
        answers = {name: answer for name, (answer, _) in zip(COLUMNS, words, strict=True)}
        yield response, answers | _numbers(random, day), sum(at_door for _, at_door in words)


def _answer(text: str, at: int) -> tuple[Answer, bool]:
    """As the survey takes it, where it does."""
    through = read_text(_DOOR, Wrote(text, "sv"), ("other",)) if at % _PAST_THE_DOOR else None
    if isinstance(through, Answer):
        return through, True
    return Answer(options=("other",), text=text, language="sv"), False


def _numbers(random: Random, day: date) -> dict[str, Answer]:
    values = {
        "evenings": str(random.randrange(-5, 8)),
        "distance": f"{random.randrange(-900, 900)}.5",
        "last_time": day.isoformat(),
    }
    return {name: Answer(options=(value,)) for name, value in values.items()}
