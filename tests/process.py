"""The real process, started as an operator starts it, against a simulated Telegram over HTTP."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEY = "a key for tests only, of no use anywhere"


def environment(folder: Path, url: str, token: str, **settings: str) -> dict[str, str]:
    """Settings of a bot whose data lies in `folder` and whose Telegram is at `url`."""
    inherited = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "COVERAGE_PROCESS_START") if name in os.environ
    }
    own = {
        "BOT_TOKEN": token,
        "BOT_API_URL": url,
        "SECRET_KEY": KEY,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'data' / 'test.db'}",
        "CONTENT_DIR": str(ROOT / "content" / "sandviken"),
    }
    return inherited | own | settings


@dataclass(slots=True)
class BotProcess:
    """A running bot."""

    process: asyncio.subprocess.Process
    log: Path

    async def kill(self) -> None:
        """As a crash or a power cut: no chance to do anything."""
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """As systemd stops it; returns the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.process.wait()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


async def start_words(*words: str, env: Mapping[str, str], cwd: Path | None = None) -> asyncio.subprocess.Process:
    """Start `lofteskollen WORDS`, never where a developer's `.env` is."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, env=dict(env), cwd=cwd or tempfile.gettempdir(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def run_words(*words: str, env: Mapping[str, str], cwd: Path | None = None, typed: str = "") -> Outcome:
    """Run `lofteskollen WORDS` to its end, with `typed` as what somebody types."""
    process = await start_words(*words, env=env, cwd=cwd)
    out, err = await process.communicate(typed.encode())
    assert process.returncode is not None
    return Outcome(process.returncode, out.decode(), err.decode())


async def start_bot(env: Mapping[str, str], log: Path) -> BotProcess:
    """Start `lofteskollen run` in the folder of its log, where no `.env` of a developer is."""
    with log.open("ab") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=dict(env),
            cwd=log.parent,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    return BotProcess(process, log)


@asynccontextmanager
async def running_bot(env: Mapping[str, str], log: Path) -> AsyncIterator[BotProcess]:
    """A bot that is stopped at the end, however the test ends."""
    bot = await start_bot(env, log)
    try:
        yield bot
    finally:
        if bot.process.returncode is None:
            bot.process.kill()
            await bot.process.wait()
