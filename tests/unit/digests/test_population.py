from datetime import date
from pathlib import Path

import pytest

from digests.errors import PopulationFileErrors
from digests.population import Inhabitants, Population, doubts, read_population
from digests.unheard import unheard

OPTIONS = {"area": ("centre", "north"), "language": ("sv", "en")}
GOOD = """\
groups:
  - question: area
    figures:
      - option: centre
        people: 900
        source: https://www.scb.se
        as_of: 2025-12-31
        confirmed: true
      - option: north
        people: 100
        source: https://www.scb.se
        as_of: 2025-12-31
        confirmed: false
"""


def read(tmp_path: Path, text: str) -> Population:
    file = tmp_path / "population.yaml"
    file.write_text(text, encoding="utf-8")
    return read_population(file, OPTIONS)


def test_figures_are_read_and_those_nobody_looked_up_are_named(tmp_path: Path) -> None:
    population = read(tmp_path, GOOD)
    assert {option: each.people for option, each in population.of("area").items()} == {"centre": 900, "north": 100}
    (doubt,) = doubts(population)
    assert "north" in doubt
    assert "centre" not in doubt


def test_without_the_file_nothing_is_compared(tmp_path: Path) -> None:
    assert read_population(tmp_path / "population.yaml", OPTIONS) == Population()
    assert read(tmp_path, "groups: []\n") == Population()
    (doubt,) = doubts(Population())
    assert "whom we have not heard" in doubt


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        (GOOD.replace("people: 900", "people: many"), 5, "a whole number"),
        (GOOD.replace("people: 100", "people: 0"), 10, "a whole number"),
        (GOOD.replace("option: north", "option: south"), 9, '"south" is not known here'),
        (GOOD.replace("option: north", "option: centre"), 9, "here twice"),
        (GOOD.replace("question: area", "question: shoes"), 2, '"shoes" is not known here'),
        (GOOD.replace("https://www.scb.se", "somewhere", 1), 6, "https://"),
        (GOOD.replace("as_of: 2025-12-31", "as_of: last year", 1), 7, "a date is expected"),
        (GOOD.replace("        confirmed: true\n", ""), 4, '"confirmed"'),
        ("groups: [", 1, "not YAML"),
        ("", 1, "empty"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, wrong: str, line: int, said: str) -> None:
    with pytest.raises(PopulationFileErrors) as broken:
        read(tmp_path, wrong)
    assert any(problem.line == line and said in problem.message for problem in broken.value.problems), broken.value


def people(**of: int) -> dict[str, Inhabitants]:
    return {
        name: Inhabitants(count, "https://www.scb.se", date(2025, 12, 31), confirmed=True) for name, count in of.items()
    }


def test_a_group_heard_far_less_than_its_part_is_named_the_most_silent_first() -> None:
    found = unheard("area", {"centre": 300, "north": 20, "lake": 5}, 4, people(centre=500, north=300, lake=200))
    assert [(each.option, each.known, each.part) for each in found] == [("lake", 5, 0.2), ("north", 20, 0.3)]


@pytest.mark.parametrize(
    ("known", "held_back"),
    [
        ({"centre": 10, "north": 0}, 4),  # too few of all to say anything of one
        ({"centre": 50, "north": 30}, 4),
        ({"centre": 60, "north": 12}, 24),  # the guard may hide so many that it is none
    ],
)
def test_a_group_is_not_named_where_it_may_be_the_guards_doing(known: dict[str, int], held_back: int) -> None:
    assert unheard("area", known, held_back, people(centre=600, north=400)) == ()
