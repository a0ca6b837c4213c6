from survey.ports import OpenSession, ResponseId
from survey.session import Position, Stage
from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person


async def test_the_whole_survey_is_one_card_and_ends_with_a_receipt(house: House, alva: Person) -> None:
    await walks.begin(alva)
    assert alva.text.startswith("Fråga 1 av")
    await alva.tap_each((*walks.TO_PLACES, *walks.TO_WISH))
    assert len(alva.screens) == 1
    await alva.send(walks.WISH)
    assert "Dina svar" in alva.text
    assert walks.WISH in alva.text
    await alva.tap("Skicka in mina svar")
    assert alva.text.startswith("Tack! Dina svar är inskickade.")
    assert walks.receipt(alva.text)
    assert house.answers() == {
        "age": ("given", ["age_16_19"], None),
        "area": ("given", ["vallhov"], None),
        "safe_evening": ("given", ["rather_unsafe"], None),
        "unsafe_places": ("given", ["school", "town"], None),
        "worry": ("given", ["drugs", "violence"], None),
        "worry_does": ("given", ["none_of_it"], None),
        "notice_narcotics": ("given", ["little"], None),
        "notice_prevention": ("given", ["no"], None),
        "notice_dialogue": ("given", ["unknown"], None),
        "notice_cooperation": ("prefer_not", [], None),
        "wish": ("given", [], walks.WISH),
    }
    [response] = house.rows("SELECT * FROM responses")
    assert response["status"] == "submitted"
    assert response["submitted_on"] == house.clock().date().isoformat()


async def test_before_the_first_answer_everybody_reads_what_answering_agrees_to(house: House, alva: Person) -> None:
    consent = "När du svarar säger du ja till att vi sparar dina svar."
    await walks.begin(alva)
    assert consent in alva.text
    await alva.send("/language")
    await alva.tap("Svenska")
    assert consent in alva.text
    await alva.tap("16–19 år")
    assert consent not in alva.text


