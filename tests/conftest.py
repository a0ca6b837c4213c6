"""One PostgreSQL server for all tests that want one, and no test that fails for being slow."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import Server, find_programs, running_server

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


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
