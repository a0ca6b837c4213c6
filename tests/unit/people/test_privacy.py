from pathlib import Path

import pytest

from people.errors import PrivacyFileErrors
from people.privacy import Kept, Rule, doubts, read_privacy

SANDVIKEN = Path(__file__).parents[3] / "content" / "sandviken" / "privacy.yaml"
FILE = """\
languages: [sv, en]
controller:
  name: {sv: Staden, en: The town}
  contact: telefon 026-24 00 00
  legal_basis: {sv: Allmänt intresse, en: Public interest}
  source: https://example.org/privacy
  confirmed: true
retention:
  free_text: {days: 90, decision: "KS2026/123"}
  partial: {days: 30}
  submitted: {days: 730}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "privacy.yaml"
    file.write_text(FILE, encoding="utf-8")
    return file


def change(path: Path, old: str, new: str) -> None:
    assert old in FILE
    path.write_text(FILE.replace(old, new), encoding="utf-8")


def test_the_facts_are_read_as_they_are_written(path: Path) -> None:
    privacy = read_privacy(path)
    assert privacy.controller.name == {"sv": "Staden", "en": "The town"}
    assert privacy.controller.contact == "telefon 026-24 00 00"
    assert privacy.rules[Kept.FREE_TEXT] == Rule(90, "KS2026/123")


def test_only_a_rule_with_a_decision_counts_and_the_rest_are_doubts(path: Path) -> None:
    privacy = read_privacy(path)
    assert [privacy.decided(kept) for kept in Kept] == [Rule(90, "KS2026/123"), None, None, None]
    assert ["partial" in doubt or "submitted" in doubt for doubt in doubts(privacy)] == [True, True]


def test_the_police_read_nothing_unless_a_decision_is_named_and_then_it_is_a_doubt(path: Path) -> None:
    assert read_privacy(path).police_reads == ""
    path.write_text(f'{FILE}police_reads: {{decision: "KS2026/124"}}\n', encoding="utf-8")
    privacy = read_privacy(path)
    assert privacy.police_reads == "KS2026/124"
    assert [doubt for doubt in doubts(privacy) if "KS2026/124" in doubt]


@pytest.mark.parametrize("written", ["true", "{}", '{decision: ""}', "{because: yes}"])
def test_what_names_no_decision_opens_nothing_and_is_a_problem(path: Path, written: str) -> None:
    path.write_text(f"{FILE}police_reads: {written}\n", encoding="utf-8")
    with pytest.raises(PrivacyFileErrors) as caught:
        read_privacy(path)
    assert str(caught.value).startswith(f"{path}:12:")


def test_a_controller_who_has_not_confirmed_is_a_doubt(path: Path) -> None:
    change(path, "confirmed: true", "confirmed: false")
    assert "has not confirmed" in doubts(read_privacy(path))[0]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("days: 30", "days: 0", 10, "whole number from 1"),
        ("days: 30", "days: soon", 10, "whole number from 1"),
        ("  partial: {days: 30}\n", "", 9, '"partial"'),
        ("days: 730}", "days: 730, until: spring}", 11, '"until" is not known'),
        ('decision: "KS2026/123"', 'decision: ""', 9, "empty"),
        ("{sv: Staden, en: The town}", "{sv: Staden}", 3, '"en"'),
        ("https://example.org/privacy", "example.org", 6, "https://"),
        ("confirmed: true", "confirmed: perhaps", 7, "true or false"),
        ("telefon 026-24 00 00", '""', 4, "empty"),
        ("[sv, en]", "[en]", 1, "Swedish"),
    ],
)
def test_every_problem_is_told_with_its_place(path: Path, old: str, new: str, line: int, words: str) -> None:
    change(path, old, new)
    with pytest.raises(PrivacyFileErrors) as caught:
        read_privacy(path)
    assert any(problem.line == line and words in problem.message for problem in caught.value.problems)
    assert str(caught.value).startswith(f"{path}:{line}:")


def test_all_problems_come_at_once(path: Path) -> None:
    path.write_text(FILE.replace("days: 30", "days: 0").replace("confirmed: true", "confirmed: 7"), encoding="utf-8")
    with pytest.raises(PrivacyFileErrors) as caught:
        read_privacy(path)
    assert len(caught.value.problems) == 2


def test_the_shipped_facts_promise_nothing_that_nobody_has_decided() -> None:
    privacy = read_privacy(SANDVIKEN)
    assert [privacy.decided(kept) for kept in Kept] == [None] * len(Kept)
    assert len(doubts(privacy)) == 1 + len(Kept)
