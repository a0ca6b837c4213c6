from typing import Any

import pytest

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

PHOTO = {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}
STICKER = PHOTO | {"is_animated": False, "is_video": False, "type": "regular"}
POLL = {
    "id": "1",
    "question": "Ljus?",
    "options": [{"persistent_id": "1", "text": "Ja", "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
CRISIS = "Ingen läser det här direkt. Är det fara nu: ring 112. Vill du prata med någon: Bris 116 111."


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Jag skulle vilja att det fanns fler vuxna ute på kvällarna", "sv"),
        ("I would like to see more adults outside in the evenings", "en"),
        ("Fler vuxna", None),
        ("😀😀😀", None),
    ],
)
async def test_free_text_is_tagged_with_its_language_where_that_can_be_told(
    house: House, alva: Person, words: str, language: str | None
) -> None:
    await walks.to_wish(alva)
    await alva.send(words)
    [row] = house.rows("SELECT language FROM answers WHERE question = 'wish'")
    assert row["language"] == language
    assert house.answers()["wish"][2] == words


async def test_words_beside_something_else_are_tagged_too(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap_each(("Någon annanstans", "Klar"))
    await alva.send("Vid den gamla gångtunneln under järnvägen")
    [row] = house.rows("SELECT language FROM answers WHERE question = 'unsafe_places'")
    assert row["language"] == "sv"


async def test_before_anybody_writes_they_read_where_to_turn(alva: Person) -> None:
    await walks.to_places(alva)
    assert CRISIS not in alva.text
    await alva.tap_each(("Någon annanstans", "Klar"))
    assert CRISIS in alva.text
    await alva.send("Gångtunneln vid ån")
    await alva.tap_each(("Något annat", "Klar"))
    assert CRISIS in alva.text
    await alva.send("Mopeder")
    await alva.tap_each(("Nej, inget av det", "Klar", "Nej", "Nej", "Nej", "Nej"))
    assert "Vad skulle göra unga tryggare här?" in alva.text
    assert CRISIS in alva.text


async def test_english_readers_are_told_the_same(house: House) -> None:
    emma = Person(house, language="en")
    await walks.begin(emma)
    await emma.tap_each(("16 to 19", "Sandviken, Vallhov", "Very safe", "Somewhere else", "Done"))
    assert "In danger now: call 112." in emma.text


async def test_help_is_one_press_away_on_every_screen_of_the_survey(alva: Person) -> None:
    await walks.begin(alva)
    ways = (
        *walks.TO_PLACES,
        "Någon annanstans",
        "Klar",
        "Hoppa över",
        *walks.TO_WISH[3:],
        "Hoppa över",
        "Ändra svar 2",
    )
    for label in ways:
        assert alva.screen.data("Jag behöver hjälp nu") == "m:help"
        await alva.tap(label)
    assert alva.screen.data("Jag behöver hjälp nu") == "m:help"
    await alva.tap("Jag behöver hjälp nu")
    assert "116 111" in alva.text
    await alva.tap("Visa min fråga")
    assert "Var bor du?" in alva.text


async def test_words_that_look_like_markup_are_shown_as_they_were_written(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("<b>Mer & <script>ljus</script>")
    assert "<b>Mer & <script>ljus</script>" in alva.text
    assert house.answers()["wish"][2] == "<b>Mer & <script>ljus</script>"


async def test_words_without_an_open_question_are_not_kept(house: House, alva: Person) -> None:
    await alva.send("Jag har något att berätta")
    assert alva.text == "Du har ingen fråga öppen just nu."
    assert "Jag behöver hjälp nu" in alva.screen.buttons
    assert house.count("chats") == 0


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"sticker": STICKER}, "Jag kan inte se bilder eller filer"),
        ({"voice": {"file_id": "1", "file_unique_id": "1", "duration": 1}}, "Jag kan inte lyssna"),
        ({"video_note": {"file_id": "1", "file_unique_id": "1", "duration": 1, "length": 1}}, "Jag kan inte lyssna"),
        ({"photo": [PHOTO]}, "Jag kan inte se bilder eller filer"),
        ({"photo": [PHOTO], "caption": "Mer ljus här"}, "Text som hör till en bild eller fil läser jag inte"),
        ({"document": {"file_id": "1", "file_unique_id": "1"}}, "Jag kan inte se bilder eller filer"),
        ({"contact": {"phone_number": "070", "first_name": "Bo"}}, "Jag tar inte emot kontakter."),
        ({"dice": {"emoji": "🎲", "value": 6}}, "Jag kan bara läsa text och knappar."),
        ({"poll": POLL}, "Jag kan bara läsa text och knappar."),
        ({"location": {"longitude": 16.77, "latitude": 60.62}}, "En plats tar jag bara emot"),
        ({"text": "/dansa"}, "Det kommandot finns inte."),
        (
            {"text": "hej", "forward_origin": {"type": "hidden_user", "sender_user_name": "Bo", "date": 1}},
            "Vidarebefordrade meddelanden sparas inte.",
        ),
    ],
)
async def test_what_is_no_answer_gets_a_kind_sentence_and_the_way_back(
    house: House, alva: Person, sent: dict[str, Any], answer: str
) -> None:
    await walks.to_wish(alva)
    await alva.send_other(**sent)
    assert alva.text.startswith(answer)
    assert "wish" not in house.answers()
    assert "getFile" not in house.telegram.calls
    await (alva.tap("Visa min fråga") if "Visa min fråga" in alva.screen.buttons else alva.send("/survey"))
    assert "Vad skulle göra unga tryggare här?" in alva.text


@pytest.mark.parametrize(
    "told",
    [
        {"pinned_message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    ],
)
async def test_what_telegram_itself_tells_is_not_talked_about(alva: Person, told: dict[str, Any]) -> None:
    await walks.to_wish(alva)
    screens = len(alva.screens)
    await alva.send_other(**told)
    assert len(alva.screens) == screens


async def test_changing_an_earlier_message_changes_no_answer(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    await alva.send_other("edited_message", text="Något helt annat", edit_date=2)
    assert "Tryck på ”Tillbaka” under frågan." in alva.text
    assert house.answers()["wish"][2] == walks.WISH


@pytest.mark.parametrize("where", ["before any words", "after submitting", "without a survey"])
async def test_changing_a_message_that_is_no_open_answer_says_that_nothing_changed(
    house: House, alva: Person, where: str
) -> None:
    if where == "before any words":
        await walks.to_places(alva)
    elif where == "after submitting":
        await walks.submit(alva)
    await alva.send_other("edited_message", text="Något helt annat", edit_date=2)
    assert alva.text == "Jag ser inte ändringar i gamla meddelanden. Inget du har svarat har ändrats."


async def test_changing_a_caption_is_nothing_to_talk_about(alva: Person) -> None:
    await walks.to_review(alva)
    screens = len(alva.screens)
    await alva.send_other("edited_message", photo=[PHOTO], caption="ljus", edit_date=2)
    assert len(alva.screens) == screens
