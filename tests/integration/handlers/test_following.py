"""The card on which somebody changes what they follow and when."""

from dataclasses import replace
from typing import Any

import pytest

from storage.unit_of_work import UnitOfWork
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import GONE


def followed(house: House) -> dict[str, Any]:
    """What is kept of the only follower."""
    [row] = house.rows("SELECT * FROM subscriptions")
    return row


@pytest.fixture
async def follower(alva: Person) -> Person:
    await alva.send("/follow")
    return alva


async def test_following_starts_with_one_calm_card(house: House, follower: Person) -> None:
    [card] = follower.screens
    assert card.text == (
        "Du följer löftet.\n"
        "När något har hänt kommer ett brev måndag klockan 17:00.\n"
        "Breven handlar om alla delar av löftet.\n"
        "Mellan 21:00 och 07:00 kommer inga brev."
    )
    assert list(card.buttons) == [
        "Delar av löftet",
        "Hur ofta",
        "Dag",
        "Klockslag",
        "Tyst tid",
        "Språk",
        "Pausa",
        "Sluta följa",
        "Jag behöver hjälp nu",
    ]
    assert followed(house)["rhythm"] == "weekly"


async def test_everything_is_changed_in_the_one_card(house: House, follower: Person) -> None:
    await follower.tap_each(
        ["Hur ofta", "Varannan vecka", "Dag", "torsdag", "Klockslag", "19:00", "Tyst tid", "22:00-07:00"]
    )
    [card] = follower.screens
    assert "kommer ett brev varannan torsdag klockan 19:00." in card.text
    assert "Mellan 22:00 och 07:00 kommer inga brev." in card.text
    row = followed(house)
    assert (row["rhythm"], row["weekday"], row["hour"], row["minute"]) == ("fortnightly", 3, 19, 0)
    assert row["quiet"] == "22:00-07:00"


@pytest.mark.parametrize(
    ("label", "rhythm", "when"),
    [
        ("Så snart något har hänt", "instant", "högst ett i timmen"),
        ("Varje vecka", "weekly", "måndag klockan 17:00"),
        ("En gång i månaden", "monthly", "månadens första måndag klockan 17:00"),
    ],
)
async def test_every_rhythm_says_when_letters_come(
    house: House, follower: Person, label: str, rhythm: str, when: str
) -> None:
    await follower.tap_each(["Hur ofta", label])
    assert when in follower.text
    assert ("Dag" in follower.screen.buttons) is (rhythm != "instant")
    assert followed(house)["rhythm"] == rhythm


async def test_what_is_chosen_now_is_ticked(follower: Person) -> None:
    for step, ticked in (("Hur ofta", "Varje vecka"), ("Dag", "måndag"), ("Klockslag", "17:00"), ("Språk", "Svenska")):
        await follower.tap(step)
        assert [label for label in follower.screen.buttons if label.startswith("✓ ")] == [f"✓ {ticked}"]
        await follower.tap("Tillbaka")


def part(house: House, number: int) -> str:
    """What stands on a part's button."""
    return f"{number}. {house.app.services.content.promise.commitments[number - 1].title['sv']}"


async def test_parts_of_the_promise_are_ticked_and_unticked_one_after_the_other(house: House, follower: Person) -> None:
    first, *others = house.app.services.content.promise.commitments
    await follower.tap("Delar av löftet")
    assert part(house, 1) in follower.text
    await follower.tap(part(house, 1))
    assert part(house, 1) in follower.screen.buttons  # without its tick
    await follower.tap("Tillbaka")
    assert first.title["sv"] not in follower.text
    assert all(f"• {other.title['sv']}" in follower.text for other in others)
    await follower.tap("Delar av löftet")
    await follower.tap(part(house, 1))
    await follower.tap("Tillbaka")
    assert "alla delar" in follower.text
    assert followed(house)["commitments"] == "[]"


