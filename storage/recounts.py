"""Notes of days whose counts have to be made afresh, in the commit that changes a response of theirs.

A response that is not open belongs to the day it was submitted on; one that was left halfway, to the day it was started
on. Each note is a row of its own: so two who change responses of one day do not wait for each other, and who counts
meanwhile without seeing the change does not see its note either, which is there for whoever counts next.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, literal, select, tuple_

from storage.statements import Statement, Statements
from storage.tables import answers, readings, recounts, responses, tallies
from survey.ports import ResponseId, ResponseStatus

EVERYTHING = ""
"""The note is about all that is counted of the day."""
TEXTS = "texts"
"""It is about how many texts wait to be read, and nothing else."""

_DAY = func.coalesce(responses.c.submitted_on, responses.c.started_on)
_THIS = responses.c.id == bindparam("of")
_STARTED_BEFORE = responses.c.started_on < bindparam("before")


@dataclass(frozen=True, slots=True)
class _Change:
    """Statements that note the days of some responses, and forget what was counted of them."""

    note: Statement
    forget: Statement


def _change(kind: str, *which: ColumnElement[bool]) -> _Change:
    chosen = (*which, responses.c.status != ResponseStatus.OPEN.value)
    days = select(responses.c.round, _DAY).where(*chosen)
    note = insert(recounts).from_select(["round", "day", "kind"], days.add_columns(literal(kind)).distinct())
    forget = delete(tallies).where(tuple_(tallies.c.round, tallies.c.day).in_(days))
    return _Change(note, forget.where(tallies.c.kind == kind) if kind else forget)


_RESPONSE = _change(EVERYTHING, _THIS)
_STARTED = _change(EVERYTHING, _STARTED_BEFORE, responses.c.status == bindparam("having"))
_WITH_TEXTS = _change(
    TEXTS,
    responses.c.id.in_(
        select(answers.c.response)
        .join(responses, responses.c.id == answers.c.response)
        .where(_STARTED_BEFORE, answers.c.text.is_not(None))
    ),
)
_TEXT_OF = _change(TEXTS, _THIS)
_READ = _change(
    TEXTS,
    responses.c.id == select(readings.c.response).where(readings.c.reference == bindparam("of")).scalar_subquery(),
)


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

    def texts(self, before: date) -> None:
        """The texts of responses started before that day."""
        self._note(_WITH_TEXTS, before=before)

    def text_of(self, response: ResponseId) -> None:
        """Whether that response's texts wait to be read."""
        self._note(_TEXT_OF, of=response)

    def read(self, reference: str) -> None:
        """Whether the text of that reference waits to be read."""
        self._note(_READ, of=reference)

    def _note(self, change: _Change, **values: object) -> None:
        if self._statements.run(change.note, **values):
            self._statements.run(change.forget, **values)
