"""A date that is none, given to a command: one sentence, and no file."""

from pathlib import Path

import pytest

from tests.process import environment, run_words


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("export", "--format", "csv", "--since", "2026-02-30", "--output"), "--since"),
        (("export", "--format", "csv", "--until", "i går", "--output"), "--until"),
        (("report", "--from", "2026-13-01", "--to", "2026-03-01", "--output"), "--from"),
    ],
)
async def test_a_date_that_is_none_is_said_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], named: str
) -> None:
    file = tmp_path / "out"
    outcome = await run_words(*words, str(file), env=environment(tmp_path, "http://127.0.0.1:9", "1:x"))
    assert outcome.code == 2
    assert named in outcome.err
    assert "Traceback" not in outcome.err
    assert not file.exists()
