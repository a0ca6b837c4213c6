"""Answers sorted before any word list was seen show what the lists notice and what they raise for nothing.

The lists were then worked on until they noticed what is in `concern_texts`: what they do with those is a promise kept,
not a measure. A second set, written by somebody else afterwards, was measured once (71 of 98 direct words were noticed)
and then joined to it. `concern_texts_never_tuned` was written and committed before that work and measured just before
and just after it: 104 of 119 direct words before, 118 after. That flatters: the same hand wrote the set and, within the
hour, the lists. Who writes differently is missed more often, as the second set showed. So help is on every screen, and
the lists only add to it.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from people.concern.category import Category
from people.concern.concerns import Concerns
from tests.shipped import shipped

pytestmark = pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them

TEXTS = Path(__file__).parent / "concern_texts"
NEVER_TUNED = Path(__file__).parent / "concern_texts_never_tuned"
LANGUAGES = ("sv", "en", "ar", "so", "fa", "fi", "uk")
NONE = "none"
CALM_MANNERS = {"joke", "negation", "quote", "ordinary"}
CONCERNED_MANNERS = {"direct", "indirect", "third_person"}
TIPS = {"crime_now", "suspect"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote, how it was sorted, and what was noticed."""

    language: str
    text: str
    category: str
    manner: str
    noticed: Category | None

    def __str__(self) -> str:
        return f"{self.language} {self.category} ({self.manner}) taken for {self.noticed or NONE}: {self.text}"


@pytest.fixture(scope="module")
def concerns() -> Concerns:
    return shipped().concerns


@pytest.fixture(scope="module")
def answers(concerns: Concerns) -> tuple[Answer, ...]:
    return read_answers(TEXTS, concerns)


@pytest.fixture(scope="module")
def never_tuned(concerns: Concerns) -> tuple[Answer, ...]:
    return read_answers(NEVER_TUNED, concerns)


@pytest.fixture(scope="module")
def direct(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if answer.manner == "direct")


@pytest.fixture(scope="module")
def calm(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if answer.category == NONE)


def read_answers(folder: Path, concerns: Concerns) -> tuple[Answer, ...]:
    return tuple(
        Answer(language, item["text"], item["category"], item["manner"], concerns.notice(item["text"]))
        for language in LANGUAGES
        for item in YAML(typ="safe", pure=True).load((folder / f"{language}.yaml").read_text(encoding="utf-8"))
    )


def share_noticed(answers: Iterable[Answer]) -> float:
    noticed = [answer.noticed is not None for answer in answers]
    return sum(noticed) / len(noticed)


def listed(answers: Iterable[Answer]) -> str:
    return "\n" + "\n".join(str(answer) for answer in answers)


def missed(answers: Iterable[Answer]) -> str:
    return listed(answer for answer in answers if answer.noticed is None)


def raised(answers: Iterable[Answer]) -> str:
    return listed(answer for answer in answers if answer.noticed is not None)


