"""Who is on the staff, and how somebody comes onto it."""

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import USERNAME

MARIA, JOHAN, KARIN, STRANGER = 7_000_000_001, 7_000_000_002, 7_000_000_003, 7_000_000_004
"""Maria and Johan are the first administrators."""


async def invite(
    maria: Person, role: str = "Redaktör", name: str = "Karin Berg", organisation: str = "Kommunen"
) -> str:
    """Returns the token of the link that Maria is shown."""
    await maria.send("/staff")
    await maria.tap_each(("Bjud in en kollega", role, organisation))
    await maria.send(name)
    _, found, rest = maria.text.partition(f"https://t.me/{USERNAME}?start=i_")
    assert found, maria.text
    return rest.split()[0]


async def hire(maria: Person, somebody: Person, role: str = "Redaktör", organisation: str = "Kommunen") -> None:
    token = await invite(maria, role, organisation=organisation)
    await somebody.send(f"/start i_{token}")
    await somebody.tap("Ja, det är jag")
    await maria.house.deliver()
    await maria.tap("Ja, siffrorna stämmer")
    await maria.house.deliver()


def done(house: House) -> int:
    """How many deeds the audit trail tells of, presses that came to nothing aside."""
    return int(house.rows("SELECT count(*) AS n FROM audit WHERE deed != 'turned_away'")[0]["n"])


def turned_away(house: House) -> int:
    """How many presses and links came to nothing."""
    return house.count("audit") - done(house)
