"""Messages nobody asked for: how evenly they go out, and what each costs with its durable mark."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.services import open_services
from bot.settings import read_settings
from delivery.message import NewMessage, Topic
from digests.ports import Subscription
from people.keys import KeyRing
from people.person import ChatId, Person
from simulator.server import SimulatorServer
from simulator.world import World
from storage.unit_of_work import UnitOfWork
from tests.benchmarks.letters import LETTER, READERS
from tests.benchmarks.processes import TOKEN, Folders, StandInApi, bot_module, process, stand_in
from tests.process import environment
from tests.residents import watching

RATE = 25
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Evenness:
    """The sender at its set rate, against the simulator's limits. `most` is in any one second."""

    achieved: float
    most: int
    refused: int


@dataclass(slots=True)
class Sending:
    """CPU in microseconds a message, a round each. The clock starts after `warm` of the `messages`: the first ones
    import and open what the others use.
    """

    folders: Folders
    messages: int = 2000
    warm: int = 200
    ours: list[float] = field(default_factory=list)
    aiogram: list[float] = field(default_factory=list)

    async def round(self) -> None:
        """Measure both once."""
        async with stand_in() as api:
            env = environment(self.folders.new(), api.url, TOKEN, SEND_RATE="1000", LOG_LEVEL="WARNING")
            await _fill_outbox(env, self.messages)
            async with process("-m", "bot", "run", env=env) as bot:
                self.ours.append(await self._sent(api, bot.pid))
        async with stand_in() as api:
            words = (*bot_module("aiogram_sends"), api.url, TOKEN, str(self.messages))
            async with process(*words) as bot:
                self.aiogram.append(await self._sent(api, bot.pid))

    async def _sent(self, api: StandInApi, pid: int) -> float:
        """What each message cost, once all have gone."""
        spent = await api.ask("sends", pid=pid, first=self.warm, last=self.messages)
        return float(spent["cpu"]) / (self.messages - self.warm) * 1e6


async def evenness(folders: Folders) -> Evenness:
    """Let the real process send at its set rate for a while."""
    world = World(clock=time.time)
    messages = RATE * _SECONDS
    for number in range(messages):
        world.add_person("Kerstin", "sv", "", READERS + number, started=True)
    server = SimulatorServer(world)
    await server.start()
    try:
        env = environment(folders.new(), server.url, world.token, SEND_RATE=str(RATE), LOG_LEVEL="WARNING")
        await _fill_outbox(env, messages)
        async with process("-m", "bot", "run", env=env), watching(world) as watch:
            await watch.until(lambda: len(_sends(world)) >= messages, patience=4 * _SECONDS)
    finally:
        await server.stop()
    sent = _sends(world)
    refused = sum(call.refused for call in world.calls)
    return Evenness((len(sent) - 1) / (sent[-1] - sent[0]), _most_in_a_second(sent), refused)


def _sends(world: World) -> list[float]:
    return sorted(call.at for call in world.calls if call.method == "sendMessage" and not call.refused)


def _most_in_a_second(moments: Sequence[float]) -> int:
    """The most in any half-open second that begins with a message."""
    first, most = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


async def _fill_outbox(env: Mapping[str, str], messages: int) -> None:
    """So many followers with one letter each, as the digests leave them."""
    settings = read_settings(**{name.lower(): value for name, value in env.items() if name.isupper()})
    now = datetime.now(UTC)

    def fill(work: UnitOfWork, keys: KeyRing) -> None:
        for number in range(messages):
            person = Person(keys.person(READERS + number), ChatId(READERS + number), "sv")
            work.people.save(person)
            work.subscriptions.save(Subscription(person.key, (), 0, 17, 0, now.date()))
            work.outbox.add([NewMessage(f"bench:{number}", person.key, Topic.FOLLOWER_DIGEST, LETTER, now)])

    async with open_services(settings) as services:
        await services.database.write(lambda work: fill(work, services.keys))
