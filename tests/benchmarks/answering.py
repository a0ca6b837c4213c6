"""What an answered question costs, and how long it takes: our bot and two echoes, given the same presses."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.processes import TOKEN, Folders, StandInApi, bot_module, process, stand_in
from tests.benchmarks.starting import seconds_to_run
from tests.process import environment, run_words

_FAST = {"SEND_RATE": "1000", "LOG_LEVEL": "WARNING"}
_BURST = 40
_BURST_PRESSES = 3
"""A chat may be written to three times at once; more would measure the pace and not the bot."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many people answer all their questions, and how many of them at once."""

    people: int
    in_flight: int = 100
    burst_people: int = 300


@dataclass(frozen=True, slots=True)
class Loads:
    """What each bot is given: as much as takes it some seconds."""

    ours: Load = Load(people=300)
    echo: Load = Load(people=200)
    slow_echo: Load = Load(people=80, burst_people=0)


@dataclass(slots=True)
class Measured:
    """Each round's figures of one bot. CPU is in microseconds a press, the rest in seconds and MiB."""

    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    tail: list[float] = field(default_factory=list)
    half: list[float] = field(default_factory=list)
    pause: list[float] = field(default_factory=list)

    def note(self, walked: Mapping[str, Any]) -> None:
        self.cpu.append(walked["cpu"] / len(walked["delays"]) * 1e6)
        self.memory.append(walked["memory"])

    def note_burst(self, walked: Mapping[str, Any]) -> None:
        percentiles = quantiles(walked["delays"], n=100)
        self.tail.append(percentiles[98] / percentiles[49])
        self.half.append(percentiles[49])
        self.pause.append(max(walked["pauses"]))


@dataclass(slots=True)
class Answering:
    """One round after the other, the bots in turn, so that a busy minute of the machine meets them all."""

    folders: Folders
    loads: Loads = Loads()
    ours: Measured = field(default_factory=Measured)
    crowded: Measured = field(default_factory=Measured)
    aiogram: Measured = field(default_factory=Measured)
    ptb: Measured = field(default_factory=Measured)
    importing: list[float] = field(default_factory=list)
    script: list[Any] = field(default_factory=list)

    async def round(self) -> None:
        """Measure each bot once."""
        self.importing.append(await seconds_to_run("import aiogram"))
        await self._ours(("-m", "bot", "run"), self.ours, self.loads.ours)
        await self._echo("aiogram_echo", self.aiogram, self.loads.echo)
        await self._ours(bot_module("ours_with_handlers"), self.crowded, replace(self.loads.ours, burst_people=0))
        await self._echo("ptb_echo", self.ptb, self.loads.slow_echo)

    async def _ours(self, words: tuple[str, ...], into: Measured, load: Load) -> None:
        async with stand_in() as api:
            folder = self.folders.new()
            env = environment(folder, api.url, TOKEN, **_FAST)
            await run_words("migrate", env=env, cwd=folder)
            walked = await _measure(api, words, env, into, load, ())
        self.script = self.script or walked["walked"]

    async def _echo(self, name: str, into: Measured, load: Load) -> None:
        async with stand_in() as api:
            await _measure(api, (*bot_module(name), api.url, TOKEN), None, into, load, self.script)


async def _measure(
    api: StandInApi, words: tuple[str, ...], env: Mapping[str, str] | None, into: Measured, load: Load, script: Any
) -> dict[str, Any]:
    started = time.monotonic()
    async with process(*words, env=env) as bot:
        into.ready.append((await api.ask("polled"))["at"] - started)
        await api.ask("come", people=load.people, script=script)
        walked = await api.ask("walk", pid=bot.pid, in_flight=load.in_flight, presses=10**9)
        into.note(walked)
        if load.burst_people:
            await api.ask("come", people=load.burst_people)
            burst = await api.ask("walk", pid=bot.pid, in_flight=_BURST, presses=load.burst_people * _BURST_PRESSES)
            into.note_burst(burst)
    return walked


def paired(ours: Sequence[float], baseline: Sequence[float]) -> float:
    """Ours ÷ baseline: the median over the rounds, each compared with what ran just beside it."""
    return median(mine / theirs for mine, theirs in zip(ours, baseline, strict=True))
