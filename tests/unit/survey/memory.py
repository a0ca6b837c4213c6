"""What the survey needs stored, in memory, as small as its ports allow."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NoReturn, TypeVar

from people.person import Person, PersonKey
from survey.ports import OpenSession, Response, ResponseId, ResponseStatus, SurveyWork
from survey.session import Answer, Stage

Result = TypeVar("Result")


@dataclass
class MemoryPeople:
    rows: dict[PersonKey, Person] = field(default_factory=dict)
    idle: list[PersonKey] = field(default_factory=list)

    def find(self, key: PersonKey, /) -> Person | None:
        return self.rows.get(key)

    def save(self, person: Person, /) -> None:
        self.rows[person.key] = person

    def switch_off(self, key: PersonKey, /) -> None:
        raise AssertionError("nobody blocks the bot here")

    def move(self, old: PersonKey, person: Person, /) -> None:
        self.rows.pop(old, None)
        self.rows.setdefault(person.key, person)

    def remove(self, key: PersonKey, /) -> None:
        self.rows.pop(key, None)

    def remove_idle(self, key: PersonKey, /) -> None:
        self.idle.append(key)
        self.remove(key)


@dataclass
class MemorySessions:
    rows: dict[PersonKey, OpenSession] = field(default_factory=dict)

    def find(self, person: PersonKey, /) -> OpenSession | None:
        return self.rows.get(person)

    def save(self, session: OpenSession, /) -> None:
        self.rows[session.person] = session

    def remove(self, person: PersonKey, /) -> None:
        self.rows.pop(person, None)

    def touched_between(self, start: datetime, end: datetime, /) -> Sequence[OpenSession]:
        return [each for each in self.rows.values() if start <= each.touched < end]

    def to_remind(self, now: datetime, /) -> Sequence[OpenSession]:
        return [each for each in self.rows.values() if each.remind_at and each.remind_at <= now]

    def cut(self, response: ResponseId, /) -> int:
        cut = [each for each in self.rows.values() if each.response == response]
        for each in cut:
            del self.rows[each.person]
        return len(cut)

    def cut_submitted(self, before: datetime, /) -> int:
        cut = [each for each in self.rows.values() if each.touched < before and each.position.stage is Stage.SUBMITTED]
        for each in cut:
            del self.rows[each.person]
        return len(cut)


@dataclass
class MemoryResponses:
    rows: dict[ResponseId, Response] = field(default_factory=dict)
    given: dict[ResponseId, dict[str, Answer]] = field(default_factory=dict)

    def add(self, response: Response, /) -> None:
        assert response.id not in self.rows
        self.rows[response.id] = response

    def find(self, response: ResponseId, /) -> Response | None:
        return self.rows.get(response)

    def find_by_receipt(self, receipt: str, /) -> Response | None:
        return next((each for each in self.rows.values() if each.receipt == receipt), None)

    def update(self, response: Response, /) -> None:
        assert response.id in self.rows
        self.rows[response.id] = response

    def remove(self, response: ResponseId, /) -> None:
        self.rows.pop(response, None)
        self.given.pop(response, None)

    def answers(self, response: ResponseId, /) -> Mapping[str, Answer]:
        return dict(self.given.get(response, {}))

    def put_answer(self, response: ResponseId, question: str, answer: Answer, /) -> None:
        assert response in self.rows
        self.given.setdefault(response, {})[question] = answer

    def drop_answer(self, response: ResponseId, question: str, /) -> None:
        self.given.get(response, {}).pop(question, None)

    def drop_texts(self, before: date, /) -> int:
        dropped = 0
        for number in (each.id for each in self.rows.values() if each.started_on < before):
            for question, answer in self.given.get(number, {}).items():
                dropped += answer.text is not None
                self.given[number][question] = replace(answer, text=None, language=None)
        return dropped

    def remove_started(self, before: date, status: ResponseStatus, /) -> int:
        old = [each.id for each in self.rows.values() if each.started_on < before and each.status is status]
        for number in old:
            self.remove(number)
        return len(old)

    def everything(self, since: date | None, until: date | None, /) -> Iterator[tuple[Response, Mapping[str, Answer]]]:
        raise AssertionError("no use case of the survey reads them all")


@dataclass
class MemoryParticipations:
    keys: dict[str, bytes] = field(default_factory=dict)
    guards: set[tuple[str, str]] = field(default_factory=set)

    def round_key(self, name: str, fresh: bytes, /) -> bytes:
        return self.keys.setdefault(name, fresh)

    def find_round_key(self, name: str, /) -> bytes | None:
        return self.keys.get(name)

    def claim(self, round_name: str, guard: str, /) -> bool:
        known = (round_name, guard) in self.guards
        self.guards.add((round_name, guard))
        return not known

    def has(self, round_name: str, guard: str, /) -> bool:
        return (round_name, guard) in self.guards

    def open_rounds(self) -> Sequence[str]:
        return list(self.keys)

    def close(self, round_name: str, /) -> None:
        del self.keys[round_name]
        self.guards = {each for each in self.guards if each[0] != round_name}


@dataclass
class MemoryKeys:
    rows: dict[str, bytes] = field(default_factory=dict)

    def key(self, name: str, fresh: bytes, /) -> bytes:
        return self.rows.setdefault(name, fresh)

    def find_key(self, name: str, /) -> bytes | None:
        return self.rows.get(name)


@dataclass
class MemoryHelpShown:
    shown: Counter[str] = field(default_factory=Counter)

    def add(self, day: date, category: str, /) -> None:
        self.shown[category] += 1

    def times(self) -> Mapping[str, int]:
        return self.shown


@dataclass
class Store:
    """Everything stored; it is also the unit of work. `finished` are the updates done."""

    people: MemoryPeople = field(default_factory=MemoryPeople)
    sessions: MemorySessions = field(default_factory=MemorySessions)
    responses: MemoryResponses = field(default_factory=MemoryResponses)
    participations: MemoryParticipations = field(default_factory=MemoryParticipations)
    keys: MemoryKeys = field(default_factory=MemoryKeys)
    help_shown: MemoryHelpShown = field(default_factory=MemoryHelpShown)
    finished: list[int] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    @property
    def staff(self) -> NoReturn:
        raise AssertionError("nobody hosts a response here")

    audit = staff

    @property
    def inbox(self) -> "Store":
        return self

    def finish(self, update: int, /) -> None:
        self.finished.append(update)

    def forget_lane(self, lane: str, /) -> int:
        self.forgotten.append(lane)
        return 0

    async def write(self, work: Callable[[SurveyWork], Result], /) -> Result:
        return work(self)

    async def read(self, work: Callable[[SurveyWork], Result], /) -> Result:
        return work(self)
