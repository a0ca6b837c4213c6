from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from people.ports import Inbox, People
from promises.ports import PromiseWork
from promises.promise import ProgressUpdate

Result = TypeVar("Result")


@dataclass
class Memory:
    """Units of work over plain lists. What a failing unit did is undone, as in a transaction."""

    updates: list[ProgressUpdate] = field(default_factory=list)
    finished: list[int] = field(default_factory=list)
    writes: int = 0
    fails: bool = False

    async def write(self, work: Callable[[PromiseWork], Result]) -> Result:
        trial = Memory(list(self.updates), list(self.finished), fails=self.fails)
        result = work(trial)
        self.updates, self.finished = trial.updates, trial.finished
        self.writes += 1
        return result

    async def read(self, work: Callable[[PromiseWork], Result]) -> Result:
        return work(self)

    @property
    def people(self) -> People:
        raise AssertionError("promises know no people")

    @property
    def inbox(self) -> Inbox:
        return self

    @property
    def progress(self) -> "Memory":
        return self

    def add(self, update: ProgressUpdate, /) -> int:
        self.updates.append(replace(update, id=len(self.updates) + 1))
        return len(self.updates)

    def finish(self, update: int, /) -> None:
        if self.fails:
            raise OSError("disk full")
        self.finished.append(update)

    def forget_lane(self, lane: str, /) -> int:
        raise AssertionError("nobody is forgotten here")

    def recorded_between(self, start: datetime, end: datetime, /) -> Sequence[ProgressUpdate]:
        return [update for update in self.updates if start <= update.recorded < end]

    def latest(self) -> Mapping[str, ProgressUpdate]:
        return {update.commitment: update for update in self.updates}