async def test_the_last_part_stays(house: House, follower: Person) -> None:
    *others, last = house.app.services.content.promise.commitments
    await follower.tap("Delar av löftet")
    await follower.tap_each(part(house, number) for number, _ in enumerate(others, 1))
    await follower.tap(part(house, len(others) + 1))
    assert follower.on_top.startswith("Minst en del behövs.")
    assert followed(house)["commitments"] == f'["{last.name}"]'


async def test_parts_that_have_left_the_promise_are_forgotten_with_the_next_change(
    house: House, follower: Person
) -> None:
    kept = house.app.services.content.promise.commitments[0].name

    def as_before(work: UnitOfWork) -> None:
        found = work.subscriptions.find(house.app.services.keys.person(follower.id))
        assert found
        work.subscriptions.save(replace(found, commitments=("gone", kept)))

    await house.database.write(as_before)
    await follower.send("/follow")
    assert "gone" not in follower.text
    await follower.tap_each(["Dag", "fredag"])
    assert (followed(house)["commitments"], followed(house)["weekday"]) == (f'["{kept}"]', 4)


async def test_a_pause_lasts_until_it_is_ended(house: House, follower: Person) -> None:
    await follower.tap("Pausa")
    assert "Breven är pausade." in follower.text
    assert followed(house)["paused"] == 1
    await follower.tap("Fortsätt")
    assert "ett brev måndag" in follower.text
    assert followed(house)["paused"] == 0


async def test_one_tap_stops_and_one_tap_follows_again(house: House, follower: Person) -> None:
    await follower.tap("Sluta följa")
    [card] = follower.screens
    assert card.text.startswith("Du följer inte längre löftet")
    assert house.count("subscriptions") == 0
    await follower.tap("Följ löftet")
    assert follower.text.startswith("Du följer löftet.")
    assert len(follower.screens) == 1


@pytest.mark.parametrize("data", ["f:card", "f:what", "f:day:3", "f:pause", "f:stop"])
async def test_the_card_of_who_no_longer_follows_says_so(house: House, follower: Person, data: str) -> None:
    card = follower.screen
    await follower.send("/stop")
    await follower.press(data, card)
    assert card.text.startswith("Du följer inte löftet just nu")
    assert house.count("subscriptions") == 0


@pytest.mark.parametrize(
    "data", ["f:day:7", "f:day:-1", "f:often:daily", "f:hour:2460", "f:quiet:x", "f:what:gone", "f:language:xx"]
)
async def test_a_choice_that_is_none_changes_nothing(house: House, follower: Person, data: str) -> None:
    before = followed(house)
    await follower.press(data)
    assert follower.on_top.startswith("Den knappen gäller inte längre.")
    assert followed(house) == before


@pytest.mark.parametrize(
    "data", ["f:", "f:x", "f:x:y", "d:", "d:x", "d:notice:dialogue", "d:done:1:yes:no", "d:stop:x"]
)
async def test_a_button_that_never_was_is_answered_kindly(house: House, follower: Person, data: str) -> None:
    before = followed(house)
    await follower.press(data)
    assert follower.on_top
    assert (followed(house), house.app.handling.quarantined) == (before, 0)


async def test_quiet_time_can_be_the_places_none_or_ones_own(house: House, follower: Person) -> None:
    await follower.tap_each(["Tyst tid", "Ingen tyst tid"])
    assert "inga brev" not in follower.text
    assert followed(house)["quiet"] == "00:00-00:00"
    await follower.tap_each(["Tyst tid", "Som för alla: 21:00-07:00"])
    assert "Mellan 21:00 och 07:00" in follower.text
    assert followed(house)["quiet"] is None


async def test_an_hour_in_the_quiet_time_says_that_the_letter_waits(follower: Person) -> None:
    await follower.tap("Klockslag")
    await follower.send("22:15")
    assert "brevet kommer först 07:00" in follower.text


