"""Notes of days whose counts have to be made afresh, in the commit that changes a response of theirs.

A response that is not open belongs to the day it was submitted on; one that was left halfway, to the day it was started
on. Each note is a row of its own: so two who change responses of one day do not wait for each other, and who counts
meanwhile without seeing the change does not see its note either, which is there for whoever counts next.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, tuple_

from storage.statements import Statement, Statements
from storage.tables import recounts, responses, tallies
from survey.ports import ResponseId, ResponseStatus

_DAY = func.coalesce(responses.c.submitted_on, responses.c.started_on)


@dataclass(frozen=True, slots=True)
class _Change:
    """Statements that note the days of some responses, and forget what was counted of them."""

    note: Statement
    forget: Statement


def _change(*which: ColumnElement[bool]) -> _Change:
    days = select(responses.c.round, _DAY).where(*which, responses.c.status != ResponseStatus.OPEN.value)
    note = insert(recounts).from_select(["round", "day"], days.distinct())
    return _Change(note, delete(tallies).where(tuple_(tallies.c.round, tallies.c.day).in_(days)))


_RESPONSE = _change(responses.c.id == bindparam("of"))
_STARTED = _change(responses.c.started_on < bindparam("before"), responses.c.status == bindparam("having"))


class Recounts:
    """Notes what is about to change, or has changed."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def response(self, response: ResponseId) -> None:
        """That response, in any way."""
        self._note(_RESPONSE, of=response)

    def started(self, before: date, status: ResponseStatus) -> None:
        """Responses of that status started before that day."""
        self._note(_STARTED, before=before, having=status.value)

    def _note(self, change: _Change, **values: object) -> None:
        """Both, whatever there is to note: how long it takes must not tell whether there was such a response."""
        self._statements.run(change.note, **values)
        self._statements.run(change.forget, **values)
