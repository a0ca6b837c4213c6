"""The whole data set goes to nobody who asks for it alone: a second person says yes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

LIVES = timedelta(hours=24)


class RequestState(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Somebody of the staff, by number, wants everything. `reference` is random and calls it on buttons."""

    reference: str
    asked_by: int
    form: str
    expires: datetime
    state: RequestState = RequestState.WAITING

    def holds(self, now: datetime) -> bool:
        """Whether anything can still come of it."""
        return now < self.expires


class ExportRequests(Protocol):
    """Whole data sets asked for."""

    def add(self, request: ExportRequest, /) -> None:
        """Keep a new one."""
        ...

    def find(self, reference: str, /) -> ExportRequest | None:
        """The request of that reference."""
        ...

    def change(self, request: ExportRequest, /) -> None:
        """Keep what became of it."""
        ...

    def purge(self, expired_before: datetime, /) -> int:
        """Forget those that expired before then. Returns how many."""
        ...
