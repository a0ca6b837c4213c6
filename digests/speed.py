"""How fast something goes, by what was noted of it in the last minute."""

from collections import deque
from datetime import datetime, timedelta

_REMEMBERED = timedelta(minutes=1)
_SHORTEST = timedelta(seconds=4)
"""Before so much time has passed no speed is told: the first few messages say little."""


class Speed:
    """Notes how many are done. It begins anew with each process: what was done before is not its work."""

    def __init__(self) -> None:
        """Nothing is noted yet."""
        self._notes: deque[tuple[datetime, int]] = deque()

    def note(self, now: datetime, done: int) -> None:
        """Note that so many are done now. Where there are fewer than before, it begins anew."""
        if self._notes and done < self._notes[-1][1]:
            self._notes.clear()
        self._notes.append((now, done))
        while now - self._notes[0][0] > _REMEMBERED:
            self._notes.popleft()

    @property
    def per_minute(self) -> float | None:
        """How many a minute; None while too little is known."""
        (began, before), (now, done) = self._notes[0], self._notes[-1]
        if now - began < _SHORTEST:
            return None
        return (done - before) / ((now - began) / timedelta(minutes=1))
