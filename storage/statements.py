"""Running statements: what repositories need of a connection, whichever way it is driven."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Select
from sqlalchemy.sql.dml import UpdateBase

Statement = Select[*tuple[Any, ...]] | UpdateBase
Row = Sequence[Any]
"""The selected columns, in the statement's order."""
Values = Mapping[str, Any]


class Statements(Protocol):
    """Runs statements inside the transaction that is open. Statements are built once, values are bound by name."""

    def first(self, statement: Statement, /, **values: Any) -> Row | None:
        """The first row, or None."""
        ...

    def all(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Every row."""
        ...

    def run(self, statement: Statement, /, **values: Any) -> int:
        """How many rows it touched."""
        ...

    def run_each(self, statement: Statement, values: Sequence[Values], /) -> None:
        """Run it once for each set of values."""
        ...

    def all_each(self, statement: Statement, values: Sequence[Values], /) -> Sequence[Row]:
        """Run an insert once for each set of values; the rows it returned."""
        ...


class CoreStatements:
    """Through SQLAlchemy's connection: any database it knows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first(self, statement: Statement, /, **values: Any) -> Row | None:
        """The first row, or None."""
        return self._connection.execute(statement, values).first()

    def all(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Every row."""
        return self._connection.execute(statement, values).all()

    def run(self, statement: Statement, /, **values: Any) -> int:
        """How many rows it touched."""
        return _touched(self._connection.execute(statement, values))

    def run_each(self, statement: Statement, values: Sequence[Values], /) -> None:
        """Run it once for each set of values, in one go."""
        if values:
            self._connection.execute(statement, values)

    def all_each(self, statement: Statement, values: Sequence[Values], /) -> Sequence[Row]:
        """Run an insert once for each set of values, in one go; the rows it returned."""
        return self._connection.execute(statement, values).all() if values else ()


def _touched(result: Any) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
