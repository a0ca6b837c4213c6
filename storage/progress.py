"""Published progress: rows are added and never changed."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, Table, bindparam, insert, select

from people.organisation import Organisation
from promises.promise import ProgressUpdate, Status
from storage.statements import Row, Statements
from storage.tables import progress_updates as table

SAID = (
    "commitment", "status", "text", "language", "source", "organisation", "sample", "activity", "percent",
    "translations", "corrects", "answers",
)  # fmt: skip
"""The columns that hold what an update says, published or proposed."""

_COLUMNS = ("id", *SAID, "recorded", "signed_by")


def _select(of: Table) -> Select[tuple[object, ...]]:
    return select(*(of.c[name] for name in _COLUMNS))


_SELECT = _select(table)
_ADD = insert(table).returning(table.c.id)
_BETWEEN = _SELECT.where(table.c.recorded >= bindparam("start"), table.c.recorded < bindparam("end")).order_by(
    table.c.recorded, table.c.id
)
_HISTORY = _SELECT.where(table.c.commitment == bindparam("of")).order_by(table.c.recorded, table.c.id)
_FIND = _SELECT.where(table.c.id == bindparam("number"))


class StoredProgress:
    """`promises.ports.ProgressUpdates`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, update: ProgressUpdate, /) -> int:
        """Keep an update; returns its number."""
        signed = json.dumps([each.value for each in update.signed_by])
        row = self._statements.all(_ADD, recorded=update.recorded, signed_by=signed, **said(update))[0]
        return int(row[0])

    def recorded_between(self, start: datetime, end: datetime, /) -> Sequence[ProgressUpdate]:
        """Updates recorded in [start, end), oldest first."""
        return [_update(row) for row in self._statements.all(_BETWEEN, start=start, end=end)]

    def history(self, commitment: str, /) -> Sequence[ProgressUpdate]:
        """Every update of a commitment, oldest first."""
        return [_update(row) for row in self._statements.all(_HISTORY, of=commitment)]

    def find(self, number: int, /) -> ProgressUpdate | None:
        """The update of that number."""
        row = self._statements.first(_FIND, number=number)
        return _update(row) if row else None


def said(update: ProgressUpdate) -> dict[str, object]:
    """What an update says, by column."""
    return {
        "commitment": update.commitment,
        "status": update.status.value,
        "text": update.text,
        "language": update.language,
        "source": update.source,
        "organisation": update.organisation.value,
        "sample": update.sample,
        "activity": update.activity,
        "percent": update.percent,
        "translations": json.dumps(dict(update.translations), ensure_ascii=False),
        "corrects": update.corrects,
        "answers": update.answers,
    }


def read_said(
    number: int | None, row: Row, recorded: datetime, signed_by: tuple[Organisation, ...] = ()
) -> ProgressUpdate:
    """The update whose columns `SAID` are these."""
    commitment, status, text, language, source, organisation, sample, activity, percent, translated, *rest = row
    corrects, answers = rest
    return ProgressUpdate(
        id=number,
        commitment=commitment,
        status=Status(status),
        text=text,
        language=language,
        source=source,
        organisation=Organisation(organisation),
        recorded=recorded,
        sample=sample,
        activity=activity,
        percent=percent,
        translations=json.loads(translated),
        corrects=corrects,
        answers=answers,
        signed_by=signed_by,
    )


def _update(row: Row) -> ProgressUpdate:
    number, *words, recorded, signed_by = row
    return read_said(number, words, recorded, tuple(Organisation(each) for each in json.loads(signed_by)))
