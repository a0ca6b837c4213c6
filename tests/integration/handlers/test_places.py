import json
from typing import Any

import pytest

from people.place import written_place
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

LATITUDE, LONGITUDE = 60.6234567, 16.7654321
EXACT = {"latitude": LATITUDE, "longitude": LONGITUDE}
LIVE = EXACT | {"horizontal_accuracy": 4.5, "live_period": 900, "heading": 271, "proximity_alert_radius": 123}
VENUE = {
    "location": EXACT,
    "title": "Farmors hus",
    "address": "Smedjegatan 17",
    "foursquare_id": "4sq-1",
    "google_place_id": "ggl-1",
}
TRACES = ("60.6234567", "16.7654321", "Farmors", "Smedjegatan", "4sq-1", "ggl-1", "271", "4.5")


@pytest.fixture
def seen(street: House, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every update as it is stored, before it is encrypted."""
    kept: list[str] = []
    write = street.database._database.write

    async def spy(work: Any) -> Any:
        result = await write(work)
        seal = street.app.services.keys.cipher
        kept.extend(
            seal.decrypt(row["raw"]).decode() for row in street.rows("SELECT raw FROM inbox WHERE raw NOT NULL")
        )
        return result

    monkeypatch.setattr(street.database._database, "write", spy)
    return kept


@pytest.mark.parametrize("shared", [{"location": EXACT}, {"location": LIVE}, {"location": EXACT, "venue": VENUE}])
async def test_a_shared_place_is_the_answer_and_only_its_cell_is_ever_stored(
    street: House, bo: Person, seen: list[str], shared: dict[str, Any]
) -> None:
    await walks.to_dark(bo)
    await bo.send_other(**shared)
    assert street.answers()["dark"] == ("given", [written_place(LATITUDE, LONGITUDE)], None)
    assert "Dina svar" in bo.text
    assert seen
    assert [trace for trace in TRACES if trace in json.dumps(seen)] == []
    assert str(LATITUDE).encode() not in street.raw_bytes()


@pytest.mark.parametrize(
    "more",
    [
        {"reply_to_message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "location": LIVE}},
        {"external_reply": {"origin": {"type": "hidden_user", "sender_user_name": "Bo", "date": 1}, "venue": VENUE}},
        {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "venue": VENUE}},
    ],
)
async def test_nor_is_a_place_stored_that_comes_with_something_else(
    street: House, bo: Person, seen: list[str], more: dict[str, Any]
) -> None:
    await bo.send("hej", **more)
    assert seen
    assert [trace for trace in TRACES if trace in json.dumps(seen)] == []


async def test_a_place_that_moves_on_is_neither_kept_nor_talked_about(
    street: House, bo: Person, seen: list[str]
) -> None:
    await walks.to_dark(bo)
    await bo.send_other(location=LIVE)
    screens = len(bo.screens)
    for step in range(3):
        await bo.send_other("edited_message", location=LIVE | {"latitude": LATITUDE + step / 10}, edit_date=1)
    assert len(bo.screens) == screens
    assert street.answers()["dark"][1] == [written_place(LATITUDE, LONGITUDE)]
    assert [trace for trace in TRACES if trace in json.dumps(seen)] == []


async def test_a_place_nobody_asked_for_is_kindly_declined(street: House, bo: Person) -> None:
    await walks.to_why(bo)
    await bo.send_other(location=EXACT)
    assert bo.text.startswith("En plats tar jag bara emot när frågan gäller en plats.")
    assert "Varför bor du här?" in bo.text
    assert "why" not in street.answers()


async def test_nor_is_it_kept_without_a_survey(street: House, bo: Person) -> None:
    await bo.send_other(location=EXACT)
    assert bo.text.startswith("En plats tar jag bara emot")
    assert street.count("chats") == 0


async def test_somebody_elses_place_is_not_this_persons_answer(street: House, bo: Person) -> None:
    await walks.to_dark(bo)
    await bo.send_other(location=EXACT, forward_origin={"type": "hidden_user", "sender_user_name": "Bo", "date": 1})
    assert bo.text.startswith("Vidarebefordrade meddelanden")
    assert "dark" not in street.answers()
