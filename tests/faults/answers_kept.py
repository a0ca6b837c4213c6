"""A database of very many answers, and what an export of it has to hold, read past the program."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from people.keys import KeyRing
from storage.migrate import migrate
from storage.seal import Seal
from survey.questionnaire import Question, Questionnaire
from survey.session import AnswerStatus
from tests.cell_texts import texts
from tests.process import KEY

ABOUT = ("status", "survey", "version", "round", "language", "channel", "started_on", "submitted_on")
_STATUSES = (*[AnswerStatus.GIVEN.value] * 9, AnswerStatus.PREFER_NOT.value, AnswerStatus.SKIPPED.value)
_ADD_RESPONSE = (
    "INSERT INTO responses (id, status, survey, version, round, language, channel, started_on, submitted_on, sample)"
    " VALUES (?, 'submitted', ?, ?, ?, ?, ?, ?, ?, 0)"
)
_ADD_ANSWER = "INSERT INTO answers (response, question, status, options, text, language) VALUES (?, ?, ?, ?, ?, ?)"
_ANSWERS = "SELECT response, question, a.status, options, text, a.language FROM answers AS a ORDER BY response"

Cells = dict[str, str]


@dataclass(slots=True)
class Held:
    """What is held of each response: a checksum of its cells, by its id; and how many answers there are in all."""

    sums: dict[str, bytes]
    answers: int

    def differs_from(self, other: "Held") -> int:
        """Responses that are in one only, or otherwise."""
        return len(self.sums.items() ^ other.sums.items())


def held(rows: Iterable[Mapping[str, str]], questions: Iterable[str]) -> Held:
    """What a table holds."""
    sums, answers, names = {}, 0, tuple(questions)
    for row in rows:
        answers += sum(bool(row.get(name)) for name in names)
        sums[row["response_id"]] = _sum(row)
    return Held(sums, answers)


async def fill(file: Path, questionnaire: Questionnaire, answers: int, seed: int) -> None:
    """So many answers, in one transaction."""
    await migrate(f"sqlite+aiosqlite:///{file}")
    asked = [question for question in questionnaire.questions if question.kind.value != "note"]
    random = Random(seed)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        ids = [random.randbytes(16).hex() for _ in range(-(-answers // len(asked)))]
        connection.executemany(_ADD_RESPONSE, (_response(each, questionnaire, random) for each in ids))
        connection.executemany(_ADD_ANSWER, _answers(ids, asked, answers, random))


def stored(file: Path) -> Iterator[Cells]:
    """The table that an export has to be, from SQL and the cipher alone."""
    seal = Seal(KeyRing(KEY).cipher)
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(f"SELECT id, {', '.join(ABOUT)} FROM responses ORDER BY id")
        answers = connection.cursor().execute(_ANSWERS)
        answer = next(answers, None)
        for response, *about in rows:
            cells = {"response_id": response} | {name: str(value) for name, value in zip(ABOUT, about, strict=True)}
            cells["channel"] = "resident" if cells["channel"] == "chat" else cells["channel"]
            while answer and answer[0] == response:
                cells |= _cells(seal, *answer[1:])
                answer = next(answers, None)
            yield cells


def _cells(seal: Seal, question: str, status: str, options: str, text: bytes | None, language: str | None) -> Cells:
    if status == AnswerStatus.SKIPPED:
        return {}
    if status == AnswerStatus.PREFER_NOT:
        return {question: "prefer_not"}
    names = " ".join(json.loads(options))
    if text is None:
        return {question: names}
    words = {
        (f"{question}__other" if names else question): seal.open_text(text),
        f"{question}__language": language or "",
    }
    return words | ({question: names} if names else {})


def _sum(cells: Mapping[str, str]) -> bytes:
    """Sixteen bytes: of so many responses, no two that differ have the same."""
    told = json.dumps(sorted((name, cell) for name, cell in cells.items() if cell))
    return hashlib.blake2b(told.encode(), digest_size=16).digest()


def _response(number: str, questionnaire: Questionnaire, random: Random) -> tuple[object, ...]:
    day = date(2026, 1, 1) + timedelta(days=random.randrange(300))
    language, channel = random.choice(questionnaire.languages), random.choice(("chat", "kiosk", "paper"))
    about = (questionnaire.name, questionnaire.version, questionnaire.round, language, channel)
    return (number, *about, day.isoformat(), (day + timedelta(days=1)).isoformat())


def _answers(ids: list[str], asked: list[Question], most: int, random: Random) -> Iterator[tuple[object, ...]]:
    seal, words = Seal(KeyRing(KEY).cipher), texts(random.randrange(10**6))
    for at in range(most):
        question = asked[at % len(asked)]
        status = random.choice(_STATUSES)
        options: list[str] = []
        text = None
        if status == AnswerStatus.GIVEN:
            options = [choice.name for choice in question.choices if random.random() < 0.3] or [
                choice.name for choice in question.choices[:1]
            ]
            if not question.choices or any(choice.other and choice.name in options for choice in question.choices):
                text = seal.close_text(next(words))
        yield (ids[at // len(asked)], question.name, status, json.dumps(options), text, "sv" if text else None)
