from pathlib import Path

import pytest

from survey.definition import read_questionnaire
from survey.questionnaire import Questionnaire
from tests.unit.survey.village import Village, new_village

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-scenarios", action="store_true", help="write what happened into the scenarios")


@pytest.fixture(scope="session")
def town() -> Questionnaire:
    return read_questionnaire(HERE / "questionnaires" / "town.yaml")


@pytest.fixture(scope="session")
def sandviken() -> Questionnaire:
    return read_questionnaire(HERE.parents[2] / "content" / "sandviken" / "questionnaire.yaml")


@pytest.fixture
def village() -> Village:
    return new_village()
