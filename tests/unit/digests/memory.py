"""What digests need stored, in memory."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from digests.ports import DigestRun, Subscription, Timing
from people.person import ChatId, Person, PersonKey
from people.staff import StaffMember
from promises.promise import ProgressUpdate
from promises.proposal import Proposal, ProposalState
from tests.unit.delivery.memory import Store
from tests.unit.digests.mornings import MemoryMatters, MemoryMorningChoices, MemorySplits, MemoryTexts


@dataclass
class MemoryCounts:
    """One response is what it answers to each question."""

    submitted: list[Mapping[str, str]] = field(default_factory=list)
    sample: bool = False

    def has_sample(self, _round: str, /) -> bool:
        return self.sample

    def answers(self, _round: str, question: str, /) -> Mapping[str, int]:
        return Counter(answers[question] for answers in self.submitted if question in answers)


@dataclass
class MemoryReleases:
    tables: dict[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)

    def shown(self, audience: str, table: str, /) -> Mapping[str, int]:
        return self.tables.get((audience, table), {})

    def remember(self, audience: str, table: str, cells: Mapping[str, int], /) -> None:
        self.tables[audience, table] = dict(cells)


@dataclass
class MemoryHelpShown:
    by_category: Counter[str] = field(default_factory=Counter)

    def add(self, _day: date, category: str, /) -> None:
        self.by_category[category] += 1

    def times(self) -> Mapping[str, int]:
        return self.by_category


@dataclass
class MemoryPulse:
    times: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, question: str, option: str, /) -> None:
        self.times.setdefault(question, Counter())[option] += 1

    def answers(self, question: str, /) -> Mapping[str, int]:
        return self.times.get(question, Counter())


@dataclass
class MemoryMarks:
    moments: dict[str, datetime] = field(default_factory=dict)

    def get(self, name: str, /) -> datetime | None:
        return self.moments.get(name)

    def set(self, name: str, moment: datetime, /) -> None:
        self.moments[name] = moment


@dataclass
class MemoryParticipations:
    keys: dict[str, bytes] = field(default_factory=dict)
    guards: set[tuple[str, str]] = field(default_factory=set)

    def round_key(self, name: str, fresh: bytes, /) -> bytes:
        return self.keys.setdefault(name, fresh)

    def claim(self, name: str, guard: str, /) -> bool:
        new = (name, guard) not in self.guards
        self.guards.add((name, guard))
        return new

    def open_rounds(self) -> Sequence[str]:
        return list(self.keys)

    def close(self, name: str, /) -> None:
        self.keys.pop(name, None)
        self.guards = {each for each in self.guards if each[0] != name}


@dataclass
class MemoryStaff:
    members: list[StaffMember] = field(default_factory=list)

    def everyone(self) -> Sequence[StaffMember]:
        return list(self.members)


@dataclass
class MemoryProposals:
    kept: list[Proposal] = field(default_factory=list)

    def waiting(self) -> Sequence[Proposal]:
        return [each for each in self.kept if each.state in (ProposalState.WAITING, ProposalState.CHANGE_ASKED)]

    def change(self, proposal: Proposal, /) -> None:
        self.kept = [proposal if each.id == proposal.id else each for each in self.kept]


@dataclass
class Figures:
    """What the guard sees."""

    counts: MemoryCounts = field(default_factory=MemoryCounts)
    help_shown: MemoryHelpShown = field(default_factory=MemoryHelpShown)
    pulse: MemoryPulse = field(default_factory=MemoryPulse)
    releases: MemoryReleases = field(default_factory=MemoryReleases)


@dataclass
class MemoryRuns:
    runs: dict[tuple[str, str], DigestRun] = field(default_factory=dict)

    def claim(self, run: DigestRun, /) -> bool:
        return self.runs.setdefault((run.kind, run.period), run) is run

    def finish(self, run: DigestRun, /) -> None:
        kept = self.runs[run.kind, run.period]
        self.runs[run.kind, run.period] = replace(kept, recipients=run.recipients)

    def find(self, kind: str, period: str, /) -> DigestRun | None:
        return self.runs.get((kind, period))

    def has(self, kind: str, period: str, /) -> bool:
        return (kind, period) in self.runs

    def last(self, kind: str, /) -> DigestRun | None:
        of_kind = [run for run in self.runs.values() if run.kind == kind]
        return max(of_kind, key=lambda run: run.covered_until, default=None)

    def latest(self, limit: int, /) -> Sequence[DigestRun]:
        told = [run for run in self.runs.values() if run.recipients]
        return sorted(told, key=lambda run: run.covered_until, reverse=True)[:limit]


@dataclass
class MemoryProgress:
    updates: list[ProgressUpdate] = field(default_factory=list)

    def add(self, update: ProgressUpdate, /) -> int:
        self.updates.append(replace(update, id=len(self.updates) + 1))
        return len(self.updates)

    def recorded_between(self, start: datetime, end: datetime, /) -> Sequence[ProgressUpdate]:
        return [update for update in self.updates if start <= update.recorded < end]

    def history(self, commitment: str, /) -> Sequence[ProgressUpdate]:
        of_it = [update for update in self.updates if update.commitment == commitment]
        return sorted(of_it, key=lambda update: update.recorded)

    def find(self, number: int, /) -> ProgressUpdate | None:
        return next((update for update in self.updates if update.id == number), None)


@dataclass
class MemorySubscriptions:
    store: Store
    rows: dict[PersonKey, Subscription] = field(default_factory=dict)

    def find(self, person: PersonKey, /) -> Subscription | None:
        return self.rows.get(person)

    def save(self, subscription: Subscription, /) -> None:
        self.rows[subscription.person] = subscription

    def remove(self, person: PersonKey, /) -> bool:
        return self.rows.pop(person, None) is not None

    def timings(self) -> Sequence[Timing]:
        return sorted({row.timing for row in self.rows.values() if not row.paused})

    def followers(self, timing: Timing, /, after: str = "") -> Iterator[tuple[Subscription, Person]]:
        people = self.store.people.rows
        for row in sorted(self.rows.values(), key=lambda row: row.person):
            if row.timing == timing and not row.paused and row.person > after and people[row.person].reachable:
                yield row, people[row.person]

    def left_out(self) -> Mapping[str, int]:
        people = self.store.people.rows
        unreachable = [row for row in self.rows.values() if not row.paused and not people[row.person].reachable]
        return {"paused": sum(row.paused for row in self.rows.values()), "unreachable": len(unreachable)}


@dataclass
class DigestStore(Store):
    counts: MemoryCounts = field(default_factory=MemoryCounts)
    help_shown: MemoryHelpShown = field(default_factory=MemoryHelpShown)
    releases: MemoryReleases = field(default_factory=MemoryReleases)
    digest_runs: MemoryRuns = field(default_factory=MemoryRuns)
    progress: MemoryProgress = field(default_factory=MemoryProgress)
    pulse: MemoryPulse = field(default_factory=MemoryPulse)
    marks: MemoryMarks = field(default_factory=MemoryMarks)
    participations: MemoryParticipations = field(default_factory=MemoryParticipations)
    staff: MemoryStaff = field(default_factory=MemoryStaff)
    proposals: MemoryProposals = field(default_factory=MemoryProposals)
    split_counts: MemorySplits = field(default_factory=MemorySplits)
    texts: MemoryTexts = field(default_factory=MemoryTexts)
    morning_choices: MemoryMorningChoices = field(default_factory=MemoryMorningChoices)
    matters: MemoryMatters = field(default_factory=MemoryMatters)
    finished: list[int] = field(default_factory=list)

    @property
    def inbox(self) -> "DigestStore":
        """Itself: it notes which updates are done."""
        return self

    def finish(self, update: int, /) -> None:
        self.finished.append(update)

    def __post_init__(self) -> None:
        Store.__post_init__(self)
        self.subscriptions = MemorySubscriptions(self)

    def person(self, name: str, language: str = "sv") -> PersonKey:
        key = PersonKey(name)
        self.people.save(Person(key, ChatId(len(self.people.rows) + 1), language))
        return key
