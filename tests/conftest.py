"""One PostgreSQL server for all tests that want one, and no test that fails for being slow."""

import os
from collections.abc import Iterator

import pytest
from coverage import Coverage
from hypothesis import settings

from tests.postgres import Server, find_programs, running_server

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """pytest-cov starts its main process's counting in each worker too: it would go on where `no_cover` stops the other."""
    idle = Coverage.current() if hasattr(session.config, "workerinput") else None
    if idle is not None:
        idle.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    programs = find_programs()
    if programs is None:
        reason = "PostgreSQL's initdb is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with running_server(programs) as server:
        yield server
