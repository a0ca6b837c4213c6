"""What arrived from Telegram and is not done yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """One update. `lane` keeps one person's updates in order; `raw` is Telegram's JSON less what must not be kept."""

    id: int
    lane: str
    raw: bytes
    tries: int = 0


@dataclass(frozen=True, slots=True)
class HeldUpdate:
    """An update whose content is still kept, for telling its sender what is held. `state` is new or dead."""

    id: int
    state: str
    tries: int
    received: datetime
    raw: bytes


class UpdateStore(Protocol):
    """The inbox as the intake sees it. An id is remembered for 48 hours, so that a repeated update is known."""

    def store(self, updates: Sequence[StoredUpdate], now: datetime, /) -> Sequence[int]:
        """Keep the updates that are new, content encrypted; returns their ids."""
        ...

    def waiting(self) -> Sequence[StoredUpdate]:
        """Updates not yet done, in the order they came."""
        ...

    def these(self, updates: Sequence[int], /) -> Sequence[StoredUpdate]:
        """Those of them that are not yet done, in that order."""
        ...

    def is_open(self, update: int, /) -> bool:
        """Whether the update is still to be done."""
        ...

    def finish(self, update: int, /) -> None:
        """Forget the update's content and remember its id."""
        ...

    def finish_all(self, updates: Sequence[int], /) -> None:
        """The same for several, in one statement."""
        ...

    def of(self, lane: str, /) -> Sequence[HeldUpdate]:
        """The updates of that lane whose content is kept: those not done and those put aside."""
        ...

    def forget_lane(self, lane: str, /) -> int:
        """Forget content and sender of every update of that lane, done or not. Returns how many had any."""
        ...

    def failed(self, update: int, /, *, dead: bool) -> None:
        """Count a failed try; a dead update is put aside with its content and never tried again."""
        ...

    def purge(self, done_before: datetime, dead_before: datetime, /) -> int:
        """Forget the ids of updates done, and all of the dead ones, that came before then. Returns how many."""
        ...


class Marks(Protocol):
    """Moments the process must remember over a restart, by name."""

    def get(self, name: str, /) -> datetime | None:
        """The moment, or None."""
        ...

    def set(self, name: str, moment: datetime, /) -> None:
        """Remember it."""
        ...


class Leases(Protocol):
    """Who among several processes may do what only one may."""

    def take(self, name: str, holder: str, now: datetime, until: datetime, /) -> bool:
        """Take or renew the lease; False while another holder's has not run out."""
        ...

    def release(self, name: str, holder: str, /) -> None:
        """Give it back, if it is held by this holder."""
        ...


class IntakeWork(Protocol):
    """What the intake sees inside its transaction."""

    @property
    def inbox(self) -> UpdateStore: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def leases(self) -> Leases: ...
