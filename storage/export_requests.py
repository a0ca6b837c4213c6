"""Whole data sets asked for: they wait for a second person."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.statements import Statements
from storage.tables import export_requests
from storage.upsert import insert_if_new
from survey.export_requests import ExportRequest, RequestState

_THIS = export_requests.c.reference == bindparam("of")
_FIND = select(
    export_requests.c.reference,
    export_requests.c.asked_by,
    export_requests.c.form,
    export_requests.c.expires,
    export_requests.c.state,
).where(_THIS)
_ADD = insert_if_new(export_requests)
_CHANGE = update(export_requests).where(_THIS).values(state=bindparam("to"))
_PURGE = delete(export_requests).where(export_requests.c.expires < bindparam("before"))


class StoredExportRequests:
    """`survey.export_requests.ExportRequests`."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def add(self, request: ExportRequest, /) -> None:
        """Keep a new one."""
        self._statements.run(
            _ADD,
            reference=request.reference,
            asked_by=request.asked_by,
            form=request.form,
            expires=request.expires,
            state=request.state.value,
        )

    def find(self, reference: str, /) -> ExportRequest | None:
        """The request of that reference."""
        row = self._statements.first(_FIND, of=reference)
        return ExportRequest(row[0], int(row[1]), row[2], row[3], RequestState(row[4])) if row else None

    def change(self, request: ExportRequest, /) -> None:
        """Keep what became of it."""
        self._statements.run(_CHANGE, of=request.reference, to=request.state.value)

    def purge(self, expired_before: datetime, /) -> int:
        """Forget those that expired before then. Returns how many."""
        return self._statements.run(_PURGE, before=expired_before)
