import pytest

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


@pytest.mark.parametrize("word", ["hjälp", "HJÄLP!", "Hjalp", "  hjälp... ", "help", "Help me", "hjälp 🙏"])
async def test_help_is_heard_in_the_middle_of_a_free_text_however_it_is_written(
    house: House, alva: Person, word: str
) -> None:
    await walks.to_wish(alva)
    await alva.send(word)
    assert alva.text.startswith("Hjälp nu")
    assert "wish" not in house.answers()
    await alva.tap("Visa min fråga")
    assert "Vad skulle göra unga tryggare här?" in alva.text


async def test_every_language_is_heard_whatever_language_the_person_reads(house: House) -> None:
    emma = Person(house, language="en")
    await walks.begin(emma)
    await emma.send("tillbaka")
    assert emma.text.startswith("That cannot be done here.")
    await emma.send("hjälp mig")
    assert "116 111" in emma.text


async def test_a_word_inside_a_sentence_is_part_of_the_answer(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("Stopp för mopeder på kvällen")
    assert house.answers()["wish"][2] == "Stopp för mopeder på kvällen"


async def test_back_does_what_its_button_does(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    before = alva.screen
    await alva.send("tillbaka")
    assert "Hur känns det att gå ut ensam" in alva.text
    assert "Behåll mitt svar" in alva.screen.buttons
    assert before.buttons == {}


async def test_skip_does_what_its_button_does(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("Hoppa över")
    assert house.answers()["wish"] == ("skipped", [], None)
    assert "Dina svar" in alva.text


@pytest.mark.parametrize("word", ["vill inte svara", "Jag vill inte säga.", "would rather not say"])
async def test_who_would_rather_not_say_need_not(house: House, alva: Person, word: str) -> None:
    await walks.to_places(alva)
    await alva.send(word)
    assert house.answers()["unsafe_places"] == ("prefer_not", [], None)


async def test_would_rather_not_say_is_skipping_where_only_that_is_offered(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("vill inte svara")
    assert house.answers()["wish"] == ("skipped", [], None)


async def test_the_words_beside_something_else_are_left_out_and_the_option_stays(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap_each(("Någon annanstans", "Klar"))
    await alva.send("vill inte svara")
    assert house.answers()["unsafe_places"] == ("given", ["other_place"], None)


@pytest.mark.parametrize(("word", "says"), [("hoppa över", "behöver ett svar"), ("tillbaka", "Det går inte här.")])
async def test_what_the_open_question_does_not_allow_is_said_with_the_question(
    house: House, alva: Person, word: str, says: str
) -> None:
    await walks.begin(alva)
    await alva.send(word)
    assert says in alva.text
    assert "Hur gammal är du?" in alva.text
    assert house.count("answers") == 0


async def test_stop_ends_what_comes_unasked_and_says_exactly_what_it_did(house: House, alva: Person) -> None:
    await alva.send("/follow")
    await walks.to_places(alva)
    await alva.tap("Pausa")
    await alva.tap("Ja, påminn mig")
    await alva.send("STOPP!")
    assert alva.text.startswith("Du följer inte längre löftet")
    assert "Dina svar finns kvar i tre dagar." in alva.text
    assert alva.text.endswith("Du får ingen påminnelse.")
    assert house.count("subscriptions") == 0
    assert house.rows("SELECT remind_at FROM sessions") == [{"remind_at": None}]
    assert len(house.answers()) == 3
    await alva.tap("Fortsätt")
    assert "Var känner du dig otrygg" in alva.text


async def test_stop_says_nothing_of_what_there_was_not(house: House, alva: Person) -> None:
    await alva.send("stopp")
    assert alva.text == "Du följer inte löftet just nu, så det kommer inga brev."
    assert house.count("chats") == 0
    await walks.begin(alva)
    await alva.send("stopp")
    assert "Du har inte svarat på något än." in alva.text
    assert "påminnelse" not in alva.text


@pytest.mark.parametrize("word", ["glöm mig", "Radera mig"])
async def test_forget_asks_once_before_anything_goes(house: House, alva: Person, word: str) -> None:
    await walks.to_wish(alva)
    await alva.send(word)
    assert "m:forget_now" in alva.screen.buttons.values()
    assert house.count("responses") == 1
    await alva.press("m:forget_now")
    assert [house.count(table) for table in ("chats", "sessions", "responses", "answers")] == [0, 0, 0, 0]


@pytest.mark.parametrize("word", ["språk", "language"])
async def test_language_opens_the_languages_and_keeps_the_place(alva: Person, word: str) -> None:
    await walks.to_wish(alva)
    await alva.send(word)
    assert "English" in alva.screen.buttons
    await alva.tap("English")
    assert "What would make young people safer here?" in alva.text


@pytest.mark.parametrize("word", ["fortsätt", "continue", "enkäten"])
async def test_continue_shows_the_open_question(alva: Person, word: str) -> None:
    await walks.to_places(alva)
    await alva.send("/help")
    await alva.send(word)
    assert "Var känner du dig otrygg" in alva.text


async def test_pause_is_a_word_too(alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("paus")
    assert alva.text.startswith("Pausat.")


@pytest.mark.parametrize(("word", "option"), [("Stopp", "stop"), ("stopp!", "stop"), ("halt", "stop")])
async def test_a_word_that_an_option_says_is_the_answer(street: House, bo: Person, word: str, option: str) -> None:
    await walks.begin(bo)
    await bo.send(word)
    assert street.answers()["moped"] == ("given", [option], None)
    assert "Hur många år" in bo.text


async def test_the_same_word_is_a_command_again_on_the_next_question(street: House, bo: Person) -> None:
    await walks.to_years(bo)
    await bo.send("Hjälp")
    assert bo.text.startswith("Hjälp nu")


async def test_a_lost_receipt_comes_again_for_a_word_as_well(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    house.telegram.refuse("editMessageText", (502, "Bad Gateway"))
    await alva.tap("Skicka in mina svar")
    await alva.send("tillbaka")
    assert walks.receipt(alva.text)
    assert house.count("sessions") == 0


@pytest.mark.parametrize("word", ["tillbaka", "hoppa över", "vill inte svara"])
async def test_a_word_for_a_question_without_a_question_says_so(house: House, alva: Person, word: str) -> None:
    await alva.send(word)
    assert "Du har ingen fråga öppen just nu." in alva.text
    assert house.count("chats") == 0
