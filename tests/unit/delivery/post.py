"""A store, a Telegram and a sender between them, on a clock that jumps."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from delivery.message import Letter
from delivery.outcome import Ambiguous, Delivered, Outcome
from delivery.ports import Picture
from delivery.rate_limit import Pace
from delivery.sender import Limits, Sender
from people.person import ChatId, PersonKey
from tests.unit.delivery.fake_time import now
from tests.unit.delivery.memory import Store, clock

Answer = Callable[[ChatId, int], Outcome]


def always(outcome: Outcome) -> Answer:
    return lambda _chat, _attempt: outcome


def key_of(chat: int) -> PersonKey:
    return PersonKey(f"chat {chat}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call: when it began, and what it said."""

    at: float
    chat: ChatId
    text: str
    thread: int | None
    picture: Picture | None


@dataclass
class FakeTelegram:
    """Answers after `seconds`, by chat and by how many times that letter has come; `arrived` is what people see."""

    answer: Answer = field(default_factory=lambda: always(Delivered(1)))
    seconds: float = 0.15
    calls: list[Attempt] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)
    _times: dict[str, int] = field(default_factory=dict)

    async def send(
        self, chat: ChatId, letter: Letter, /, *, thread: int | None = None, picture: Picture | None = None
    ) -> Outcome:
        call = Attempt(now(), chat, letter.text, thread, picture)
        self.calls.append(call)
        self._times[letter.text] = self._times.get(letter.text, 0) + 1
        outcome = self.outcome(call)
        if isinstance(outcome, Delivered | Ambiguous):
            self.arrived.append(letter.text)
        await asyncio.sleep(self.seconds)
        return outcome

    def outcome(self, call: Attempt) -> Outcome:
        return self.answer(call.chat, self._times[call.text])


@dataclass
class Post:
    """`run_for` runs a sender so long. `pace` is by default the sender's own at 25 a second."""

    store: Store = field(default_factory=Store)
    telegram: FakeTelegram = field(default_factory=FakeTelegram)
    trouble: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    on_duty: Callable[[], bool] = lambda: True

    def sender(self, rate: int = 25, pace: Pace | None = None) -> Sender:
        return Sender(
            self.store,
            self.telegram,
            pace or Pace(rate),
            clock,
            key_of=key_of,
            on_trouble=self.trouble.append,
            on_duty=self.on_duty,
            limits=self.limits,
        )

    async def run_for(self, seconds: float) -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(self.sender().run(stop))
        await asyncio.sleep(seconds)
        stop.set()
        await running

    def states(self) -> dict[str, int]:
        return {state: count for state, count in self.store.outbox.counts().items() if count}
