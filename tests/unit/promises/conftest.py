from datetime import date

import pytest

from promises.promise import Commitment, Organisation, Promise


def commitment(name: str) -> Commitment:
    return Commitment(name, {"sv": name}, {"sv": name}, (Organisation.POLICE,))


@pytest.fixture
def promise() -> Promise:
    return Promise(
        name="sandviken",
        title={"sv": "Tryggare vardag"},
        summary={"sv": "Tillsammans"},
        parties={"municipality": {"sv": "Kommunen"}, "police": {"sv": "Polisen"}},
        starts=date(2020, 1, 1),
        ends=date(2021, 12, 31),
        signed=date(2020, 5, 27),
        source="https://www.sandviken.se",
        commitments=(commitment("narcotics"), commitment("dialogue")),
    )
