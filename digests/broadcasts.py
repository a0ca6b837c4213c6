"""How far digests on their way have come, for the staff: numbers of messages, never who they go to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from delivery.ports import WatchedIssue
from digests.ports import QUEUEING, DigestRun, DigestWork
from digests.runs import issue_of
from people.person import Person, Visit
from people.ports import UnitsOfWork
from people.staff import Right
from people.staffing import Denial, Register

LATEST = 6
"""Digests to choose from."""

_ON_ITS_WAY = ("pending", "sending")


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One digest on its way. `states` counts its messages by state, `failed` those given up, by reason."""

    run: DigestRun
    states: Mapping[str, int]
    failed: Mapping[str, int]

    @property
    def issue(self) -> str:
        """What its messages are counted under."""
        return issue_of(self.run)

    @property
    def total(self) -> int:
        """All its messages, as far as they are queued."""
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        """Messages that are still to go."""
        return sum(self.states[state] for state in _ON_ITS_WAY)

    @property
    def settled(self) -> int:
        """Messages with which nothing more will be done, whatever came of them."""
        return self.total - self.waiting

    @property
    def is_queueing(self) -> bool:
        """Whether messages are still being put into the queue."""
        return self.run.recipients == QUEUEING

    @property
    def is_over(self) -> bool:
        """Whether nothing more will change."""
        return not (self.is_queueing or self.waiting)


@dataclass(frozen=True, slots=True)
class Watch:
    """The message in which a member of staff sees a broadcast go out. `broadcast` None: not theirs to see any more."""

    watched: WatchedIssue
    person: Person
    broadcast: Broadcast | None


@dataclass(frozen=True, slots=True)
class Broadcasts:
    """What is going out, for whoever may see figures. Who may is asked anew each time, also while they watch."""

    database: UnitsOfWork[DigestWork]
    register: Register
    clock: Callable[[], datetime]

    async def latest(self, visit: Visit) -> Sequence[Broadcast] | Denial:
        """The newest digests that went to anybody, newest first. Whoever looks at them watches none."""

        def look(work: DigestWork) -> Sequence[Broadcast] | Denial:
            member = self.register.admit(work, visit, Right.FIGURES)
            if isinstance(member, Denial):
                return member
            for watched in work.watched_issues.all():
                if watched.person == visit.person:
                    work.watched_issues.remove(watched)
            work.inbox.finish(visit.update)
            return [_broadcast(work, run) for run in work.digest_runs.latest(LATEST)]

        return await self.database.write(look)

    async def watch(self, visit: Visit, issue: str, message: int) -> Broadcast | Denial | None:
        """One of them, to be kept up to date in that message until it is over; None where there is no such digest."""

        def begin(work: DigestWork) -> Broadcast | Denial | None:
            member = self.register.admit(work, visit, Right.FIGURES)
            if isinstance(member, Denial):
                return member
            found = _found(work, issue)
            if found:
                work.inbox.finish(visit.update)
            if found and not found.is_over:
                work.watched_issues.save(WatchedIssue(issue, visit.person, message))
            return found

        return await self.database.write(begin)

    async def watches(self) -> Sequence[Watch]:
        """Everything that is watched now."""
        return await self.database.read(_watches)

    async def forget(self, watched: WatchedIssue) -> None:
        """It is over, or nobody can look at it any more."""
        await self.database.write(lambda work: work.watched_issues.remove(watched))


def _watches(work: DigestWork) -> Sequence[Watch]:
    seen: dict[str, Broadcast | None] = {}
    watches = []
    for watched in work.watched_issues.all():
        person, member = work.people.find(watched.person), work.staff.of(watched.person)
        if person is None:
            continue
        if watched.issue not in seen:
            seen[watched.issue] = _found(work, watched.issue)
        may = member is not None and member.may(Right.FIGURES)
        watches.append(Watch(watched, person, seen[watched.issue] if may else None))
    return watches


def _found(work: DigestWork, issue: str) -> Broadcast | None:
    kind, _, period = issue.partition(":")
    run = work.digest_runs.find(kind, period)
    return _broadcast(work, run) if run else None


def _broadcast(work: DigestWork, run: DigestRun) -> Broadcast:
    issue = issue_of(run)
    return Broadcast(run, work.outbox.of_issue(issue), work.outbox.failures(issue))
