from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


async def test_two_messages_at_once_are_one_answer(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send_at_once("Fler lampor", "och vuxna på stan")
    assert house.answers()["wish"][2] == "Fler lampor\noch vuxna på stan"
    assert "och vuxna på stan" in alva.text
    assert len(alva.screens) == 2


async def test_what_is_sent_at_once_never_answers_the_next_question(street: House, bo: Person) -> None:
    await walks.to_why(bo)
    await bo.send_at_once("Det är lugnt", "och nära", "till allt")
    assert street.answers()["why"][2] == "Det är lugnt\noch nära\ntill allt"
    assert "wish" not in street.answers()
    assert "Vad önskar du dig?" in bo.text


async def test_what_comes_a_moment_later_belongs_to_it_too_and_what_comes_after_that_does_not(
    street: House, bo: Person
) -> None:
    await walks.to_why(bo)
    at = bo.clock()
    await bo.send("Det är lugnt", date=at)
    await bo.send("och nära", date=at + 2)
    await bo.send("Fler lampor", date=at + 5)
    answers = street.answers()
    assert answers["why"][2] == "Det är lugnt\noch nära"
    assert answers["wish"][2] == "Fler lampor"


async def test_what_was_sent_while_the_bot_was_away_was_sent_without_seeing_the_next_question(
    street: House, bo: Person
) -> None:
    await walks.to_why(bo)
    sent = bo.clock()
    street.clock.forward(hours=5)
    await bo.send("Det är lugnt", date=sent)
    await bo.send("och nära", date=sent + 40)
    assert street.answers()["why"][2] == "Det är lugnt\noch nära"
    assert "wish" not in street.answers()


async def test_who_has_pressed_something_has_seen_what_is_open(street: House, bo: Person) -> None:
    await walks.to_why(bo)
    at = bo.clock()
    await bo.send("Det är lugnt", date=at)
    await bo.tap("Tillbaka")
    await bo.tap("Behåll mitt svar")
    await bo.send("Fler lampor", date=at)
    assert street.answers()["wish"][2] == "Fler lampor"


async def test_what_does_not_fit_is_told_once_with_what_was_kept(street: House, bo: Person) -> None:
    await walks.to_why(bo)
    await bo.send_at_once("Det är lugnt", "å" * 60, "ö" * 60)
    assert street.answers()["why"][2] == "Det är lugnt"
    told = [screen.text for screen in bo.screens if "Det blev för långt." in screen.text]
    assert len(told) == 1
    assert "Det här sparade vi: Det är lugnt" in told[0]


async def test_the_end_of_a_text_that_telegram_cut_in_two_is_no_answer_by_itself(street: House, bo: Person) -> None:
    await walks.to_why(bo)
    await bo.send_at_once("å" * 4096, "slut")
    assert "why" not in street.answers()
    assert len([screen for screen in bo.screens if "Det blev för långt." in screen.text]) == 1
    await bo.send("Lugnt")
    assert street.answers()["why"][2] == "Lugnt"


async def test_a_question_with_buttons_answers_a_burst_once(house: House, alva: Person) -> None:
    await walks.begin(alva)
    await alva.send_at_once("hej", "hallå", "vad är det här")
    assert len(alva.screens) == 2
    assert "Svara på den här frågan med en av knapparna." in alva.text


async def test_an_option_among_what_is_sent_at_once_still_counts(house: House, alva: Person) -> None:
    await walks.begin(alva)
    await alva.send_at_once("hej", "16–19 år")
    assert house.answers()["age"] == ("given", ["age_16_19"], None)


async def test_what_follows_a_written_option_is_no_answer_to_the_next_question_and_that_is_said_once(
    street: House, bo: Person
) -> None:
    await walks.begin(bo)
    await bo.send_at_once("Sakta ner", "17", "jag menar det")
    assert "years" not in street.answers()
    told = [screen.text for screen in bo.screens if screen.text.startswith("Det du skrev direkt efter ditt svar")]
    assert len(told) == 1
    assert "Hur många år" in bo.text


async def test_without_a_survey_a_burst_is_answered_once(house: House, alva: Person) -> None:
    await alva.send_at_once("hej", "hallå", "är det någon där?")
    assert [screen.text for screen in alva.screens] == ["Du har ingen fråga öppen just nu."]


async def test_personal_data_spread_over_two_messages_is_hidden(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send_at_once("Ring mig på 070-174", "06 05")
    assert house.answers()["wish"][2] == "Ring mig på [telefon]"


async def test_an_album_gets_one_sentence(house: House, alva: Person) -> None:
    photo = {"file_id": "a", "file_unique_id": "b", "width": 90, "height": 90}
    at = alva.clock()
    for _ in range(4):
        await alva.send_other(photo=[photo], media_group_id="1", date=at)
    assert len(alva.screens) == 1
