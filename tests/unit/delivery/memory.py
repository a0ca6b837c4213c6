"""An outbox and a database in memory, as small as their ports allow."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from delivery.message import NO_CHAT, NO_PERSON, ClaimedMessage, Letter, NewMessage, Topic, Way
from delivery.ports import HeldMessage, Picture
from people.person import ChatId, Person, PersonKey
from tests.unit.delivery.fake_time import now

Result = TypeVar("Result")

START = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def clock() -> datetime:
    """The wall clock goes with the fake loop's."""
    return START + timedelta(seconds=now())


@dataclass
class Row:
    id: int
    message: NewMessage
    due: datetime
    state: str = "pending"
    attempt: int = 0
    lapsed: bool = False
    reason: str = ""


class MemoryPeople:
    def __init__(self) -> None:
        self.rows: dict[PersonKey, Person] = {}
        self.moved: dict[PersonKey, PersonKey] = {}

    def find(self, key: PersonKey, /) -> Person | None:
        return self.rows.get(key)

    def save(self, person: Person, /) -> None:
        self.rows[person.key] = person

    def switch_off(self, key: PersonKey, /) -> None:
        self.save(replace(self.rows[key], reachable=False))

    def move(self, old: PersonKey, person: Person, /) -> None:
        self.rows[person.key] = person
        del self.rows[old]
        self.moved[old] = person.key

    def remove(self, key: PersonKey, /) -> None:
        self.rows.pop(key, None)

    remove_idle = remove


class MemoryOutbox:
    def __init__(self, people: MemoryPeople) -> None:
        self.rows: dict[str, Row] = {}
        self.people = people
        self.left: set[PersonKey] = set()

    def add(self, messages: Sequence[NewMessage], /) -> int:
        new = [message for message in messages if message.dedupe not in self.rows]
        for message in new:
            self.rows[message.dedupe] = Row(len(self.rows) + 1, message, message.not_before)
        return len(new)

    def claim(
        self, now: datetime, lease_until: datetime, limit: int, way: Way = Way.CHAT, /
    ) -> Sequence[ClaimedMessage]:
        claimed: list[ClaimedMessage] = []
        busy: set[tuple[PersonKey, Topic]] = set()
        for row in self.rows.values():
            if row.state not in ("pending", "sending") or row.message.way is not way:
                continue
            if row.state == "sending" and row.lapsed and row.due <= now:
                row.state = "unknown"
                continue
            if row.message.person is None:
                claimed += self._by_mail(row, now, lease_until)
                continue
            owner = self.people.moved.get(row.message.person, row.message.person)
            one = (owner, row.message.topic)
            person = self.people.rows[owner]
            if row.due <= now and one not in busy and person.reachable and len(claimed) < limit:
                row.lapsed = row.lapsed or row.state == "sending"
                row.state, row.due, row.attempt = "sending", lease_until, row.attempt + 1
                letter = row.message.letter
                claimed.append(ClaimedMessage(row.id, owner, person.chat, one[1], letter, row.attempt, person.thread))
            busy.add(one)
        return claimed

    def _by_mail(self, row: Row, now: datetime, lease_until: datetime) -> list[ClaimedMessage]:
        if row.due > now:
            return []
        row.lapsed = row.lapsed or row.state == "sending"
        row.state, row.due, row.attempt = "sending", lease_until, row.attempt + 1
        return [ClaimedMessage(row.id, NO_PERSON, NO_CHAT, row.message.topic, row.message.letter, row.attempt)]

    def mark_sent(self, message: int, _now: datetime, /) -> None:
        self._row(message).state = "sent"

    def put_back(self, message: int, not_before: datetime, /, *, counts: bool) -> None:
        row = self._row(message)
        row.state, row.due, row.attempt = "pending", not_before, row.attempt - (not counts)

    def mark_unknown(self, message: int, /) -> None:
        self._row(message).state = "unknown"

    def mark_dead(self, message: int, reason: str, /) -> None:
        row = self._row(message)
        row.state, row.reason = "dead", reason

    def drop_unfollowed(self, message: int, /) -> bool:
        row = self._row(message)
        if row.message.topic is not Topic.FOLLOWER_DIGEST or row.message.person not in self.left:
            return False
        del self.rows[row.message.dedupe]
        return True

    def drop_waiting(self, person: PersonKey, topic: Topic, /) -> int:
        gone = [
            dedupe
            for dedupe, row in self.rows.items()
            if (row.message.person, row.message.topic) == (person, topic) and row.state == "pending"
        ]
        for dedupe in gone:
            del self.rows[dedupe]
        return len(gone)

    def of(self, person: PersonKey, /) -> Sequence[HeldMessage]:
        raise AssertionError("the sender does not ask what is held")

    def purge(self, sent_before: datetime, /) -> int:
        gone = [dedupe for dedupe, row in self.rows.items() if row.state == "sent" and row.due < sent_before]
        for dedupe in gone:
            del self.rows[dedupe]
        return len(gone)

    def counts(self) -> dict[str, int]:
        states = [row.state for row in self.rows.values()]
        return {state: states.count(state) for state in ("pending", "sending", "sent", "unknown", "dead")}

    def of_issue(self, issue: str, /) -> dict[str, int]:
        raise AssertionError("the sender does not ask how an issue goes")

    def failures(self, issue: str, /) -> dict[str, int]:
        raise AssertionError("the sender does not ask how an issue goes")

    def _row(self, message: int) -> Row:
        return next(row for row in self.rows.values() if row.id == message)


