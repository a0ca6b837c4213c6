"""What somebody writes or presses is not slower for all the conversations that it could be part of."""

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


async def test_what_a_typed_answer_may_be_is_looked_up_once(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    before = house.database.reads
    await alva.send("Fler lampor i parken")
    assert house.database.reads - before == 1
    assert house.rows("SELECT 1 FROM answers WHERE question = 'wish'")


async def test_each_message_is_looked_up_anew(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    before = house.database.reads
    await alva.send("Fler lampor i parken")
    await alva.send("Och en bänk")
    assert house.database.reads - before == 2
