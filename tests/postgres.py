"""A PostgreSQL server of our own, from Debian's packages, for as long as the tests run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "lofteskollen"
_QUICK = "-c fsync=off -c full_page_writes=off -c max_connections=60 -c listen_addresses=''"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, reached through a socket in its own folder."""

    programs: Path
    folder: Path

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://{_USER}@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template0") -> None:
        self._run("createdb", "--template", template, name)

    def drop(self, name: str) -> None:
        self._run("dropdb", "--force", name)

    def halt(self) -> None:
        """As when the machine it is on goes away."""
        _as_server(self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def resume(self) -> None:
        """It is back, at the same place."""
        _start(self.programs, self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        where = ("--host", str(self.folder), "--username", _USER)
        subprocess.run([self.programs / program, *where, *arguments], check=True, capture_output=True)


def find_programs() -> Path | None:
    """The folder of the newest installed server's programs."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """A fresh server; all of it is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        _as_server(programs / "initdb", "-D", data, "-U", _USER, "-E", "UTF8", "--locale=C", "-A", "trust", "-N")
        _start(programs, folder)
        try:
            yield Server(programs, folder)
        finally:
            _as_server(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _start(programs: Path, folder: Path) -> None:
    options = f"{_QUICK} -c unix_socket_directories={folder}"
    _as_server(programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", options, "-w", "start")


def _as_server(*command: str | Path) -> None:
    """PostgreSQL refuses to run as root."""
    other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    subprocess.run([*other, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
