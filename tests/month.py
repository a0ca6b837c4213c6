"""A month of responses, a staff digest every morning, and the same figures computed once more from the export.

What is here of arithmetic was written from the words in `digests.guard` and `digests.split`, and uses nothing of them.
"""

import csv
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from math import sqrt
from pathlib import Path
from random import Random
from statistics import median

from bot.services import Services
from digests.ports import DigestRun
from digests.rhythms import STAFF
from digests.staff_composing import StaffComposer
from digests.staff_digest import StaffDigest
from storage.unit_of_work import UnitOfWork
from survey.export import write_csv
from survey.ports import Response, ResponseId, ResponseStatus
from survey.questionnaire import Question, Questionnaire
from survey.sample import sample_answers
from survey.session import Answer

FIRST, DAYS = date(2026, 11, 1), 30
_DIFFERENT = 2000
"""So many people say different things; the others say what one of them said."""

Row = Mapping[str, str]
Cells = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A response, with its answers in their order."""

    response: Response
    answers: Mapping[str, Answer]


def made_up(questionnaire: Questionnaire, count: int, random: Random, days: int = DAYS) -> Iterator[Said]:
    """Responses of so many days, four of five of them finished."""
    pool = [sample_answers(questionnaire, random, FIRST) for _ in range(min(count, _DIFFERENT))]
    for number in range(count):
        answers = dict(pool[number] if number < len(pool) else random.choice(pool))
        day = FIRST + timedelta(days=random.randrange(days))
        finished = random.random() < 0.8
        if not finished:
            answers = dict(list(answers.items())[: random.randint(1, len(answers) - 1)])
        response = Response(
            id=ResponseId(random.randbytes(16).hex()),
            status=ResponseStatus.SUBMITTED if finished else ResponseStatus.PARTIAL,
            survey=questionnaire.name,
            version=questionnaire.version,
            round=questionnaire.round,
            language=random.choices(("sv", "en", "so"), (8, 2, 1))[0],
            channel="chat",
            started_on=day,
            submitted_on=day if finished else None,
        )
        yield Said(response, answers)


def composer_of(services: Services) -> StaffComposer:
    """The one that makes the staff's digests of that content."""
    rules = services.digests.rules
    return StaffComposer(services.digests.content, rules.zone, rules.k_staff)


@dataclass(frozen=True, slots=True)
class Month:
    """The digests of the mornings after each day of it, the whole as it was exported, and the database's file."""

    digests: Sequence[StaffDigest]
    export: Path
    database: Path


async def live(services: Services, folder: Path, count: int, seed: int) -> Month:
    """Take in each day's responses, compose the digest of the next morning, and export all in the end."""
    by_day: dict[date, list[Said]] = {}
    for said in made_up(services.content.questionnaire, count, Random(seed)):
        by_day.setdefault(said.response.started_on, []).append(said)
    composer = composer_of(services)
    await services.database.write(lambda work: composer.begin(work, _run(0)))
    digests = []
    for number in range(1, DAYS + 1):
        today = by_day.get(FIRST + timedelta(days=number - 1), [])
        await services.database.write(partial(_take_in, today))
        digests.append(await services.database.write(partial(_compose, composer, number)))
    path = folder / "export.csv"
    questionnaires = services.content.questionnaires

    def export(work: UnitOfWork) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(file, questionnaires, work.responses.everything(None, None))

    await services.database.read(export)
    return Month(digests, path, folder / "month.db")


def _take_in(said: Sequence[Said], work: UnitOfWork) -> None:
    for each in said:
        opened = replace(each.response, status=ResponseStatus.OPEN, submitted_on=None)
        work.responses.add(opened)
        for question, answer in each.answers.items():
            work.responses.put_answer(opened.id, question, answer)
        work.responses.update(each.response)


def _compose(composer: StaffComposer, number: int, work: UnitOfWork) -> StaffDigest:
    digest = composer.digest(work, _run(number), keep=True)
    composer.note_told(work, _run(number), digest)
    return digest


def _run(number: int) -> DigestRun:
    morning = datetime.combine(FIRST + timedelta(days=number), time(6, 30), UTC)
    return DigestRun(
        STAFF, morning.date().isoformat(), number, morning - timedelta(days=1), morning, late=False, recipients=0
    )


@dataclass
class Sticky:
    """What is shown of one table: k or more, and never within k of a number shown of the same cell before."""

    k: int
    past: dict[str, list[int]] = field(default_factory=dict)

    def shows(self, counts: Mapping[str, int], cells: Sequence[str]) -> dict[str, int | None]:
        for cell in cells:
            count, past = counts.get(cell, 0), self.past.setdefault(cell, [])
            if count >= self.k and (not past or count >= max(past) + self.k or count <= min(past) - self.k):
                past.append(count)
        return {cell: self.past[cell][-1] if self.past[cell] else None for cell in cells}


