"""What digests need stored, in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from digests.ports import DigestRun, Subscription
from people.person import ChatId, Person, PersonKey
from promises.promise import ProgressUpdate
from tests.unit.delivery.memory import Store


@dataclass
class MemoryCounts:
    """One response is what it answers to each question; `started` ones are not submitted."""

    submitted: list[Mapping[str, str]] = field(default_factory=list)
    started: int = 0
    sample: bool = False

    def responses(self, _round: str, /, *, submitted: bool) -> int:
        return len(self.submitted) + (0 if submitted else self.started)

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
class Figures:
    """What the guard sees."""

    counts: MemoryCounts = field(default_factory=MemoryCounts)
    help_shown: MemoryHelpShown = field(default_factory=MemoryHelpShown)
    releases: MemoryReleases = field(default_factory=MemoryReleases)


@dataclass
class MemoryRuns:
    runs: dict[tuple[str, str], DigestRun] = field(default_factory=dict)

    def claim(self, run: DigestRun, /) -> bool:
        return self.runs.setdefault((run.kind, run.period), run) is run

    def has(self, kind: str, period: str, /) -> bool:
        return (kind, period) in self.runs

    def last(self, kind: str, /) -> DigestRun | None:
        of_kind = [run for run in self.runs.values() if run.kind == kind]
        return max(of_kind, key=lambda run: run.covered_until, default=None)


@dataclass
class MemoryProgress:
    updates: list[ProgressUpdate] = field(default_factory=list)

    def add(self, update: ProgressUpdate, /) -> int:
        self.updates.append(update)
        return len(self.updates)

    def recorded_between(self, start: datetime, end: datetime, /) -> Sequence[ProgressUpdate]:
        return [update for update in self.updates if start <= update.recorded < end]

    def latest(self) -> Mapping[str, ProgressUpdate]:
        return {update.commitment: update for update in sorted(self.updates, key=lambda update: update.recorded)}


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

    def rhythms(self) -> Sequence[tuple[int, int, int]]:
        return sorted({(row.weekday, row.hour, row.minute) for row in self.rows.values()})

    def followers(self) -> Sequence[tuple[Subscription, Person]]:
        people = self.store.people.rows
        return [(row, people[row.person]) for row in self.rows.values() if people[row.person].reachable]


@dataclass
class DigestStore(Store):
    counts: MemoryCounts = field(default_factory=MemoryCounts)
    help_shown: MemoryHelpShown = field(default_factory=MemoryHelpShown)
    releases: MemoryReleases = field(default_factory=MemoryReleases)
    digest_runs: MemoryRuns = field(default_factory=MemoryRuns)
    progress: MemoryProgress = field(default_factory=MemoryProgress)

    def __post_init__(self) -> None:
        Store.__post_init__(self)
        self.subscriptions = MemorySubscriptions(self)

    def person(self, name: str, language: str = "sv") -> PersonKey:
        key = PersonKey(name)
        self.people.save(Person(key, ChatId(len(self.people.rows) + 1), language))
        return key
