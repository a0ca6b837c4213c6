"""`python -m tests.faults [NAME …]`: campaigns that take long. Each prints its seed and what came of it."""

import argparse
import asyncio
import secrets
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.faults import storms
from tests.faults.broadcast import broadcast
from tests.faults.campaign import campaign
from tests.faults.departure import departure
from tests.faults.disclosure import disclosure
from tests.faults.exports import exports
from tests.faults.frozen import frozen
from tests.faults.libreoffice import MissingError
from tests.faults.memory import memory
from tests.faults.month import month
from tests.faults.presses import presses
from tests.faults.report import Figures
from tests.faults.spreadsheet import spreadsheet
from tests.postgres import find_programs, running_server
from tests.pushed import free_port, pushed_to

Campaign = Callable[[Path, argparse.Namespace], Awaitable[Figures]]


async def _answers(folder: Path, given: argparse.Namespace) -> Figures:
    """Residents answer while the bot is killed."""
    settings = pushed_to(free_port()) if given.webhook else {}
    return await campaign(folder, kills=given.kills or 100, seed=given.seed, tell=_tell_tens, settings=settings)


async def _broadcast(folder: Path, given: argparse.Namespace) -> Figures:
    """A digest for 10,000 followers while the bot is killed ten times."""
    kills = 10 if given.kills is None else given.kills
    followers = given.followers or 10_000
    limit = round(given.rate * 1.2)  # as Telegram's 30 is to our 25
    return await broadcast(
        folder, followers=followers, kills=kills, rate=given.rate, limit=limit, seed=given.seed, tell=_tell
    )


async def _real_rate(folder: Path, given: argparse.Namespace) -> Figures:
    """Five minutes at the real 25 a second, against Telegram's real limits."""
    followers = given.followers or 25 * 300
    return await broadcast(folder, followers=followers, kills=0, rate=25, limit=30, seed=given.seed, tell=_tell)


async def _storms(_: Path, given: argparse.Namespace) -> Figures:
    """Ten minutes of 429 and of calls without an answer, again and again."""
    return await asyncio.to_thread(storms.season, given.seed, given.storms)


async def _blocked(folder: Path, given: argparse.Namespace) -> Figures:
    """Three of ten have blocked the bot."""
    return await departure(folder, followers=given.followers or 1000, seed=given.seed)


async def _frozen(folder: Path, given: argparse.Namespace) -> Figures:
    """Two bots on PostgreSQL, of which the sender is frozen for longer than its lease."""
    programs = find_programs()
    assert programs is not None, "PostgreSQL's initdb is not installed"
    with running_server(programs) as server:
        return await frozen(folder, server, followers=given.followers or 2000, sleep=given.sleep, tell=_tell)


async def _memory(folder: Path, given: argparse.Namespace) -> Figures:
    """What a million followers cost beside a thousand."""
    return await memory(folder, few=1000, many=given.followers or 1_000_000, tell=_tell)


async def _disclosure(_: Path, given: argparse.Namespace) -> Figures:
    """Somebody reads all that is told in many towns, and looks for groups that are too small."""
    populations, towns = given.populations, given.populations // 10
    return await asyncio.to_thread(
        disclosure, given.seed, populations=populations, towns=towns, seasons=given.seasons, tell=_tell
    )


async def _month(folder: Path, given: argparse.Namespace) -> Figures:
    """Thirty staff digests, every figure counted once more from the export."""
    return await month(folder, responses=given.responses, seed=given.seed, tell=_tell)


async def _spreadsheet(folder: Path, given: argparse.Namespace) -> Figures:
    """Texts of all kinds, exported and opened by LibreOffice."""
    return await spreadsheet(folder, seed=given.seed, count=given.count, tell=_tell)


async def _exports(folder: Path, given: argparse.Namespace) -> Figures:
    """What the export of a million answers costs beside ten thousand, and whether all of it is there."""
    return await exports(folder, seed=given.seed, many=given.answers, tell=_tell)


async def _presses(folder: Path, given: argparse.Namespace) -> Figures:
    """100,000 forged and replayed presses and links while residents answer."""
    return await presses(folder, count=given.count, seed=given.seed, rate=given.flood, tell=_tell)


CAMPAIGNS: dict[str, Campaign] = {
    "answers": _answers,
    "broadcast": _broadcast,
    "real-rate": _real_rate,
    "storms": _storms,
    "disclosure": _disclosure,
    "blocked": _blocked,
    "frozen": _frozen,
    "memory": _memory,
    "month": _month,
    "spreadsheet": _spreadsheet,
    "export": _exports,
    "presses": _presses,
}


def main() -> int:
    """Run the named ones, or all; 1 where something was that must not be."""
    about = "\n".join(f"{name:>12}  {each.__doc__}" for name, each in CAMPAIGNS.items())
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("python -m tests.faults", description=about, formatter_class=formatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="all, if none is named")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="replays the same one")
    parser.add_argument("--kills", type=int, help="of answers and broadcast")
    parser.add_argument("--webhook", action="store_true", help="answers: Telegram pushes updates")
    parser.add_argument("--followers", type=int, help="of all that have some")
    parser.add_argument("--rate", type=int, default=100, help="messages a second of broadcast")
    parser.add_argument("--storms", type=int, default=1000, help="how many there are")
    parser.add_argument("--populations", type=int, default=10_000, help="of disclosure")
    parser.add_argument("--responses", type=int, default=100_000, help="of month")
    parser.add_argument("--seasons", type=int, default=30, help="towns of disclosure with reports beside digests")
    parser.add_argument("--sleep", type=float, default=300.0, help="seconds of frozen")
    parser.add_argument("--count", type=int, default=100_000, help="texts of spreadsheet, attempts of presses")
    parser.add_argument("--answers", type=int, default=1_000_000, help="of export")
    parser.add_argument("--flood", type=int, default=200, help="attempts a second of presses")
    given = parser.parse_args()
    if unknown := set(given.names) - CAMPAIGNS.keys():
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(CAMPAIGNS)}")
    return max(_run(name, given) for name in given.names or CAMPAIGNS)


def _run(name: str, given: argparse.Namespace) -> int:
    print(f"{name}, seed {given.seed}: {CAMPAIGNS[name].__doc__}", flush=True)
    with tempfile.TemporaryDirectory(prefix="lofteskollen-faults-") as folder:
        try:
            figures = asyncio.run(_awaited(CAMPAIGNS[name](Path(folder), given)))
        except MissingError as missing:
            print(missing, flush=True)
            return 1
    print(figures.table, flush=True)
    return 1 if figures.faults else 0


async def _awaited(figures: Awaitable[Figures]) -> Figures:
    return await figures


def _tell(what: str) -> None:
    print(f"  {what}", flush=True)


def _tell_tens(kills: int) -> None:
    if kills % 10 == 0:
        print(f"  {kills} kills", flush=True)


if __name__ == "__main__":
    sys.exit(main())
