"""Whole conversations. The position is written to JSON and read back between every two turns."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from survey.definition import read_questionnaire
from survey.engine import apply, show, start
from survey.events import Step
from survey.questionnaire import Questionnaire
from survey.serialise import position_from_json, position_to_json
from tests.unit.survey.respondent import TODAY
from tests.unit.survey.scenario import read_input, tell

HERE = Path(__file__).parent
SCENARIOS = sorted((HERE / "scenarios").glob("*.yaml"))

yaml = YAML()
yaml.width = 200
yaml.indent(mapping=2, sequence=4, offset=2)


def play(questionnaire: Questionnaire, lines: list[str]) -> list[list[str]]:
    step = start(questionnaire)
    told = [_told(step)]
    for line in lines:
        session = replace(step.session, position=position_from_json(position_to_json(step.session.position)))
        step = apply(questionnaire, session, read_input(line, questionnaire.version), TODAY)
        told.append(_told(step))
        if type(step.events[-1]).__name__ in {"QuestionAsked", "OtherAsked", "ReviewOpened", "Submitted"}:
            assert step.events[-1] == show(questionnaire, step.session)
    return told


def _told(step: Step) -> list[str]:
    return [tell(event, step.session) for event in step.events]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path, request: pytest.FixtureRequest) -> None:
    scenario: Any = yaml.load(path.read_text(encoding="utf-8"))
    questionnaire = read_questionnaire(HERE / "questionnaires" / f"{scenario['questionnaire']}.yaml")
    turns = scenario["turns"]
    told = play(questionnaire, [turn["give"] for turn in turns])
    if request.config.getoption("--update-scenarios", default=False):
        scenario["start"] = told[0]
        for turn, lines in zip(turns, told[1:], strict=True):
            turn["then"] = lines
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(scenario, file)
    assert [list(scenario["start"]), *(list(turn["then"]) for turn in turns)] == told


def test_there_are_conversations_to_go_through() -> None:
    assert len(SCENARIOS) >= 10
