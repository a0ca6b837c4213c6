"""How long the import of Telegram's library takes, which is nearly all of a start."""

import time

from tests.benchmarks.processes import process


async def seconds_to_run(code: str) -> float:
    """How long `python -c CODE` takes."""
    began = time.monotonic()
    async with process("-c", code) as started:
        await started.wait()
        return time.monotonic() - began