@dataclass
class Ledger:
    """The figures of each morning, from rows of the export."""

    rows: Sequence[Row]
    questionnaire: Questionnaire
    k: int
    tables: dict[str, Sticky] = field(default_factory=dict)
    new_by_day: dict[date, int] = field(default_factory=dict)
    answers: int = 0

    def morning(self, number: int, reached: Mapping[str, int]) -> dict[str, object]:
        """What that day's digest has to say. `reached` is how far those got who left, which an export does not tell."""
        day = FIRST + timedelta(days=number)
        known = [row for row in self.rows if row["submitted_on"] and row["submitted_on"] < day.isoformat()]
        notices = [each.name for each in self.questionnaire.questions if each.name.startswith("notice_")]
        views = {name.removeprefix("notice_"): self._whole(known, name) for name in notices}
        answers = max(sum(filter(None, view.values())) for view in views.values())
        new, self.answers = max(answers - self.answers, 0), max(answers, self.answers)
        usual = self._usual(day, new, max(len(view) for view in views.values()))
        self.new_by_day[day] = new
        asked = [each.name for each in self.questionnaire.questions]
        return {
            "answers": answers,
            "new_answers": new,
            "usual": usual,
            "views": views,
            "worries": self._whole(known, "worry"),
            "area": self._split(known, "area", "safe_evening"),
            "age": self._split(known, "age", "worry_does"),
            "ages": self._answered(known, "age", "unsafe_places"),
            "languages": self._languages(known),
            "stops": self._shown("stops", reached, asked),
        }

    def _whole(self, rows: Sequence[Row], name: str) -> Cells:
        counts = Counter(option for row in rows for option in self._options(row, name))
        return self._shown(name, counts, self._choices(name))

    def _split(self, rows: Sequence[Row], by: str, name: str) -> Cells:
        counts = Counter(
            f"{group}/{option}"
            for row in rows
            for group in self._options(row, by)
            for option in self._options(row, name)
        )
        cells = [f"{group}/{option}" for group in self._groups(by) for option in self._choices(name)]
        return self._shown(f"{by} by {name}", counts, cells)

    def _answered(self, rows: Sequence[Row], by: str, name: str) -> Cells:
        counts = Counter(group for row in rows if self._options(row, name) for group in self._options(row, by))
        return self._shown(f"{by} of {name}", counts, self._groups(by))

    def _languages(self, rows: Sequence[Row]) -> Cells:
        counts = Counter(row["language"] for row in rows if self._options(row, "role"))
        return self._shown("languages", counts, self.questionnaire.languages)

    def _usual(self, day: date, new: int, cells: int) -> tuple[str, int | None]:
        earlier = [day - timedelta(weeks=week) for week in range(1, 9)]
        told = [self.new_by_day[each] for each in earlier if each in self.new_by_day]
        if len(told) < 3:
            return "too_early", None
        middle = median(told)
        slack = (self.k - 1) * cells + 2 * sqrt(middle)
        if abs(new - middle) <= slack:
            return "about", round(middle)
        return ("more" if new > middle else "fewer"), round(middle)

    def _shown(self, table: str, counts: Mapping[str, int], cells: Sequence[str]) -> Cells:
        return self.tables.setdefault(table, Sticky(self.k)).shows(counts, cells)

    def _options(self, row: Row, name: str) -> list[str]:
        return [] if row[name] == "prefer_not" else row[name].split()

    def _choices(self, name: str) -> list[str]:
        return [choice.name for choice in self._asked(name).choices]

    def _groups(self, name: str) -> list[str]:
        return [choice.name for choice in self._asked(name).choices if not choice.ends]

    def _asked(self, name: str) -> Question:
        question = self.questionnaire.question(name)
        assert question
        return question


def reached(database: Path, number: int, order: Sequence[str]) -> Mapping[str, int]:
    """How far those got who left on the days up to that morning, from the file itself."""
    day = (FIRST + timedelta(days=number)).isoformat()
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT response, question FROM answers WHERE response IN"
            " (SELECT id FROM responses WHERE submitted_on IS NULL AND started_on < ?)",
            (day,),
        ).fetchall()
    places: dict[str, list[int]] = {}
    for response, question in rows:
        places.setdefault(response, []).append(order.index(question))
    return Counter(order[max(each)] for each in places.values())


def told(digest: StaffDigest) -> dict[str, object]:
    """The digest's figures, as `Ledger.morning` names them."""
    return {
        "answers": digest.answers,
        "new_answers": digest.new_answers,
        "usual": (digest.usual.amount.value, digest.usual.median),
        "views": {name: dict(view.cells) for name, view in digest.views.items()},
        "worries": dict(digest.worries.cells) if digest.worries else {},
        "area": dict(digest.area.cells) if digest.area else {},
        "age": dict(digest.age.cells) if digest.age else {},
        "ages": dict(digest.ages),
        "languages": dict(digest.languages),
        "stops": dict(digest.stops),
    }


def differences(month: Month, questionnaire: Questionnaire, k: int) -> Iterator[str]:
    """Every figure of a digest that is not what the export says."""
    with month.export.open(encoding="utf-8-sig", newline="") as file:
        ledger = Ledger(list(csv.DictReader(file)), questionnaire, k)
    order = [each.name for each in questionnaire.questions]
    for number, digest in enumerate(month.digests, 1):
        ours, theirs = told(digest), ledger.morning(number, reached(month.database, number, order))
        for name, figure in theirs.items():
            if ours[name] != figure:
                yield f"morning {number}, {name}: told {ours[name]}, the export says {figure}"
