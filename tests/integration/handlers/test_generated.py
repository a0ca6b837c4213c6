"""Generated conversations, some at the same time; `python -m tests.conversations` has as many as one likes."""

import pytest

from tests.conversations.__main__ import talk

pytestmark = [
    pytest.mark.no_cover,  # the same lines again and again, and counting them takes longer than running them
    pytest.mark.timeout(300),  # half a minute's work, of which a busy machine may make more
]

SEED = 20261124


async def test_whatever_people_do_they_reach_the_end_and_what_is_kept_is_what_they_said() -> None:
    assert await talk(0, 60, SEED) > 60 * 10
