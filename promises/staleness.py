"""Commitments of which nothing was heard for too long: first those responsible are told, later everybody reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from people.organisation import Organisation
from promises.progress import CommitmentProgress, History, standing
from promises.promise import Commitment, Promise, Status

TELL_AFTER = timedelta(days=60)
"""Also how long passes before the same commitment is told of again."""
SAY_AFTER = timedelta(days=90)
_SETTLED = frozenset({Status.DONE, Status.BROKEN})


@dataclass(frozen=True, slots=True)
class StaleCommitment:
    """A commitment without news. `since` is its newest update's moment, None where there never was one.

    `public`: whether its public status line says "no update since" that day.
    """

    commitment: Commitment
    since: datetime | None
    public: bool

    @property
    def responsible(self) -> tuple[Organisation, ...]:
        """Whose editors are told."""
        return self.commitment.responsible


def stale(promise: Promise, history: History, now: datetime) -> tuple[StaleCommitment, ...]:
    """The commitments without an update for `TELL_AFTER`, in the promise's order, but for those done or broken.

    One that nobody ever reported on is stale from the first day; its status says so already, so it is not `public`.
    """
    found = (_stale(each, history, now) for each in standing(promise, history) if each.status not in _SETTLED)
    return tuple(each for each in found if each)


def to_tell(
    found: tuple[StaleCommitment, ...], told: Mapping[str, datetime], now: datetime
) -> tuple[StaleCommitment, ...]:
    """Those that nobody was told of within the last `TELL_AFTER`. `told` is when that was, by commitment."""
    return tuple(
        each for each in found if each.commitment.name not in told or now - told[each.commitment.name] >= TELL_AFTER
    )


def _stale(progress: CommitmentProgress, history: History, now: datetime) -> StaleCommitment | None:
    recorded = [update.recorded for update in history(progress.commitment.name)]
    since = max(recorded, default=None)
    if since is not None and now - since < TELL_AFTER:
        return None
    return StaleCommitment(progress.commitment, since, public=since is not None and now - since >= SAY_AFTER)
