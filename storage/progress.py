"""Published progress: rows are added and never changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from promises.promise import Organisation, ProgressUpdate, Status
from storage.statements import Row, Statements
from storage.tables import progress_updates as table

_SELECT = select(
    table.c.id,
    table.c.commitment,
    table.c.status,
    table.c.text,
    table.c.language,
    table.c.source,
    table.c.organisation,
    table.c.recorded,
    table.c.sample,
)
_ADD = insert(table).returning(table.c.id)
_BETWEEN = _SELECT.where(table.c.recorded >= bindparam("start"), table.c.recorded < bindparam("end")).order_by(
    table.c.recorded, table.c.id
)
_AGE = func.row_number().over(partition_by=table.c.commitment, order_by=(table.c.recorded.desc(), table.c.id.desc()))
_RANKED = _SELECT.add_columns(_AGE.label("age")).subquery()
_LATEST = select(*(_RANKED.c[name] for name in table.columns.keys())).where(_RANKED.c.age == 1)  # noqa: SIM118 - a ColumnCollection iterates over columns


class StoredProgress:
    """`promises.ports.ProgressUpdates`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, update: ProgressUpdate, /) -> int:
        """Keep an update; returns its number."""
        row = self._statements.all(
            _ADD,
            commitment=update.commitment,
            status=update.status.value,
            text=update.text,
            language=update.language,
            source=update.source,
            organisation=update.organisation.value,
            recorded=update.recorded,
            sample=update.sample,
        )[0]
        return int(row[0])

    def recorded_between(self, start: datetime, end: datetime, /) -> Sequence[ProgressUpdate]:
        """Updates recorded in [start, end), oldest first."""
        return [_update(row) for row in self._statements.all(_BETWEEN, start=start, end=end)]

    def latest(self) -> Mapping[str, ProgressUpdate]:
        """The newest update of each commitment that has one."""
        return {update.commitment: update for update in map(_update, self._statements.all(_LATEST))}


def _update(row: Row) -> ProgressUpdate:
    number, commitment, status, text, language, source, organisation, recorded, sample = row
    return ProgressUpdate(
        number,
        commitment,
        Status(status),
        text,
        language,
        source,
        Organisation(organisation),
        recorded,
        sample,
    )
