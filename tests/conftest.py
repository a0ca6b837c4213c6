"""One PostgreSQL server for all tests that want one."""

import os
from collections.abc import Iterator

import pytest

from tests.postgres import Server, find_programs, running_server


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
