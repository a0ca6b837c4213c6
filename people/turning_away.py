"""Presses and links that come to nothing: each leaves a line in the audit trail, and nobody pays for another's flood.

A use case that refuses leaves its update open. It is done with the commit that writes the line: neither is there
without the other.

What a press carried is never written down, for anybody can make it up: only which button it claimed to be.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from people.audit import NEWCOMER, Deed
from people.person import PersonKey, Visit
from people.ports import StaffWork, UnitsOfWork
from people.staffing import Register

TOLD_EACH, TOLD_IN = 30, timedelta(minutes=1)
"""Sentences for one person, after which they are told nothing more until the minute has passed."""
WRITTEN_IN_ALL = 120
"""Messages to everybody in that time: what goes out to those who forge is not there for those who answer."""
MOST_A_DAY = 200_000
"""Lines a day about people who are not on the staff: some 40 MB. What the staff itself does is always written."""
NO_MORE_TODAY = "and more today"
"""What the last of those lines says."""


@dataclass(slots=True)
class Sentences:
    """How many sentences went to whom in the last minute that anybody was told something, in memory only."""

    clock: Callable[[], datetime]
    _since: datetime | None = field(default=None, init=False)
    _told: Counter[PersonKey] = field(default_factory=Counter, init=False)
    _written: int = field(default=0, init=False)

    def one_more(self, person: PersonKey, *, written: bool) -> bool:
        """Count a sentence, shown over the chat or `written` in it; False where it would be one too many."""
        now = self.clock()
        if self._since is None or not self._since <= now < self._since + TOLD_IN:
            self._since, self._written = now, 0
            self._told.clear()
        if self._told[person] >= TOLD_EACH or (written and self._written >= WRITTEN_IN_ALL):
            return False
        self._told[person] += 1
        self._written += written
        return True

    def is_used_up(self, person: PersonKey) -> bool:
        """Whether the person has been told as often as anybody is, and the minute has not passed."""
        lately = self._since is not None and self.clock() < self._since + TOLD_IN
        return lately and self._told[person] >= TOLD_EACH


@dataclass(slots=True, eq=False)
class _Line:
    visit: Visit
    subject: str
    kept: bool = False


@dataclass(slots=True)
class TurningAway:
    """Writes down who was turned away. Those who come at once share one transaction."""

    database: UnitsOfWork[StaffWork]
    register: Register
    most_a_day: int = MOST_A_DAY
    _sentences: Sentences = field(init=False)
    _waiting: list[_Line] = field(default_factory=list, init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _day: date = field(default=date.min, init=False)
    _strangers: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Count by the register's clock."""
        self._sentences = Sentences(self.register.clock)

    async def note(self, visit: Visit, what: str, why: str, *, written: bool = False) -> bool:
        """Write a line and mark the update done, in one commit. Returns whether the person is to be told.

        `what` and `why` are words of ours: "button t:revoke", "role". `written`: it would be told in a message.
        """
        line = _Line(visit, f"{what}, {why}")
        self._waiting.append(line)
        async with self._turn:
            if not line.kept:
                await self._keep_waiting(line)
        return self._sentences.one_more(visit.person, written=written)

    def is_noisy(self, person: PersonKey) -> bool:
        """Whether somebody has been turned away so often of late that they are not told any more."""
        return self._sentences.is_used_up(person)

    async def _keep_waiting(self, own: _Line) -> None:
        """Keep all that wait. Where the store refuses, the others try again for themselves."""
        lines, self._waiting = self._waiting, []
        try:
            strangers = await self.database.write(lambda work: self._add(work, lines))
        except BaseException:
            self._waiting = [line for line in lines if line is not own] + self._waiting
            raise
        self._strangers = strangers
        for line in lines:
            line.kept = True

    def _add(self, work: StaffWork, lines: list[_Line]) -> int:
        """Returns how many lines there are of this day about people who are not on the staff."""
        today = self.register.today()
        strangers = self._strangers if today == self._day else 0
        for line in lines:
            work.inbox.finish(line.visit.update)
            member = work.staff.of(line.visit.person)
            strangers += member is None
            if member:
                self.register.note(work, member.number, Deed.TURNED_AWAY, line.subject)
            elif strangers <= self.most_a_day:
                last = strangers == self.most_a_day
                self.register.note(work, NEWCOMER, Deed.TURNED_AWAY, NO_MORE_TODAY if last else line.subject)
        self._day = today
        return strangers
