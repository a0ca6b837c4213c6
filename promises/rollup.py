"""How far a commitment has come, worked out of what was published about it. Nothing is guessed.

Every function takes the updates of one commitment "as they stand": oldest first, what was corrected replaced.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from promises.promise import Activity, Commitment, ProgressUpdate, Status

ALL = 100
_NUMBER_OF = {Status.NOT_STARTED: 0, Status.DONE: ALL}
"""What these say of a number by themselves; and said of a commitment, they are said of each of its activities."""
_BEGUN = frozenset({Status.IN_PROGRESS, Status.DONE, Status.DELAYED, Status.CHANGED})


@dataclass(frozen=True, slots=True)
class ActivityProgress:
    """Where one activity stands: its newest update, and the number that holds (0 to 100, None: nobody said)."""

    activity: Activity
    latest: ProgressUpdate | None
    percent: int | None

    @property
    def status(self) -> Status:
        """The newest status; an activity nobody has reported on says so."""
        return self.latest.status if self.latest else Status.NO_UPDATE


def as_it_stands(history: Iterable[ProgressUpdate]) -> tuple[ProgressUpdate, ...]:
    """The history, oldest first, with the newest correction in the place of what it corrects."""
    places: dict[int | None, int] = {}
    standing: list[ProgressUpdate] = []
    for update in history:
        place = places.get(update.corrects, len(standing)) if update.corrects else len(standing)
        standing[place : place + 1] = [update]
        if update.id:
            places[update.id] = place
    return tuple(standing)


def activities(commitment: Commitment, updates: Sequence[ProgressUpdate]) -> tuple[ActivityProgress, ...]:
    """Where each activity of the commitment stands, in its order."""
    return tuple(_activity(each, _about(each.name, updates)) for each in commitment.activities)


def status(commitment: Commitment, updates: Sequence[ProgressUpdate]) -> Status:
    """The newest status of the whole commitment.

    That is what was last said of the whole. Where that is nothing, or "not started" or "done" and a newer word on an
    activity says otherwise, it is what the activities have in common, or "in progress" as soon as one has begun.
    """
    whole = [place for place, update in enumerate(updates) if not update.activity]
    if whole:
        said = updates[whole[-1]].status
        newer = [each.status for each in updates[whole[-1] + 1 :] if commitment.activity(each.activity)]
        if said not in _NUMBER_OF or all(each is said for each in newer):
            return said
    return _in_common([each.status for each in activities(commitment, updates)])


def percent(commitment: Commitment, updates: Sequence[ProgressUpdate]) -> int | None:
    """How much of the commitment is done: 0 to 100, or None where nobody said.

    With activities it is their weighted mean, in which one without a number counts as 0, rounded down: 100 means all.
    A number said of the whole holds only where no activity has one.
    """
    if status(commitment, updates) is Status.DONE:
        return ALL
    parts = activities(commitment, updates)
    if all(part.percent is None for part in parts):
        return _number(_about("", updates))
    done = sum(part.activity.weight * (part.percent or 0) for part in parts)
    return done // sum(part.activity.weight for part in parts)


def _about(activity: str, updates: Sequence[ProgressUpdate]) -> list[ProgressUpdate]:
    return [update for update in updates if update.activity == activity]


def _activity(activity: Activity, updates: Sequence[ProgressUpdate]) -> ActivityProgress:
    return ActivityProgress(activity, updates[-1] if updates else None, _number(updates))


def _number(updates: Sequence[ProgressUpdate]) -> int | None:
    """The number last said. What was said before a change of plans, or in being done, holds no longer than that."""
    for update in reversed(updates):
        if update.status in _NUMBER_OF:
            return _NUMBER_OF[update.status] if update is updates[-1] else None
        if update.percent is not None or update.status is Status.CHANGED:
            return update.percent
    return None


def _in_common(parts: Sequence[Status]) -> Status:
    if len(set(parts)) == 1:
        return parts[0]
    if _BEGUN.intersection(parts):
        return Status.IN_PROGRESS
    return Status.NOT_STARTED if Status.NOT_STARTED in parts else Status.NO_UPDATE
