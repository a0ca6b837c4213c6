"""How often help was shown: a number a day and category, and nothing about who or what."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, func, select, update

from storage.statements import Statements
from storage.tables import help_shown
from storage.upsert import insert_if_new

_THIS = (help_shown.c.day == bindparam("on"), help_shown.c.category == bindparam("of"))
_BEGIN = insert_if_new(help_shown)
_ONCE_MORE = update(help_shown).where(*_THIS).values(times=help_shown.c.times + 1)
_TIMES = select(help_shown.c.category, func.sum(help_shown.c.times)).group_by(help_shown.c.category)


class StoredHelpShown:
    """`people.ports.HelpShown`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, day: date, category: str, /) -> None:
        """Once more on that day."""
        self._statements.run(_BEGIN, day=day, category=category, times=0)
        self._statements.run(_ONCE_MORE, on=day, of=category)

    def times(self) -> Mapping[str, int]:
        """How often in all, by category."""
        return {category: int(times) for category, times in self._statements.all(_TIMES)}
