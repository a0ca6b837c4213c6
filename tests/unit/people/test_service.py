from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest

from people.person import ChatId, Person, PersonKey, Visit
from people.ports import PeopleWork
from people.service import PeopleService, person_of

Result = TypeVar("Result")
VISIT = Visit(PersonKey("key"), ChatId(7), hint="en", update=100)
KNOWN = Person(VISIT.person, VISIT.chat, "sv")


@dataclass
class Memory:
    """Units of work over a dictionary."""

    rows: dict[PersonKey, Person] = field(default_factory=dict)
    finished: list[int] = field(default_factory=list)
    saved: int = 0

    async def write(self, work: Callable[[PeopleWork], Result], /) -> Result:
        return work(self)

    async def read(self, work: Callable[[PeopleWork], Result], /) -> Result:
        return work(self)

    @property
    def people(self) -> "Memory":
        return self

    @property
    def inbox(self) -> "Memory":
        return self

    def find(self, key: PersonKey, /) -> Person | None:
        return self.rows.get(key)

    def save(self, person: Person, /) -> None:
        self.rows[person.key] = person
        self.saved += 1

    def switch_off(self, key: PersonKey, /) -> None:
        self.save(replace(self.rows[key], reachable=False))

    def move(self, old: PersonKey, person: Person, /) -> None:
        raise AssertionError("nobody moves here")

    def remove(self, key: PersonKey, /) -> None:
        self.rows.pop(key, None)

    def remove_idle(self, key: PersonKey, /) -> None:
        self.rows.pop(key, None)

    def finish(self, update: int, /) -> None:
        self.finished.append(update)

    def forget_lane(self, lane: str, /) -> int:
        raise AssertionError("nobody is forgotten here")


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def service(memory: Memory) -> PeopleService:
    return PeopleService(memory)


async def test_a_stranger_is_met_in_the_language_of_their_telegram_and_nothing_is_kept(
    service: PeopleService, memory: Memory
) -> None:
    assert await service.language(VISIT) == "en"
    assert memory.saved == 0


async def test_a_chosen_language_stands_against_what_telegram_suggests(service: PeopleService, memory: Memory) -> None:
    await service.choose_language(VISIT, "sv")
    assert await service.language(VISIT) == "sv"
    assert VISIT.person in memory.rows
    assert memory.finished == [VISIT.update]


async def test_whoever_blocked_the_bot_is_written_to_no_more_until_they_open_it_again(
    service: PeopleService, memory: Memory
) -> None:
    memory.save(KNOWN)
    await service.set_reachable(VISIT, reachable=False)
    assert memory.rows[VISIT.person] == replace(KNOWN, reachable=False)
    await service.set_reachable(VISIT, reachable=True)
    assert memory.rows[VISIT.person] == KNOWN


async def test_a_stranger_who_blocks_the_bot_leaves_no_trace(service: PeopleService, memory: Memory) -> None:
    await service.set_reachable(VISIT, reachable=False)
    assert memory.rows == {}
    assert memory.finished == [VISIT.update]


def test_a_first_act_makes_the_persons_row_once(memory: Memory) -> None:
    assert person_of(memory, VISIT) == Person(VISIT.person, VISIT.chat, "en")
    assert person_of(memory, VISIT) == memory.rows[VISIT.person]
    assert memory.saved == 1


def test_somebody_who_comes_back_is_reachable_again_in_their_own_language(memory: Memory) -> None:
    memory.save(replace(KNOWN, reachable=False))
    assert person_of(memory, VISIT) == KNOWN
    assert memory.rows[VISIT.person].reachable
