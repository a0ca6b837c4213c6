from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

ENGLISH = "I would like to see more adults outside in the evenings"
OFFER = "Switch to English"


async def test_who_writes_in_another_language_may_switch_with_one_tap_and_keeps_everything(
    house: House, alva: Person
) -> None:
    await walks.to_places(alva)
    await alva.tap_each(("Någon annanstans", "Klar"))
    await alva.send("In the old tunnel under the railway in the evening")
    assert "Vad oroar dig mest" in alva.text
    assert OFFER in alva.screen.buttons
    await alva.tap(OFFER)
    assert "What worries you most" in alva.text
    assert house.answers()["unsafe_places"][2] == "In the old tunnel under the railway in the evening"


async def test_nothing_is_switched_unasked(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send(ENGLISH)
    assert "Dina svar" in alva.text
    assert house.rows("SELECT language FROM chats") == [{"language": "sv"}]


async def test_it_is_offered_once(alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap_each(("Någon annanstans", "Klar"))
    await alva.send("In the old tunnel under the railway in the evening")
    await alva.tap_each(("Något annat", "Klar"))
    await alva.send("People driving too fast with their mopeds in the centre")
    assert OFFER not in alva.screen.buttons


async def test_who_writes_in_their_own_language_is_offered_nothing(alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("Jag skulle vilja att det fanns fler vuxna ute på kvällarna")
    assert not [label for label in alva.screen.buttons if label.startswith(("Byt", "Switch"))]


async def test_the_offer_stays_when_more_words_come_at_once(alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send_at_once(ENGLISH, "and on the way home from school")
    assert OFFER in alva.screen.buttons
