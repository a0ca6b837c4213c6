from pathlib import Path

import pytest

from storage.database import Database
from survey.definition import read_questionnaire
from survey.questionnaire import Questionnaire
from tests.integration.own_data.clock import Clock
from tests.integration.own_data.resident import House, Resident

TOWN = Path(__file__).parents[2] / "unit" / "survey" / "questionnaires" / "town.yaml"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def town() -> Questionnaire:
    return read_questionnaire(TOWN)


@pytest.fixture
def house(database: Database, clock: Clock, town: Questionnaire) -> House:
    return House(database, clock, (town,))


@pytest.fixture
def alva(house: House) -> Resident:
    return Resident(house)


@pytest.fixture
def emma(house: House) -> Resident:
    return Resident(house, 7_900_800_700)
