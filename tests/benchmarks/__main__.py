"""`make bench`: each measure beside its baseline, in one run. Absolute times belong to this machine, ratios travel."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.answering import Answering
from tests.benchmarks.composing import composing
from tests.benchmarks.measures import of_answering, of_composing, of_sending
from tests.benchmarks.processes import BenchError, Folders
from tests.benchmarks.report import Measure, table
from tests.benchmarks.sending import Sending, evenness

ROUNDS = 3


async def measure(folders: Folders) -> list[Measure]:
    """Run everything; each figure is the median of its rounds."""
    answering, sending = Answering(folders), Sending(folders)
    for number in range(1, ROUNDS + 1):
        print(f"round {number} of {ROUNDS}", flush=True)
        await answering.round()
        await sending.round()
    print("sending at the set rate", flush=True)
    even = await evenness(folders)
    print("composing among a million answers", flush=True)
    return of_answering(answering) + of_sending(sending, even) + of_composing(await composing(folders))


def main() -> int:
    """Measure and print. A missed target is a figure, not a failure; 1 only where something broke."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lofteskollen-bench-") as root:
        try:
            measures = asyncio.run(measure(Folders(Path(root))))
        except BenchError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"\n{table(measures)}\n\n{time.monotonic() - began:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
