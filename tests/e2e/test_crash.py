from pathlib import Path

from tests.faults.campaign import campaign


async def test_killed_in_the_middle_the_bot_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    figures = await campaign(tmp_path, kills=3, seed=3)
    assert figures.answers > figures.residents * 5
    assert figures.faults == {}