class MemoryPictures:
    def __init__(self) -> None:
        self.rows: dict[str, Picture] = {}
        self.found = 0

    def add(self, name: str, content: bytes, now: datetime, /) -> None:
        self.rows.setdefault(name, Picture(name, content))

    def find(self, name: str, /) -> Picture | None:
        self.found += 1
        return self.rows.get(name)

    def uploaded(self, name: str, file: str, /) -> None:
        if name in self.rows:
            self.rows[name] = replace(self.rows[name], file=file)

    def forget_file(self, name: str, /) -> None:
        self.rows[name] = replace(self.rows[name], file=None)

    def purge(self, made_before: datetime, /) -> int:
        raise AssertionError("the sender throws no pictures away")


@dataclass
class Store:
    """Everything stored; it is also the unit of work. `fails` makes the next writes fail."""

    people: MemoryPeople = field(default_factory=MemoryPeople)
    pictures: MemoryPictures = field(default_factory=MemoryPictures)
    fails: int = 0
    writes: int = 0

    def __post_init__(self) -> None:
        self.outbox = MemoryOutbox(self.people)

    @property
    def inbox(self) -> Any:
        raise AssertionError("the sender has no business in the inbox")

    @property
    def watched_issues(self) -> Any:
        raise AssertionError("the sender does not know who watches")

    async def write(self, work: Callable[[Any], Result], /) -> Result:
        await asyncio.sleep(0.001)
        self.writes += 1
        if self.fails:
            self.fails -= 1
            raise OSError("no space left")
        return work(self)

    async def read(self, work: Callable[[Any], Result], /) -> Result:
        await asyncio.sleep(0.001)
        return work(self)

    def queue(self, people: int, parts: int = 1, topic: Topic = Topic.FOLLOWER_DIGEST, picture: str = "") -> None:
        """One digest for so many people."""
        for number in range(1, people + 1):
            key = PersonKey(f"person {number}")
            self.people.save(Person(key, ChatId(1000 + number), "sv"))
            self.outbox.add(
                [
                    NewMessage(
                        f"{topic} {number}.{part}",
                        key,
                        topic,
                        Letter(f"Nr 1, {number}, del {part}", picture=picture),
                        START,
                    )
                    for part in range(1, parts + 1)
                ]
            )
