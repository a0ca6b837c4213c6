"""Many generated conversations through the real dispatcher: `python -m tests.conversations --count 100000`.

A failure prints the seed and the number that repeat it.
"""

import argparse
import asyncio
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import SystemRandom

from bot.content import Content, read_content
from storage.migrate import migrate
from survey.definition import read_questionnaire
from tests.conversations.talk import converse
from tests.integration.handlers.house import open_house

ROOT = Path(__file__).parents[2]
EVERY_KIND = ROOT / "tests" / "every_kind" / "questionnaire.yaml"
SIDE_BY_SIDE = 20


@cache
def _content() -> Content:
    """The shipped content, but the questionnaire has every kind of question."""
    return replace(read_content(ROOT / "content" / "sandviken"), questionnaire=read_questionnaire(EVERY_KIND))


async def talk(first: int, count: int, seed: int) -> int:
    """So many conversations, some of them at the same time, on a fresh database. Returns their steps."""
    content = _content()
    with tempfile.TemporaryDirectory(prefix="conversations-") as folder:
        file = Path(folder, "d.db")
        await migrate(f"sqlite+aiosqlite:///{file}")
        async with open_house(content, file) as house:
            kept = sqlite3.connect(file, isolation_level=None)
            places = asyncio.Semaphore(SIDE_BY_SIDE)

            async def one(number: int) -> int:
                async with places:
                    return await converse(house, kept, content.questionnaire, number, seed)

            async with asyncio.TaskGroup() as group:
                running = [group.create_task(one(number)) for number in range(first, first + count)]
            kept.close()
            return sum(task.result() for task in running)


def _share(first: int, count: int, seed: int) -> int:
    return asyncio.run(talk(first, count, seed))


def main() -> None:
    """Spread the conversations over processes and say what came of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    share = 1000
    started = time.monotonic()
    sys.stdout.write(f"seed {given.seed}\n")
    with ProcessPoolExecutor(given.processes) as pool:
        starts = range(0, given.count, share)
        sizes = [min(share, given.count - start) for start in starts]
        steps = 0
        for done, each in enumerate(pool.map(_share, starts, sizes, [given.seed] * len(sizes)), 1):
            steps += each
            sys.stdout.write(f"{min(done * share, given.count)} conversations, {steps} steps\n")
            sys.stdout.flush()
    seconds = time.monotonic() - started
    sys.stdout.write(f"{given.count} conversations, {steps} steps, {seconds:.0f} s: every invariant held\n")


if __name__ == "__main__":
    main()
