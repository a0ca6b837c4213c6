import pytest

from storage.database import Database
from tests.integration.staffing.town_hall import TownHall


@pytest.fixture
def hall(database: Database) -> TownHall:
    return TownHall(database)
