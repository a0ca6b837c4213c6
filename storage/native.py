"""SQLite without SQLAlchemy's price for each statement: compiled once, then run by the driver itself.

A statement costs a fraction of what it costs through SQLAlchemy's connection, and every answer runs several.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import TypeEngine

from storage.statements import Row, Statement, Values

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Parameter:
    """One `?`: its value's name (None: it is always `fixed`) and what turns the value into SQLite's form."""

    name: str | None
    fixed: Any
    convert: Convert | None

    def value(self, values: Values) -> Any:
        if self.name is None:
            return self.fixed
        return self.convert(values[self.name]) if self.convert else values[self.name]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as SQLite takes it. `results` converts the columns that need it, by their place."""

    sql: str
    parameters: tuple[_Parameter, ...]
    results: tuple[tuple[int, Convert], ...]

    def bind(self, values: Values) -> list[Any]:
        return [parameter.value(values) for parameter in self.parameters]

    def read(self, row: Row) -> Row:
        if not self.results:
            return row
        fields = list(row)
        for place, convert in self.results:
            fields[place] = convert(fields[place])
        return fields


class NativeStatements:
    """The same statements, straight through one `sqlite3` connection, in whose thread it must be used."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._compiled: dict[Statement, _Compiled] = {}

    def first(self, statement: Statement, /, **values: Any) -> Row | None:
        """The first row, or None."""
        rows = self.all(statement, **values)
        return rows[0] if rows else None

    def all(self, statement: Statement, /, **values: Any) -> Sequence[Row]:
        """Every row."""
        compiled = self._compile(statement, values)
        rows = self._connection.execute(compiled.sql, compiled.bind(values)).fetchall()
        return [compiled.read(row) for row in rows] if compiled.results else rows

    def run(self, statement: Statement, /, **values: Any) -> int:
        """How many rows it touched."""
        compiled = self._compile(statement, values)
        return self._connection.execute(compiled.sql, compiled.bind(values)).rowcount

    def run_each(self, statement: Statement, values: Sequence[Values], /) -> None:
        """Run it once for each set of values."""
        if values:
            compiled = self._compile(statement, values[0])
            self._connection.executemany(compiled.sql, map(compiled.bind, values))

    def all_each(self, statement: Statement, values: Sequence[Values], /) -> Sequence[Row]:
        """Run an insert once for each set of values; the rows it returned."""
        return [row for each in values for row in self.all(statement, **each)]

    def _compile(self, statement: Statement, values: Values) -> _Compiled:
        known = self._compiled.get(statement)
        if known is None:
            known = self._compiled[statement] = _compile(statement, values)
        return known


def _compile(statement: Statement, values: Values) -> _Compiled:
    compiled = statement.compile(dialect=_DIALECT, column_keys=list(values))
    constants = compiled.params
    parameters = []
    for name in compiled.positiontup or ():
        bind = compiled.binds[name]
        convert = _bind_processor(bind.type)
        if name in values:
            parameters.append(_Parameter(name, None, convert))
        else:
            fixed = constants[name]
            parameters.append(_Parameter(None, convert(fixed) if convert else fixed, None))
    return _Compiled(str(compiled), tuple(parameters), _result_processors(statement))


def _result_processors(statement: Statement) -> tuple[tuple[int, Convert], ...]:
    found = ((place, _result_processor(column.type)) for place, column in enumerate(statement.exported_columns))
    return tuple((place, convert) for place, convert in found if convert)


def _bind_processor(kind: TypeEngine[Any]) -> Convert | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _result_processor(kind: TypeEngine[Any]) -> Convert | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
