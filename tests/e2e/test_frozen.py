from pathlib import Path

import pytest

from tests.faults.frozen import frozen
from tests.postgres import Server

pytestmark = pytest.mark.timeout(300)  # the other bot waits 40 s before it takes over


async def test_of_two_bots_the_one_that_sends_is_frozen_and_wakes_up_and_nobody_gets_a_digest_twice(
    tmp_path: Path, postgres: Server
) -> None:
    came = await frozen(tmp_path, postgres, followers=200, sleep=20.0, rate=20)
    assert came.sent_meanwhile > 0
    assert came.digests_composed == 1
    assert came.faults == {}
