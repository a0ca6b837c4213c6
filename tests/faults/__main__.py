"""`python -m tests.faults`: the long crash campaign."""

import argparse
import asyncio
import secrets
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.faults.campaign import campaign


def main() -> int:
    """Run it and print its figures; 1 where anything was lost or came twice."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="replays the same residents")
    given = parser.parse_args()
    print(f"seed {given.seed}")
    with tempfile.TemporaryDirectory(prefix="lofteskollen-faults-") as folder:
        figures = asyncio.run(campaign(Path(folder), kills=given.kills, seed=given.seed, tell=_tell))
    print(*(f"{name.replace('_', ' '):>20} {value}" for name, value in asdict(figures).items()), sep="\n")
    return 1 if figures.faults else 0


def _tell(kills: int) -> None:
    if kills % 10 == 0:
        print(f"{kills} kills", flush=True)


if __name__ == "__main__":
    sys.exit(main())
