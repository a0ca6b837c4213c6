"""The processes of a measure: the stand-in Bot API, our bot, and the baselines."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.process import ROOT

TOKEN = "7000000001:the-stand-in-checks-nothing-at-all"
PATIENCE = 90.0
"""Seconds after which something is broken."""


class BenchError(Exception):
    """A process of the bench failed or hangs."""


@dataclass(frozen=True, slots=True)
class StandInApi:
    """The stand-in from the bench's side."""

    url: str
    http: aiohttp.ClientSession

    async def ask(self, what: str, **values: Any) -> dict[str, Any]:
        """Ask the stand-in for something and wait until it is done."""
        async with self.http.post(f"{self.url}/bench/{what}", json=values) as response:
            response.raise_for_status()
            return dict(await response.json())


@asynccontextmanager
async def process(*words: str, env: Mapping[str, str] | None = None) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python WORDS` where no `.env` lies, ended when left. Its complaints are told only where the measure fails."""
    with tempfile.TemporaryFile() as complaints:
        started = await asyncio.create_subprocess_exec(
            sys.executable, *words, cwd=tempfile.gettempdir(), env={**(env or os.environ), "PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=complaints,
        )  # fmt: skip
        try:
            yield started
        except (TimeoutError, aiohttp.ClientError) as error:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").splitlines()[-3:]
            raise BenchError("\n".join([f"python {' '.join(words)}: {error!r}", *said])) from error
        finally:
            if started.returncode is None:
                started.kill()
            await started.communicate()


@asynccontextmanager
async def stand_in() -> AsyncIterator[StandInApi]:
    """A fresh stand-in."""
    async with process("-m", "tests.benchmarks.stand_in") as server:
        assert server.stdout is not None
        url = f"http://127.0.0.1:{int(await server.stdout.readline())}"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as http:
            yield StandInApi(url, http)


def bot_module(name: str) -> tuple[str, str]:
    """The words that start a bot of the bench."""
    return "-m", f"tests.benchmarks.bots.{name}"


@dataclass(frozen=True, slots=True)
class Folders:
    """Fresh data folders, one for each bot that is started."""

    root: Path

    def new(self) -> Path:
        number = len(list(self.root.iterdir()))
        folder = self.root / f"bot{number}"
        folder.mkdir()
        return folder