def in_language(language: str, answers: Iterable[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.language == language]


def table(answers: tuple[Answer, ...]) -> str:
    """Noticed of all, a column for each language; of all languages, how many in the right category and as a tip."""
    columns = "".join(f"{name:>9}" for name in (*LANGUAGES, "all", "right", "as tip"))
    lines = [f"{'category':15}{'manner':14}{columns}"]
    groups = dict.fromkeys((answer.category, answer.manner) for answer in answers)
    for category, manner in groups:
        group = [answer for answer in answers if (answer.category, answer.manner) == (category, manner)]
        cells = [*(fraction(in_language(language, group)) for language in LANGUAGES), fraction(group)]
        right = sum(answer.noticed == category for answer in group)
        tips = sum(answer.noticed is not None and answer.noticed.is_tip for answer in group)
        lines.append(f"{category:15}{manner:14}" + "".join(f"{cell:>9}" for cell in (*cells, right, tips)))
    return "\n".join(lines)


def fraction(answers: list[Answer]) -> str:
    return f"{sum(answer.noticed is not None for answer in answers)}/{len(answers)}"


def test_what_is_noticed_is_told_by_language_category_and_manner(answers: tuple[Answer, ...]) -> None:
    text = table(answers)
    sys.stdout.write(f"\n{text}\n")
    assert len(text.splitlines()) == 1 + len({(answer.category, answer.manner) for answer in answers})


def test_the_set_is_large_varied_and_mostly_calm(answers: tuple[Answer, ...], calm: tuple[Answer, ...]) -> None:
    assert len(answers) >= 300
    assert len({answer.text.casefold() for answer in answers}) == len(answers)
    assert 0.45 <= len(calm) / len(answers) <= 0.6
    assert sum(answer.manner == "ordinary" for answer in calm) > len(calm) / 2


def test_every_answer_is_sorted_into_a_category_and_a_manner_that_belong_together(answers: tuple[Answer, ...]) -> None:
    for answer in answers:
        calm = answer.category == NONE
        assert calm or answer.category in set(Category), answer
        assert answer.manner in (CALM_MANNERS if calm else CONCERNED_MANNERS), answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_for_help_is_noticed_in_every_language(language: str, direct: tuple[Answer, ...]) -> None:
    mine = in_language(language, direct)
    assert share_noticed(mine) >= 0.90, missed(mine)


def test_who_asks_for_help_is_noticed(direct: tuple[Answer, ...]) -> None:
    assert share_noticed(direct) >= 0.95, missed(direct)


def test_who_is_in_trouble_themselves_is_not_lost_behind_those_who_tip(direct: tuple[Answer, ...]) -> None:
    troubled = [answer for answer in direct if answer.category not in TIPS]
    assert share_noticed(troubled) >= 0.95, missed(troubled)


def test_a_tip_is_noticed_as_a_tip_or_as_another_concern(direct: tuple[Answer, ...]) -> None:
    tips = [answer for answer in direct if answer.category in TIPS]
    assert share_noticed(tips) >= 0.90, missed(tips)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_opinion_about_safety_raises_no_alarm_in_any_language(language: str, calm: tuple[Answer, ...]) -> None:
    mine = in_language(language, calm)
    assert share_noticed(mine) <= 0.08, raised(mine)


def test_an_opinion_about_safety_raises_no_alarm(calm: tuple[Answer, ...]) -> None:
    assert share_noticed(calm) <= 0.05, raised(calm)


def test_of_direct_words_that_no_list_was_tuned_for_no_fewer_are_noticed_than_were_measured(
    never_tuned: tuple[Answer, ...],
) -> None:
    sys.stdout.write(f"\nnever tuned for:\n{table(never_tuned)}\n")
    direct = [answer for answer in never_tuned if answer.manner == "direct"]
    assert share_noticed(direct) >= 118 / 119, missed(direct)


@pytest.mark.parametrize(
    ("manner", "measured"), [("ordinary", 1 / 86), ("joke", 2 / 20), ("negation", 0), ("quote", 1 / 20)]
)
def test_of_calm_answers_that_no_list_was_tuned_for_no_more_raise_an_alarm_than_were_measured(
    manner: str, measured: float, never_tuned: tuple[Answer, ...]
) -> None:
    calm = [answer for answer in never_tuned if answer.manner == manner]
    assert share_noticed(calm) <= measured, raised(calm)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_residents_write_of_safety_raises_an_alarm_in_no_more_than_one_of_twenty(
    language: str, answers: tuple[Answer, ...], never_tuned: tuple[Answer, ...]
) -> None:
    ordinary = [answer for answer in in_language(language, answers + never_tuned) if answer.manner == "ordinary"]
    assert share_noticed(ordinary) <= 0.05, raised(ordinary)


def test_no_answer_is_in_both_sets(answers: tuple[Answer, ...], never_tuned: tuple[Answer, ...]) -> None:
    assert not {answer.text.casefold() for answer in answers} & {answer.text.casefold() for answer in never_tuned}
