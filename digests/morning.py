"""What a member of staff does with the morning digest: choose its hour, and say what becomes of what it asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from digests.matters import MOST, concerns, in_areas
from digests.period import EVERY_DAY, Daily
from digests.ports import Decision, DigestWork, Matter, MatterKind, MorningChoice
from digests.runs import issue_of
from digests.staff_runs import rights_of
from people.audit import Deed
from people.person import Visit
from people.ports import UnitsOfWork
from people.staff import Right, StaffMember
from people.staffing import Denial, Register

_DEEDS: Mapping[Decision, Deed] = {
    Decision.TAKEN: Deed.TOOK_MATTER,
    Decision.LATER: Deed.PUT_OFF_MATTER,
    Decision.NOTHING: Deed.CLOSED_MATTER,
}
_LAID_ASIDE = frozenset({Decision.TAKEN, Decision.LATER, Decision.NOTHING})
_STANDS: Mapping[Decision, frozenset[Decision]] = {
    Decision.TAKEN: frozenset({Decision.TAKEN}),
    Decision.LATER: _LAID_ASIDE,
    Decision.NOTHING: _LAID_ASIDE,
}
"""By what somebody wants to say: what has been said already and stays so."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a member gets the digest. `own` is whether they chose it themselves; with no weekdays they get none."""

    choice: MorningChoice
    own: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a press. `matters` are those of the digest, for this reader, as they stand now.

    `matter` is None where the press was about nothing (any more); `stood` that somebody had decided it before, `own`
    that it was this reader.
    """

    matter: Matter | None
    stood: bool
    matters: tuple[Matter, ...]
    takers: Mapping[int, str]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Morning:
    """The mornings of the staff. `at` is when who has chosen nothing gets the digest.

    `area` is the question by which areas are told apart.
    """

    database: UnitsOfWork[DigestWork]
    register: Register
    at: Daily
    area: str

    async def hours(self, visit: Visit) -> Hours | Denial:
        """When the visitor gets the digest."""
        return await self.database.write(lambda work: self._hours(work, visit))

    async def choose_time(self, visit: Visit, hour: int, minute: int) -> Hours | Denial:
        """Another time of day, on the same weekdays; who had stopped it gets it every day again."""

        def changed(choice: MorningChoice) -> MorningChoice:
            return MorningChoice(hour, minute, choice.weekdays or EVERY_DAY)

        return await self.database.write(lambda work: self._change(work, visit, changed))

    async def choose_day(self, visit: Visit, weekday: int, *, on: bool) -> Hours | Denial:
        """With that weekday, or without it. Said twice, it is said once."""

        def changed(choice: MorningChoice) -> MorningChoice:
            others = {*choice.weekdays} - {weekday}
            return replace(choice, weekdays=tuple(sorted(others | ({weekday} if on else set()))))

        return await self.database.write(lambda work: self._change(work, visit, changed))

    async def as_everybody(self, visit: Visit) -> Hours | Denial:
        """What everybody gets."""

        def forget(work: DigestWork) -> Hours | Denial:
            member = self.register.admit(work, visit, Right.FIGURES)
            if isinstance(member, StaffMember):
                work.inbox.finish(visit.update)
                work.morning_choices.remove(visit.person)
            return self._hours(work, visit)

        return await self.database.write(forget)

    async def decide(self, visit: Visit, number: int, issue: str, decision: Decision) -> Decided | Denial:
        """Say what becomes of a matter, once: what was said first stands, and what somebody took stays theirs.

        What was laid aside for later or for good may still be taken. What is over wants nothing any more, though an
        earlier digest asks. It is written in the audit trail.
        """

        def decide(work: DigestWork) -> Decided | Denial:
            member = self.register.admit(work, visit, Right.FIGURES)
            if isinstance(member, Denial):
                return member
            rights = rights_of(member)
            matter = work.matters.find(number)
            if matter is None or not self._is_told(matter, member, rights) or _is_over(work, matter, issue):
                return Decided(None, False, (), {})
            own = matter.member == member.number
            stood = matter.decision in _STANDS[decision]
            if not stood:
                work.inbox.finish(visit.update)
                matter = replace(matter, decision=decision, member=member.number, moment=self.register.clock())
                work.matters.change(matter)
                subject = " ".join(filter(None, (f"matter {number}", matter.kind, matter.subject)))
                self.register.note(work, member.number, _DEEDS[decision], subject)
            told = [each for each in work.matters.told(issue) if self._is_told(each, member, rights)]
            takers = {each.number: each.name for each in work.staff.everyone()}
            return Decided(matter, stood, tuple(told[:MOST]), takers, own)

        return await self.database.write(decide)

    def _hours(self, work: DigestWork, visit: Visit) -> Hours | Denial:
        member = self.register.admit(work, visit, Right.FIGURES)
        if isinstance(member, Denial):
            return member
        own = work.morning_choices.find(visit.person)
        return Hours(own or MorningChoice(self.at.hour, self.at.minute, self.at.weekdays), own is not None)

    def _is_told(self, matter: Matter, member: StaffMember, rights: frozenset[Right]) -> bool:
        return concerns(matter.kind, rights) and in_areas(matter.subject, member.areas, self.area)

    def _change(
        self, work: DigestWork, visit: Visit, change: Callable[[MorningChoice], MorningChoice]
    ) -> Hours | Denial:
        known = self._hours(work, visit)
        if isinstance(known, Hours):
            work.inbox.finish(visit.update)
            work.morning_choices.save(visit.person, change(known.choice))
        return self._hours(work, visit)


def _is_over(work: DigestWork, matter: Matter, issue: str) -> bool:
    """Whether a newer digest than that one, of the same hour, has found nothing of it any more."""
    if matter.decision not in (Decision.OPEN, Decision.LATER):
        return False
    newest = work.digest_runs.last(issue.partition(":")[0])
    if newest is None or not newest.recipients or issue_of(newest) == issue:
        return False
    return matter.id not in {each.id for each in work.matters.told(issue_of(newest))}


def taken_findings(work: DigestWork, member: int) -> tuple[str, ...]:
    """What a member took that an update may be the answer to, as an update names findings; the newest first.

    Only worries: what somebody took of a commitment of which nothing was heard is answered by any update of it.
    """
    taken = [each for each in work.matters.taken() if each.member == member and each.kind is MatterKind.WORRY]
    return tuple(each.subject for each in taken)
