"""A broken file of the population: every problem at once, by file and line, from the check and at the start."""

import shutil
from pathlib import Path

import pytest

from tests.process import ROOT, environment, run_words

BROKEN = """\
groups:
  - question: area
    figures:
      - option: centre
        people: many
        source: somewhere
        as_of: last year
        confirmed: perhaps
      - option: the moon
        people: 0
        source: https://www.scb.se
        as_of: 2025-12-31
        confirmed: true
      - option: north
        people: 100
  - question: shoes
    figures: []
  - question: area
    figures: []
"""
SAID = {
    5: "a whole number",
    6: "https://",
    7: "a date is expected",
    8: "true or false",
    9: '"the moon" is not known here',
    10: "a whole number",
    14: '"source"',
    16: '"shoes" is not known here',
    18: '"area" is here twice',
}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The settings of a bot with that file; there is no Telegram, which is not even asked."""
    town = Path(shutil.copytree(ROOT / "content" / "sandviken", tmp_path / "town"))
    (town / "population.yaml").write_text(BROKEN, encoding="utf-8")
    return environment(tmp_path, "http://127.0.0.1:9", "1:x", CONTENT_DIR=str(town))


@pytest.mark.parametrize("word", ["check", "run"])
async def test_each_line_that_is_wrong_is_named_and_what_belongs_there(
    tmp_path: Path, env: dict[str, str], word: str
) -> None:
    outcome = await run_words(word, env=env)
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    for line, said in SAID.items():
        named = [each for each in outcome.problems if f"population.yaml:{line}:" in each]
        assert any(said in each for each in named), (line, said, outcome.problems)
    assert not (tmp_path / "data" / "test.db").exists() or word == "check"


async def test_a_file_that_is_no_yaml_names_the_line_where_reading_ended(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "town" / "population.yaml").write_text("groups:\n  - question: [\n", encoding="utf-8")
    outcome = await run_words("check", env=env)
    assert outcome.code == 1
    assert [each for each in outcome.problems if "population.yaml:" in each and "not YAML" in each]
