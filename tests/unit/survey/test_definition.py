"""Reading questionnaires: one broken file a rule, with what is said of it as `# line:column: message` at its end."""

from pathlib import Path

import pytest

from survey.condition import Answered, Any, Chosen, Every, Not
from survey.definition import LATEST_VERSION, read_questionnaire
from survey.errors import DefinitionErrors, SurveyError
from survey.questionnaire import Kind

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.yaml"))

HEAD = """\
name: q
version: 1
round: first
languages: [sv]
title: {sv: T}
questions:
  - type: select_one
    name: age
    label: {sv: Ålder}
    choices: [{name: young, label: {sv: Ung}}, {name: old, label: {sv: Gammal}}]
  - type: text
    name: wish
    label: {sv: Önskan}
"""


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_problem_is_told_with_its_place(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [f"{path}:{line.removeprefix('# ')}" for line in lines if line.startswith("# ")]
    with pytest.raises(DefinitionErrors) as caught:
        read_questionnaire(path)
    assert str(caught.value).splitlines() == expected
    assert expected


def test_a_file_that_is_not_there_is_a_problem_like_any_other(tmp_path: Path) -> None:
    with pytest.raises(SurveyError, match=r"gone\.yaml:1:1: cannot be read"):
        read_questionnaire(tmp_path / "gone.yaml")


def test_what_is_left_out_has_the_usual_value(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(HEAD, encoding="utf-8")
    questionnaire = read_questionnaire(path)
    age, wish = questionnaire.questions
    assert (questionnaire.name, questionnaire.version, questionnaire.round) == ("q", 1, "first")
    assert (age.kind, wish.kind) == (Kind.SELECT_ONE, Kind.TEXT)
    assert (age.required, age.prefer_not, age.relevant, age.most, age.hint) == (False, True, None, 0, {})
    assert wish.max_length == 1000


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{question: age, is: [young, old]}", Chosen("age", ("young", "old"))),
        ("{question: age, answered: true}", Answered("age")),
        ("{question: age, answered: false}", Not(Answered("age"))),
        ("{not: {question: age, is: [old]}}", Not(Chosen("age", ("old",)))),
        ("{any: [{question: age, is: [old]}]}", Any((Chosen("age", ("old",)),))),
        ("{every: [{question: age, answered: true}]}", Every((Answered("age"),))),
    ],
)
def test_conditions_are_read_as_written(tmp_path: Path, written: str, condition: object) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(f"{HEAD}    relevant: {written}\n", encoding="utf-8")
    assert read_questionnaire(path).questions[1].relevant == condition


def test_the_longest_button_fits_telegram() -> None:
    longest = f"s:{LATEST_VERSION}:c:{'q' * 20}:{'o' * 20}"
    assert len(longest.encode()) <= 64
