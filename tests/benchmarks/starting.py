"""How long the import of Telegram's library takes, which is nearly all of a start."""

import time
from statistics import median

from tests.benchmarks.processes import process

_TIMES = 3


async def seconds_to_run(code: str) -> float:
    """How long `python -c CODE` takes, the median of a few times."""
    return median([await _once(code) for _ in range(_TIMES)])


async def _once(code: str) -> float:
    began = time.monotonic()
    async with process("-c", code) as started:
        await started.wait()
        return time.monotonic() - began
