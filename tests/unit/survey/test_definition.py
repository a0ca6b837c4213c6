"""Reading questionnaires: one broken file a rule, with what is said of it as `# line:column: message` at its end."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from survey.condition import Answered, Any, AtLeast, AtMost, Chosen, Every, Not
from survey.definition import LATEST_VERSION, read_questionnaire
from survey.errors import DefinitionErrors, SurveyError
from survey.questionnaire import Constraint, Group, Kind, Scale

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
  - {type: integer, name: years, label: {sv: L}}
  - {type: date, name: moved, label: {sv: L}}
  - {type: range, name: grade, label: {sv: L}, parameters: {start: -2, end: 2}}
  - {type: rank, name: order, label: {sv: L}, choices: [{name: a, label: {sv: A}}, {name: b, label: {sv: B}}]}
  - {type: geopoint, name: place, label: {sv: L}, choices: [{name: a, label: {sv: A}}, {name: b, label: {sv: B}}]}
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
    age, *_, wish = questionnaire.questions
    assert (questionnaire.name, questionnaire.version, questionnaire.round) == ("q", 1, "first")
    assert (age.kind, wish.kind) == (Kind.SELECT_ONE, Kind.TEXT)
    assert (age.required, age.prefer_not, age.relevant, age.group, age.hint) == (False, True, None, None, {})
    assert (age.constraint, wish.constraint.min_length, wish.constraint.max_length) == (Constraint(), 0, 1000)
    assert questionnaire.reviewed == ()


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{question: age, is: [young, old]}", Chosen("age", ("young", "old"))),
        ("{question: age, answered: true}", Answered("age")),
        ("{question: age, answered: false}", Not(Answered("age"))),
        ("{not: {question: age, is: [old]}}", Not(Chosen("age", ("old",)))),
        ("{question: years, at_least: 18}", AtLeast("years", Decimal(18))),
        ("{question: years, at_most: 64.5}", AtMost("years", Decimal("64.5"))),
        ("{question: moved, at_least: 2020-01-01}", AtLeast("moved", date(2020, 1, 1))),
        ("{question: grade, at_most: -1}", AtMost("grade", Decimal(-1))),
        ("{question: order, is: [a]}", Chosen("order", ("a",))),
        ("{question: place, is: [a]}", Chosen("place", ("a",))),
        (
            "{any: [{question: age, is: [old]}, {question: years, answered: true}]}",
            Any((Chosen("age", ("old",)), Answered("years"))),
        ),
        (
            "{every: [{question: age, answered: true}, {question: years, answered: true}]}",
            Every((Answered("age"), Answered("years"))),
        ),
        ("{any: [{question: age, is: [old]}]}", Chosen("age", ("old",))),
    ],
)
def test_conditions_are_read_as_written(tmp_path: Path, written: str, condition: object) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(f"{HEAD}    relevant: {written}\n", encoding="utf-8")
    assert read_questionnaire(path).questions[-1].relevant == condition


def test_the_longest_button_fits_telegram() -> None:
    longest = f"s:{LATEST_VERSION}:c:{'q' * 20}:{'o' * 20}"
    assert len(longest.encode()) <= 64


@pytest.mark.parametrize(
    ("written", "constraint"),
    [
        ("{type: integer, constraint: {least: 13, most: 120}}", Constraint(Decimal(13), Decimal(120))),
        ("{type: integer, constraint: {least: 13}}", Constraint(Decimal(13))),
        ("{type: decimal, constraint: {most: 2.5}}", Constraint(most=Decimal("2.5"))),
        ("{type: date, constraint: {least: 2020-01-01, most: today}}", Constraint(date(2020, 1, 1), "today")),
        ("{type: text, constraint: {min_length: 2, max_length: 9}}", Constraint(min_length=2, max_length=9)),
        ("{type: text, constraint: {pattern: '[0-9]+'}}", Constraint(max_length=500, pattern="[0-9]+")),
        ("{type: rank, CHOICES, constraint: {least: 1, most: 2}}", Constraint(Decimal(1), Decimal(2))),
        ("{type: select_multiple, CHOICES, constraint: {most: 1}}", Constraint(most=Decimal(1))),
        ("{type: select_one, OTHER}", Constraint(max_length=200)),
        ("{type: select_one, OTHER, constraint: {max_length: 30}}", Constraint(max_length=30)),
    ],
)
def test_constraints_are_read_as_written(tmp_path: Path, written: str, constraint: Constraint) -> None:
    path = tmp_path / "q.yaml"
    options = "choices: [{name: a, label: {sv: A}}, {name: b, label: {sv: B}}]"
    full = written.replace("CHOICES", options).replace("OTHER", options.replace("name: b", "name: b, other: true"))
    path.write_text(f"{HEAD}  - {full[:-1]}, name: it, label: {{sv: L}}}}\n", encoding="utf-8")
    assert read_questionnaire(path).questions[-1].constraint == constraint


def test_a_range_counts_from_its_start_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(
        f"{HEAD}  - {{type: range, name: it, label: {{sv: L}}, parameters: {{start: 0, end: 1, step: 0.1}}}}\n"
    )
    assert read_questionnaire(path).questions[-1].scale == Scale(Decimal(0), Decimal(1), Decimal("0.1"))


def test_the_questions_of_a_group_stay_together_under_its_condition(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(
        f"""{HEAD}  - type: group
    name: evening
    label: {{sv: Kväll}}
    relevant: {{question: years, at_least: 18}}
    questions:
      - {{type: text, name: where, label: {{sv: "Du sa ${{wish}}. Var?"}}}}
      - {{type: text, name: when, label: {{sv: När?}}, relevant: {{question: where, answered: true}}}}
  - {{type: note, name: bye, label: {{sv: Hej då}}}}
""",
        encoding="utf-8",
    )
    where, when, bye = read_questionnaire(path).questions[-3:]
    assert where.group == when.group == Group("evening", {"sv": "Kväll"}, AtLeast("years", Decimal(18)))
    assert when.conditions == (AtLeast("years", Decimal(18)), Answered("where"))
    assert (bye.group, where.label["sv"]) == (None, "Du sa ${wish}. Var?")


def test_a_dollar_or_brace_that_takes_nothing_up_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(f"{HEAD}    hint: {{sv: 'Kostar {{det}} $5 eller ${{'}}\n", encoding="utf-8")
    assert read_questionnaire(path).questions[-1].hint == {"sv": "Kostar {det} $5 eller ${"}
