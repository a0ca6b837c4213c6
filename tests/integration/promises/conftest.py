import pytest

from people.organisation import Organisation
from people.staff import StaffMember
from storage.database import Database
from tests.integration.promises.town import Town


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


@pytest.fixture
async def alva(town: Town) -> StaffMember:
    return await town.hire(1, Organisation.MUNICIPALITY)


@pytest.fixture
async def bo(town: Town) -> StaffMember:
    return await town.hire(2, Organisation.POLICE)
