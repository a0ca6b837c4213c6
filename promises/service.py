"""What staff do with a promise."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from people.ports import UnitsOfWork
from promises.ports import PromiseWork
from promises.progress import Draft, DraftProblem, check_update
from promises.promise import ProgressUpdate, Promise


@dataclass(frozen=True, slots=True)
class PromiseService:
    """Records progress of one promise. `clock` gives aware UTC moments."""

    database: UnitsOfWork[PromiseWork]
    promise: Promise
    clock: Callable[[], datetime]

    async def record(self, draft: Draft, *, finishes: int | None = None) -> ProgressUpdate | tuple[DraftProblem, ...]:
        """Publish the draft, or say everything that is wrong with it and keep nothing.

        `finishes` is the incoming Telegram update whose work this is: it is marked done in the same commit,
        and left alone where the draft has problems.

        Raises:
            StorageError: nothing of it was kept.
        """
        if problems := check_update(self.promise, draft):
            return problems
        update = _published(draft, self.clock())

        def work(uow: PromiseWork) -> int:
            number = uow.progress.add(update)
            if finishes is not None:
                uow.inbox.finish(finishes)
            return number

        return replace(update, id=await self.database.write(work))


def _published(draft: Draft, now: datetime) -> ProgressUpdate:
    return ProgressUpdate(
        id=None,
        commitment=draft.commitment,
        status=draft.status,
        text=draft.text.strip(),
        language=draft.language,
        source=draft.source.strip(),
        organisation=draft.organisation,
        recorded=now,
        sample=draft.sample,
    )
