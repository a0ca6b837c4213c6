"""What promises need stored: a history that only grows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from people.ports import PeopleWork
from promises.promise import ProgressUpdate


class ProgressUpdates(Protocol):
    """Published progress, oldest first."""

    def add(self, update: ProgressUpdate, /) -> int:
        """Keep an update; returns its number."""
        ...

    def recorded_between(self, start: datetime, end: datetime, /) -> Sequence[ProgressUpdate]:
        """Updates recorded in [start, end), oldest first."""
        ...

    def latest(self) -> Mapping[str, ProgressUpdate]:
        """The newest update of each commitment that has one."""
        ...


class PromiseWork(PeopleWork, Protocol):
    """What a use case about promises sees inside its transaction."""

    @property
    def progress(self) -> ProgressUpdates: ...
