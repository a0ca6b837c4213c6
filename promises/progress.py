"""How far a promise has come, commitment by commitment, and what of it is new to a reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from promises import rollup
from promises.promise import Commitment, ProgressUpdate, Promise, Status

History = Callable[[str], Sequence[ProgressUpdate]]
"""Every update of a commitment by its name, oldest first: `ProgressUpdates.history`."""


@dataclass(frozen=True, slots=True)
class CommitmentProgress:
    """Where one commitment stands: its updates, corrected ones replaced, and those new to the reader; oldest first."""

    commitment: Commitment
    updates: tuple[ProgressUpdate, ...]
    new: tuple[ProgressUpdate, ...] = ()

    @property
    def latest(self) -> ProgressUpdate | None:
        """The newest update, of the whole or of an activity (`latest.activity` says which)."""
        return self.updates[-1] if self.updates else None

    @property
    def status(self) -> Status:
        """The newest status of the whole; a commitment nobody has reported on says so."""
        return rollup.status(self.commitment, self.updates)

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None where nobody said."""
        return rollup.percent(self.commitment, self.updates)


def standing(promise: Promise, history: History, new: Sequence[ProgressUpdate] = ()) -> tuple[CommitmentProgress, ...]:
    """Every commitment in the promise's order, by its whole history.

    `new` are the updates since the reader last looked, oldest first. Updates of commitments that the promise does not
    have (any more) are left out.
    """
    return tuple(
        CommitmentProgress(
            commitment,
            rollup.as_it_stands(history(commitment.name)),
            tuple(update for update in new if update.commitment == commitment.name),
        )
        for commitment in promise.commitments
    )
