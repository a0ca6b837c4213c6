"""What the staff's mornings need stored, in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from digests.ports import Decision, Matter, MatterKind, MorningChoice
from people.person import PersonKey
from survey.reading.ports import Wanted


@dataclass
class MemorySplits:
    """True counts; `stopped` says how far each unfinished response got, `spoken` which language each one is in."""

    pairs: dict[tuple[str, str], Counter[tuple[str, str]]] = field(default_factory=dict)
    spoken: Counter[str] = field(default_factory=Counter)
    stopped: Counter[str] = field(default_factory=Counter)

    def add(self, by: str, question: str, group: str, option: str, times: int = 1) -> None:
        self.pairs.setdefault((by, question), Counter())[group, option] += times

    def split(self, _round: str, by: str, question: str, /) -> Mapping[tuple[str, str], int]:
        return self.pairs.get((by, question), Counter())

    def answered(self, _round: str, by: str, question: str, /) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for (group, _), times in self.pairs.get((by, question), Counter()).items():
            found[group] += times
        return found

    def languages(self, _round: str, _question: str, /) -> Mapping[str, int]:
        return self.spoken

    def furthest(self, _round: str, order: Sequence[str], /) -> Mapping[str, int]:
        return {name: self.stopped[name] for name in order}


@dataclass
class MemoryTexts:
    waiting: int = 0

    def count(self, _wanted: Wanted, _k: int, /) -> int:
        return self.waiting


@dataclass
class MemoryMorningChoices:
    rows: dict[PersonKey, MorningChoice] = field(default_factory=dict)

    def find(self, person: PersonKey, /) -> MorningChoice | None:
        return self.rows.get(person)

    def save(self, person: PersonKey, choice: MorningChoice, /) -> None:
        self.rows[person] = choice

    def remove(self, person: PersonKey, /) -> None:
        self.rows.pop(person, None)

    def all(self) -> Mapping[PersonKey, MorningChoice]:
        return dict(self.rows)


@dataclass
class MemoryMatters:
    rows: list[Matter] = field(default_factory=list)
    issues: dict[str, Sequence[int]] = field(default_factory=dict)

    def about(self, kind: MatterKind, subject: str, /) -> Matter | None:
        return next((each for each in self.rows if (each.kind, each.subject) == (kind, subject)), None)

    def open(self, kind: MatterKind, subject: str, now: datetime, /) -> Matter:
        found = self.about(kind, subject)
        if found is None:
            found = Matter(len(self.rows) + 1, kind, subject, Decision.OPEN, None, now)
            self.rows.append(found)
        return found

    def find(self, number: int, /) -> Matter | None:
        return next((each for each in self.rows if each.id == number), None)

    def change(self, matter: Matter, /) -> None:
        self.rows = [matter if each.id == matter.id else each for each in self.rows]

    def decide(self, number: int, decision: Decision, member: int, moment: datetime) -> None:
        found = self.find(number)
        assert found
        self.change(replace(found, decision=decision, member=member, moment=moment))

    def taken(self) -> Sequence[Matter]:
        taken = [each for each in self.rows if each.decision is Decision.TAKEN]
        return sorted(taken, key=lambda each: each.moment, reverse=True)

    def note_told(self, issue: str, matters: Sequence[int], /) -> None:
        self.issues[issue] = list(matters)

    def told(self, issue: str, /) -> Sequence[Matter]:
        return [each for number in self.issues.get(issue, ()) if (each := self.find(number))]
