"""Kill the bot again and again while residents answer; then count what was said and what was kept."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import MappingProxyType

from tests.exporting import exported
from tests.faults.report import Figures
from tests.faults.survivor import Survivor
from tests.respondent import Cells
from tests.town import Town, open_town

RESIDENTS = 20
"""How many answer at any time; whoever is done makes room for somebody new."""

_WHILE_STARTING = 0.2
_LONGEST_START, _LONGEST_LIFE = 3.0, 2.5
_SECONDS_A_KILL, _SECONDS_TO_FINISH = 30.0, 180.0


@dataclass(frozen=True, slots=True)
class Answers(Figures):
    """What came of a campaign. From `updates_lost` on, all has to be nought.

    A receipt is dead where it opens nothing, and gone where something else has taken its place in the chat.
    """

    seed: int
    kills: int
    residents: int
    deeds: int
    updates_confirmed: int
    answers: int
    seconds: int
    asked_again: int
    updates_lost: int
    answers_lost: int
    answers_doubled: int
    responses_doubled: int
    receipts_doubled: int
    receipts_dead: int
    receipts_gone: int
    database_broken: int

    first_fault = "updates_lost"


async def campaign(
    folder: Path,
    *,
    kills: int,
    seed: int,
    tell: Callable[[int], None] = lambda _: None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Answers:
    """Run one in the folder; `tell` is called with the number of kills so far. `settings` are the bot's."""
    began = time.monotonic()
    async with asyncio.timeout(kills * _SECONDS_A_KILL + _SECONDS_TO_FINISH), open_town(folder, **settings) as town:
        crowd = Crowd(town, Random(seed))
        async with asyncio.TaskGroup() as answering:
            for _ in range(RESIDENTS):
                answering.create_task(crowd.keep_one_answering())
            await _kill_often(town, Random(seed), kills, tell)
            crowd.closing = True
            await town.start()
        keepers = [each for each in crowd.people if each.receipts]
        dead = sum(await asyncio.gather(*(_receipt_is_dead(each) for each in keepers)))
        assert await town.stop() == 0
        return await _count(town, crowd.people, seed=seed, kills=kills, dead=dead, seconds=time.monotonic() - began)


class Crowd:
    """Residents who come one after another, each with a `random` of their own."""

    def __init__(self, town: Town, random: Random) -> None:
        self.closing = False
        self.people: list[Survivor] = []
        self._town = town
        self._random = random

    async def keep_one_answering(self) -> None:
        """One resident after another, until it is closing time."""
        while not (self.closing and self.people):
            survivor = Survivor(self._town.watch, f"Granne {len(self.people)}", Random(self._random.random()))
            self.people.append(survivor)
            await survivor.answer_everything()


async def _kill_often(town: Town, random: Random, kills: int, tell: Callable[[int], None]) -> None:
    for number in range(1, kills + 1):
        await town.launch()
        if random.random() < _WHILE_STARTING:
            await asyncio.sleep(random.uniform(0, _LONGEST_START))
        else:
            await town.listening()
            await asyncio.sleep(random.uniform(0, _LONGEST_LIFE))
        await town.kill()
        tell(number)


async def _receipt_is_dead(survivor: Survivor) -> bool:
    await survivor.send(f"/receipt {survivor.receipts[-1]}")
    return not survivor.buttons  # the one that erases it


async def _count(
    town: Town, people: Sequence[Survivor], *, seed: int, kills: int, dead: int, seconds: float
) -> Answers:
    kept = defaultdict(list)
    for cells in await exported(town, "json"):
        kept[_author(cells)].append(cells)
    said = {survivor.person.first_name: survivor.said for survivor in people}
    done = {number for (number,) in town.query("SELECT id FROM inbox WHERE state = 'done'")}
    return Answers(
        seed=seed,
        kills=kills,
        residents=len(people),
        deeds=sum(survivor.deeds for survivor in people),
        updates_confirmed=len(town.world.confirmed),
        answers=sum(map(len, said.values())),
        seconds=round(seconds),
        asked_again=sum(survivor.asked_again for survivor in people),
        updates_lost=len(town.world.confirmed - done),
        answers_lost=sum(len(cells.difference(*kept[name])) for name, cells in said.items())
        + sum(len(survivor.lost) for survivor in people),
        answers_doubled=sum(len(cells - said[name]) for name, rows in kept.items() for cells in rows),
        responses_doubled=sum(len(rows) - 1 for rows in kept.values() if rows),
        receipts_doubled=sum(max(len(survivor.receipts) - 1, 0) for survivor in people),
        receipts_dead=dead,
        receipts_gone=sum(not survivor.receipts for survivor in people),
        database_broken=int(town.query("PRAGMA integrity_check") != [("ok",)]),
    )


def _author(cells: Cells) -> str:
    """Whose response it is: everybody begins their free text with their name."""
    return dict(cells)["wish"].partition(":")[0]
