from collections.abc import AsyncIterator

import pytest

from tests.residents import Resident
from tests.town import Town, open_town


@pytest.fixture(scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A town whose bot runs, shared by the tests of a file."""
    async with open_town(tmp_path_factory.mktemp("town")) as town:
        await town.start()
        yield town


@pytest.fixture
def alva(town: Town) -> Resident:
    return town.resident("Alva")
