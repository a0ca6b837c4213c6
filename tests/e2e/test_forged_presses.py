from pathlib import Path

import pytest

from tests.faults.presses import presses

pytestmark = pytest.mark.timeout(400)


async def test_forged_and_replayed_presses_leave_a_line_each_and_nothing_else(tmp_path: Path) -> None:
    figures = await presses(tmp_path, count=300, seed=3, rate=150)
    assert figures.told > 0
    assert figures.flood_presses > 0
    assert figures.faults == {}
