"""What promises need stored: a history that only grows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from people.ports import StaffWork
from promises.promise import ProgressUpdate
from promises.proposal import Proposal


class ProgressUpdates(Protocol):
    """Published progress, oldest first."""

    def add(self, update: ProgressUpdate, /) -> int:
        """Keep an update; returns its number."""
        ...

    def recorded_between(self, start: datetime, end: datetime, /) -> Sequence[ProgressUpdate]:
        """Updates recorded in [start, end), oldest first."""
        ...

    def history(self, commitment: str, /) -> Sequence[ProgressUpdate]:
        """Every update of a commitment, oldest first."""
        ...

    def find(self, number: int, /) -> ProgressUpdate | None:
        """The update of that number."""
        ...


class Proposals(Protocol):
    """Updates on their way to being published."""

    def add(self, proposal: Proposal, /) -> int:
        """Keep a new one with its signatures; returns its number."""
        ...

    def find(self, number: int, /) -> Proposal | None:
        """The proposal of that number; inside a writing transaction it stays as found until that ends."""
        ...

    def change(self, proposal: Proposal, /) -> None:
        """Replace what is kept of it, signatures too."""
        ...

    def waiting(self) -> Sequence[Proposal]:
        """Those that wait for a signature or for a change, oldest first."""
        ...


class PromiseWork(StaffWork, Protocol):
    """What a use case about promises sees inside its transaction."""

    @property
    def progress(self) -> ProgressUpdates: ...
    @property
    def proposals(self) -> Proposals: ...