async def test_the_language_of_the_letters_is_the_persons(house: House, follower: Person) -> None:
    await follower.tap_each(["Språk", "English"])
    assert follower.text.startswith("You follow the promise.")
    assert house.rows("SELECT language FROM chats") == [{"language": "en"}]


# Typed times of day.


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("18:30", 18, 30), ("kl 18", 18, 0), ("klockan 6.05", 6, 5), ("٦:٣٠", 6, 30), ("۱۸:۳۰", 18, 30), ("6 pm", 18, 0)],
)
async def test_an_hour_can_be_typed(house: House, follower: Person, text: str, hour: int, minute: int) -> None:
    asked = follower.screen
    await follower.tap("Klockslag")
    await follower.send(text)
    assert f"klockan {hour:02}:{minute:02}" in follower.text
    assert (followed(house)["hour"], followed(house)["minute"]) == (hour, minute)
    assert asked.buttons == {}
    assert follower.screen is not asked


async def test_an_hour_that_is_none_is_asked_for_again(house: House, follower: Person) -> None:
    await follower.tap("Klockslag")
    for text in ("25:00", "på kvällen"):
        before = follower.screen
        await follower.send(text)
        assert follower.text.startswith("Det kan jag inte läsa som ett klockslag.\n\nVilket klockslag")
        assert before.buttons == {}
    assert followed(house)["hour"] == 17
    await follower.send("8")
    assert followed(house)["hour"] == 8


async def test_a_quiet_time_can_be_typed(house: House, follower: Person) -> None:
    await follower.tap("Tyst tid")
    await follower.send("sent")
    assert follower.text.startswith("Det kan jag inte läsa som en tyst tid.")
    await follower.send("22:30 till 06:30")
    assert "Mellan 22:30 och 06:30" in follower.text
    assert followed(house)["quiet"] == "22:30-06:30"


async def test_words_that_ask_for_help_are_met_with_help(follower: Person) -> None:
    await follower.tap("Klockslag")
    await follower.send("jag vill inte leva längre")
    assert "112" in follower.text


async def test_an_hour_is_waited_for_ten_minutes(house: House, follower: Person) -> None:
    await follower.tap("Klockslag")
    house.clock.forward(minutes=10)
    await follower.send("18:30")
    assert followed(house)["minute"] == 0


async def test_another_button_ends_the_wait(house: House, follower: Person) -> None:
    await follower.tap("Klockslag")
    await follower.tap("Tillbaka")
    await follower.send("18:30")
    assert followed(house)["minute"] == 0


async def test_an_answer_to_the_survey_is_not_taken_for_an_hour(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("/follow")
    await alva.tap("Klockslag")
    await alva.send("Mer ljus vid skolan")
    assert house.answers()["wish"][2] == "Mer ljus vid skolan"
    assert followed(house)["hour"] == 17


async def test_an_hour_is_not_taken_for_an_answer_to_the_survey(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("/follow")
    await alva.tap("Klockslag")
    await alva.send("18:30")
    assert "wish" not in house.answers()
    assert followed(house)["minute"] == 30


async def test_where_the_card_is_gone_a_typed_hour_counts_all_the_same(house: House, follower: Person) -> None:
    await follower.tap("Klockslag")
    house.telegram.refuse("editMessageReplyMarkup", (400, GONE[1]))
    await follower.send("18:30")
    assert followed(house)["minute"] == 30


async def test_a_forwarded_link_gives_no_right(house: House, alva: Person) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Omar"}
    await alva.send("/start follow", forward_origin=origin)
    assert house.count("subscriptions") == 0


@pytest.mark.parametrize("words", ["/follow", "/stop"])
async def test_a_forwarded_command_gives_no_right(house: House, alva: Person, words: str) -> None:
    if words == "/stop":
        await alva.send("/follow")
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Omar"}
    await alva.send(words, forward_origin=origin)
    assert alva.text.startswith("Vidarebefordrade meddelanden")
    assert house.count("subscriptions") == (1 if words == "/stop" else 0)