async def test_what_is_agreed_to_can_be_taken_back_as_it_says(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.send("glöm mig")
    await alva.press("m:forget_now")
    assert [house.count(table) for table in ("chats", "responses", "answers")] == [0, 0, 0]


async def test_starting_from_the_welcome_asks_the_same_first_question(alva: Person) -> None:
    await alva.send("/start")
    await alva.tap("Svara på frågorna")
    assert "Hur gammal är du?" in alva.text


async def test_adults_are_asked_one_thing_more(alva: Person) -> None:
    await walks.begin(alva)
    await alva.tap("26–64 år")
    assert "Vad stämmer bäst på dig?" in alva.text


async def test_several_options_are_ticked_and_unticked_before_they_are_saved(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap("I skolan")
    await alva.tap("På stan")
    assert "Valt: I skolan, På stan" in alva.text
    assert "✓ På stan" in alva.screen.buttons
    await alva.tap("I skolan")
    assert "Valt: På stan" in alva.text
    assert "unsafe_places" not in house.answers()
    await alva.tap("Klar")
    assert house.answers()["unsafe_places"] == ("given", ["town"], None)


async def test_nowhere_takes_the_other_places_away(alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap_each(("I skolan", "Ingenstans"))
    assert "Valt: Ingenstans" in alva.text


async def test_done_without_a_choice_and_one_choice_too_many_are_said_on_top(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap("Klar")
    assert alva.on_top.startswith("Välj minst ett svar först")
    await alva.tap_each((*walks.PLACES, "Droger", "Bråk och våld", "Hot och rån", "Mobbning"))
    assert alva.on_top == "Du kan välja högst 3. Ta bort ett val först."
    assert "Valt: Droger, Bråk och våld, Hot och rån" in alva.text


async def test_something_else_is_told_in_own_words_and_both_are_kept(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap_each(("I skolan", "Någon annanstans", "Klar"))
    assert "Du valde: Någon annanstans." in alva.text
    await alva.send("Gångtunneln vid ån")
    assert house.answers()["unsafe_places"] == ("given", ["school", "other_place"], "Gångtunneln vid ån")
    assert "Vad oroar dig mest" in alva.text


async def test_the_words_beside_something_else_may_be_left_out(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap_each(("Någon annanstans", "Klar", "Hoppa över"))
    assert house.answers()["unsafe_places"] == ("given", ["other_place"], None)


async def test_back_keeps_the_answer_and_goes_on_from_it(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap_each((*walks.PLACES, "Tillbaka"))
    assert "Valt: I skolan, På stan" in alva.text
    await alva.tap("Behåll mitt svar")
    assert "Vad oroar dig mest" in alva.text
    assert house.answers()["unsafe_places"] == ("given", ["school", "town"], None)


async def test_there_is_no_way_back_from_the_first_question(alva: Person) -> None:
    await walks.begin(alva)
    assert "Tillbaka" not in alva.screen.buttons


async def test_an_answer_is_changed_from_the_review_without_going_through_the_rest(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    await alva.tap("Ändra svar 3")
    assert "Hur känns det att gå ut ensam" in alva.text
    await alva.tap("Mycket tryggt")
    assert "Dina svar" in alva.text
    assert house.answers()["safe_evening"] == ("given", ["very_safe"], None)


async def test_a_changed_answer_asks_what_it_makes_relevant_and_drops_what_it_does_not(
    house: House, alva: Person
) -> None:
    await walks.to_review(alva)
    await alva.tap_each(("Ändra svar 1", "26–64 år"))
    assert "Vad stämmer bäst på dig?" in alva.text
    await alva.tap("Förälder")
    assert "Dina svar" in alva.text
    await alva.tap_each(("Ändra svar 1", "16–19 år"))
    assert "role" not in house.answers()


async def test_the_last_question_is_skipped_with_one_button(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    assert "Vill inte svara" not in alva.screen.buttons
    await alva.tap("Hoppa över")
    assert "hoppade över" in alva.text
    assert house.answers()["wish"] == ("skipped", [], None)


async def test_an_option_may_be_written_instead_of_pressed(house: House, alva: Person) -> None:
    await walks.begin(alva)
    await alva.send("16–19 år")
    assert house.answers()["age"] == ("given", ["age_16_19"], None)
    assert "Var bor du?" in alva.text


async def test_other_words_than_the_options_are_kindly_turned_down_and_the_card_moves_down(
    house: House, alva: Person
) -> None:
    await walks.begin(alva)
    first = alva.screen
    await alva.send("sjutton")
    assert alva.text.startswith("Svara på den här frågan med en av knapparna.")
    assert "Hur gammal är du?" in alva.text
    assert first.buttons == {}
    assert house.count("answers") == 0


async def test_too_long_a_text_is_turned_down_with_the_limit(house: House, alva: Person) -> None:
    await walks.to_wish(alva)
    await alva.send("å" * 501)
    assert alva.text.startswith("Det blev för långt. Skriv högst 500 tecken.")
    assert "wish" not in house.answers()


async def test_coming_back_shows_the_question_that_was_open(alva: Person) -> None:
    await walks.to_places(alva)
    await alva.tap("I skolan")
    await alva.send("/survey")
    assert len(alva.screens) == 2
    assert "Valt: I skolan" in alva.text
    assert alva.screens[0].buttons == {}


async def test_a_child_under_13_is_thanked_and_nothing_is_kept(house: House, alva: Person) -> None:
    await walks.begin(alva)
    await alva.tap("Under 13 år")
    assert "116 111" in alva.text
    assert [house.count(table) for table in ("chats", "sessions", "responses", "answers")] == [0, 0, 0, 0]


async def test_a_child_who_presses_twice_still_reads_where_to_turn(alva: Person) -> None:
    await walks.begin(alva)
    data = alva.screen.data("Under 13 år")
    await alva.press(data)
    await alva.press(data)
    assert "116 111" in alva.screens[0].text


async def test_changing_what_was_submitted_says_so_keeps_the_receipt_and_is_let_go_at_once(
    house: House, alva: Person
) -> None:
    await walks.submit(alva)
    [response] = house.rows("SELECT * FROM responses")
    key = house.app.services.keys.person(alva.id)
    asked = house.app.services.content.questionnaire
    opened = OpenSession(
        key, ResponseId(response["id"]), asked.name, asked.version, Position(Stage.REVIEW), None, house.clock()
    )
    await house.database.write(lambda work: work.sessions.save(opened))
    await alva.send("/survey")
    assert "Du ändrar svar som redan är inskickade." in alva.text
    assert "Inget är inskickat ännu." not in alva.text
    await alva.tap_each(("Ändra svar 3", "Mycket tryggt"))
    assert "Du ändrar svar som redan är inskickade." in alva.text
    await alva.send("paus")
    assert "klipper vi kopplingen till svaren igen" in alva.text
    assert "Ja, påminn mig" not in alva.screen.buttons
    await alva.tap("Fortsätt")
    await alva.tap("Skicka in mina svar")
    assert alva.text == "Klart! Dina svar är ändrade.\nDin kvittokod gäller som förut."
    assert house.count("sessions") == 0
    assert house.answers()["safe_evening"] == ("given", ["very_safe"], None)
    assert house.rows("SELECT * FROM responses") == [response]
    assert house.count("participations") == 1
