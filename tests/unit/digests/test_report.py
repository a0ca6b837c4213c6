from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

import pytest

from digests.report import (
    Answered,
    Report,
    ReportWork,
    hide_the_second,
    months_of,
    report,
    rounded,
)
from digests.report_page import ReportPage
from localization.catalogue import Catalogues
from survey.questionnaire import Choice, Kind, Question

K = 5
NOVEMBER = months_of(date(2026, 11, 7), date(2026, 11, 7))


def question(name: str, *options: str) -> Question:
    choices = tuple(Choice(option, {"sv": f"<{option}> & co"}) for option in options)
    return Question(name, Kind.SELECT_ONE, {"sv": f"Vad <{name}>?"}, choices=choices)


SAFE, AREA = question("safe", "yes", "no"), question("area", "north", "south")


@dataclass
class Town:
    """People by area and answer; it is also the unit of work."""

    people: list[tuple[str, str]] = field(default_factory=list)
    remembered: dict[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)

    @property
    def report_counts(self) -> "Town":
        return self

    @property
    def releases(self) -> "Town":
        return self

    def chosen(self, round_name: str, first: date, last: date, question: str, /) -> Mapping[str, int]:
        answers = [safe if question == "safe" else area for area, safe in self.people]
        return {option: answers.count(option) for option in set(answers)}

    def crossed(self, round_name: str, first: date, last: date, question: str, by: str, /) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for area, safe in self.people:
            found.setdefault(area, {}).setdefault(safe, 0)
            found[area][safe] += 1
        return found

    def shown(self, audience: str, table: str, /) -> Mapping[str, int]:
        return self.remembered.get((audience, table), {})

    def remember(self, audience: str, table: str, cells: Mapping[str, int], /) -> None:
        self.remembered[audience, table] = cells


def told(town: ReportWork) -> Answered:
    [safe] = report(town, "first", [SAFE], [AREA], NOVEMBER, K)
    return safe


@pytest.mark.parametrize(("count", "shown"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (100, 100)])
def test_a_count_is_rounded_to_the_nearest_k(count: int, shown: int) -> None:
    assert rounded(count, K) == shown


def test_months_are_whole() -> None:
    months = months_of(date(2024, 2, 28), date(2024, 2, 1))
    assert (months.first, months.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_where_one_row_alone_is_hidden_the_smallest_is_hidden_with_it() -> None:
    rows: dict[str, dict[str, int | None]] = {
        "a": {"x": 30, "y": 10},
        "b": {"x": 10, "y": None},
        "c": {"x": None, "y": None},
    }
    assert hide_the_second(rows) == {
        "a": {"x": 30, "y": 10},
        "b": {"x": None, "y": None},
        "c": {"x": None, "y": None},
    }


def test_fewer_than_k_are_not_shown_and_neither_is_nobody() -> None:
    found = told(Town([("north", "yes")] * 6 + [("south", "no")] * 4))
    assert found.cells == {"yes": 5, "no": None}
    assert not any(split.is_shown for split in found.splits)


def test_a_few_more_change_no_figure() -> None:
    town = Town([("north", "yes")] * 7 + [("south", "yes")] * 7)
    before = told(town)
    for _ in range(4):
        town.people.append(("north", "yes"))
        assert told(town) == before


@pytest.mark.parametrize("seed", range(200))
def test_no_row_alone_is_hidden_of_an_option_whose_total_is_shown(seed: int) -> None:
    """Else its count would be that total minus the rows shown."""
    random = Random(seed)
    people = [
        (random.choice(("north", "north", "south")), random.choice(("yes", "yes", "yes", "no"))) for _ in range(60)
    ]
    found = told(Town(people[: random.randrange(5, 60)]))
    for option, total in found.cells.items():
        for split in found.splits:
            hidden = [row for row, cells in split.rows.items() if cells[option] is None]
            assert total is None or len(hidden) != 1


def page(people: list[tuple[str, str]], *, sample: bool = False) -> str:
    answered = report(Town(people), "first", [SAFE, AREA], [AREA], NOVEMBER, K)
    return ReportPage(Report(NOVEMBER, K, answered, sample), "Staden <b>", Catalogues().words("sv")).html()


def test_the_page_says_what_it_is_about_and_escapes_what_content_says() -> None:
    told = page([("north", "yes")] * 10)
    assert '<html lang="sv" dir="ltr">' in told
    assert "Svar som kom 1 november 2026 – 30 november 2026." in told
    assert "Vad &lt;safe&gt;? Vanligast: &lt;yes&gt; &amp; co: 10." in told
    assert "<yes>" not in told
    assert "Staden <b>" not in told
    assert "Det är inget slumpat urval." in told
    assert "Exempel." not in told


def test_made_up_figures_say_so_in_the_summary_too() -> None:
    assert page([("north", "yes")] * 10, sample=True).count("Siffrorna är påhittade.") == 2


def test_where_there_is_nothing_the_page_says_so() -> None:
    assert "Det finns inget att visa. Inget svarsalternativ har valts av 5 eller fler." in page([("north", "yes")] * 4)
