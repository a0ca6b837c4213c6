"""One PostgreSQL server for all tests that want one, and no test that fails for being slow."""

import os
from collections.abc import Iterator
from importlib import import_module

import pytest
from coverage import Coverage
from hypothesis import settings

from tests.postgres import Server, find_programs, running_server

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Let each worker count once.

    pytest-cov starts its main process's counting in the workers too, where it would go on whenever `no_cover` stops the
    worker's own. And what is not ours is read before it is watched: aiogram makes a thousand classes.
    """
    idle = Coverage.current() if hasattr(session.config, "workerinput") else None
    if idle is not None:
        idle.stop()
        import_module("aiogram")


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
