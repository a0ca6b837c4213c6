"""A dialogue from the first word about it to the answer 48 hours later, through the chat."""

import pytest

from handlers.field_buttons import Go, Work, pack_go, pack_work
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.meeting import TOLD, answer, come, hire_field_worker, hold, write_answer

SURVEY = "Svara på frågorna"


@pytest.fixture
async def karin(maria: Person, karin: Person) -> Person:
    """Karin works in the field."""
    return await hire_field_worker(maria, karin)


async def tick(house: House) -> int:
    return await house.app.services.field.follow_up.tick(house.clock())


async def test_a_dialogue_is_made_step_by_step_and_has_a_code_to_show(hall: House, karin: Person) -> None:
    code = await hold(karin)
    shown = karin.screens[-2]
    assert shown.text.startswith("Stadsparken\n23 november 2026\nFör: elever i årskurs 8")
    picture = karin.chat.files[f"dialog-{code}.png"]
    assert picture.startswith(b"\x89PNG")
    assert len(code) == 10
    (row,) = hall.rows("SELECT * FROM dialogues")
    assert (row["place"], row["held_on"], row["ended"]) == ("Stadsparken", "2026-11-23", None)
    assert hall.rows("SELECT deed FROM audit ORDER BY number")[-1]["deed"] == "created_dialogue"


async def test_pressing_create_twice_makes_one_dialogue(hall: House, karin: Person) -> None:
    await hold(karin)
    await karin.press(pack_work(Work.CREATE))
    assert hall.count("dialogues") == 1
    assert "inte aktuellt längre" in karin.on_top


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("i morgon kanske", "ingen dag jag förstår. Skriv den som 2026-11-23."),
        ("2026-02-30", "ingen dag jag förstår"),
        ("22 november", "har varit"),
    ],
)
async def test_a_day_that_is_none_gets_one_sentence_and_is_asked_for_again(
    hall: House, karin: Person, written: str, said: str
) -> None:
    await karin.send("/staff")
    await karin.tap_each(("Dialoger", "Ny dialog"))
    await karin.send("Stadsparken")
    await karin.send(written)
    assert said in karin.text
    await karin.tap("24 november 2026")
    assert "Vem är den för?" in karin.text
    assert hall.count("dialogues") == 0


async def test_a_day_may_be_written_without_its_year(karin: Person) -> None:
    await karin.send("/staff")
    await karin.tap_each(("Dialoger", "Ny dialog"))
    await karin.send("Stadsparken")
    assert "skriv den som 2026-11-23" in karin.text
    await karin.send("12/1")
    await karin.send("Föräldrar")
    assert "Dag: 12 januari 2027" in karin.text


async def test_who_was_there_answers_asks_and_is_told(hall: House, karin: Person) -> None:
    code = await hold(karin)
    alva = await come(hall, 1, code)
    assert "Välkommen till dialogen" in alva.text
    await answer(alva)
    (response,) = hall.rows("SELECT * FROM responses")
    assert (response["survey"], response["round"], response["channel"], response["status"]) == (
        *("dialog", f"dialogue:{code}"),
        *("chat", "submitted"),
    )
    assert hall.count("sessions") == 0

    await alva.tap("Ja, skriv till mig")
    assert "inom 48 timmar" in alva.text
    await write_answer(karin)
    assert TOLD in karin.text
    assert "Så här ser det ut" in karin.text
    await karin.tap("Skicka nu")
    assert await hall.deliver() == 1
    assert "Det här sades och bestämdes" in alva.text
    assert TOLD in alva.text
    assert hall.count("dialogue_guests") == 0


async def test_the_answer_goes_out_once_however_often_it_is_pressed(hall: House, karin: Person) -> None:
    alva = await come(hall, 1, await hold(karin))
    await alva.tap("Ja, skriv till mig")
    await write_answer(karin)
    data = karin.screen.data("Skicka nu")
    await karin.press(data)
    await karin.press(data)
    assert await hall.deliver() == 1
    assert [row["deed"] for row in hall.rows("SELECT deed FROM audit")].count("answered_dialogue") == 1


async def test_an_answer_that_was_not_read_is_not_sent(hall: House, karin: Person) -> None:
    alva = await come(hall, 1, await hold(karin))
    await alva.tap("Ja, skriv till mig")
    await write_answer(karin)
    before = karin.screen.data("Skicka nu")
    await karin.tap("Skriv om")
    await karin.send("Något helt annat.")
    await karin.press(before)
    assert "har ändrats" in karin.on_top
    assert await hall.deliver() == 0


async def test_in_another_language_the_answer_says_which_it_is_in(hall: House, karin: Person) -> None:
    code = await hold(karin)
    kim = Person(hall, 7_300_000_009, "en")
    await kim.send(f"/start d_{code}")
    await kim.tap("Yes, write to me")
    await write_answer(karin)
    await karin.tap("Skicka nu")
    await hall.deliver()
    assert "The answer is written in Svenska." in kim.text
    assert TOLD in kim.text


async def test_one_person_answers_once_a_dialogue_and_the_usual_survey_besides(hall: House, karin: Person) -> None:
    code = await hold(karin)
    alva = await come(hall, 1, code)
    await answer(alva)
    await alva.press(pack_go(Go.BEGIN, code))
    assert "redan svarat på frågorna här" in alva.text
    other = await hold(karin, "Biblioteket")
    await alva.send(f"/start d_{other}")
    await answer(alva)
    await alva.send("/survey")
    assert "Hur gammal är du?" in alva.text
    assert hall.count("responses") == 2


async def test_a_survey_that_is_open_is_not_lost_without_a_word(hall: House, karin: Person) -> None:
    code = await hold(karin)
    alva = Person(hall, 7_300_000_001)
    await alva.send("/survey")
    await alva.tap("16–19 år")
    await alva.send(f"/start d_{code}")
    await alva.tap("Svara på tre frågor")
    assert "en annan enkät" in alva.text
    await alva.tap("Fortsätt")
    assert "Var bor du?" in alva.text
    await alva.press(pack_go(Go.LEAVE, code))
    assert "Fick du säga det du ville" in alva.text
    assert [row["status"] for row in hall.rows("SELECT status FROM responses")] == ["partial"]


@pytest.mark.parametrize("code", ["", "0000000000", "x' OR 1=1 --", "../../etc", "å" * 40])
async def test_an_unknown_code_gets_one_kind_sentence_and_the_way_to_the_survey(hall: House, code: str) -> None:
    alva = Person(hall)
    await alva.send(f"/start d_{code}")
    assert "hör inte till någon dialog" in alva.text
    assert alva.screen.buttons[SURVEY] == "m:survey"
    assert hall.count("chats") == 2


async def test_before_its_day_and_after_its_end_a_code_says_so(hall: House, karin: Person) -> None:
    early = await hold(karin, day="2026-11-25")
    alva = await come(hall, 1, early)
    assert "är den 25 november 2026" in alva.text
    await alva.press(pack_go(Go.BEGIN, early))
    await alva.press(pack_go(Go.ASK, early))
    code = await hold(karin, "Biblioteket")
    await karin.send("/staff")
    await karin.tap("Dialoger")
    await karin.tap("2026-11-23 · Biblioteket")
    await karin.tap_each(("Avsluta dialogen", "Ja, avsluta"))
    assert "Dialogen är slut" in karin.text
    await alva.send(f"/start d_{code}")
    assert "är slut" in alva.text
    await alva.press(pack_go(Go.BEGIN, code))
    assert hall.count("sessions") == 0
    assert hall.count("dialogue_guests") == 0


async def test_a_code_is_read_as_somebody_copies_it_by_hand(hall: House, karin: Person) -> None:
    code = await hold(karin)
    alva = Person(hall)
    await alva.send(f"/start d_{code.lower().replace('0', 'o').replace('1', 'l')}")
    assert "Välkommen till dialogen" in alva.text


class TestPanel:
    async def test_a_question_is_masked_and_read_without_who(self, hall: House, karin: Person) -> None:
        alva = await come(hall, 1, await hold(karin))
        await alva.tap("Fråga panelen")
        assert "Ingen läser det här direkt" in alva.text
        await alva.send("När kommer lamporna? Ring mig på 070-123 45 67.")
        assert "[telefon]" in alva.text
        assert "070-123" not in alva.text
        assert hall.count("dialogue_guests") == 0
        assert b"lamporna" not in hall.raw_bytes()

        await karin.send("/staff")
        await karin.tap("Dialoger")
        await karin.tap("2026-11-23 · Stadsparken")
        await karin.tap("Läs frågan till panelen")
        assert "När kommer lamporna? Ring mig på [telefon]." in karin.text
        assert str(alva.id) not in karin.text
        assert set(hall.rows("SELECT * FROM panel_questions")[0]) == {"id", "dialogue", "text", "language"}

    async def test_words_that_ask_for_help_are_met_with_help_and_are_no_question(
        self, hall: House, karin: Person
    ) -> None:
        alva = await come(hall, 1, await hold(karin))
        await alva.tap("Fråga panelen")
        await alva.send("jag vill inte leva längre")
        assert "116 111" in alva.text
        assert hall.count("panel_questions") == 0

    async def test_a_long_one_is_asked_for_again_and_nothing_is_kept(self, hall: House, karin: Person) -> None:
        alva = await come(hall, 1, await hold(karin))
        await alva.tap("Fråga panelen")
        await alva.send("a " * 400)
        assert "Högst" in alva.text or "högst" in alva.text
        await alva.send("Varför är det mörkt?")
        assert "lämnad till panelen" in alva.text
        assert hall.count("panel_questions") == 1

    async def test_cancelled_or_forgotten_it_is_no_question(self, hall: House, karin: Person) -> None:
        code = await hold(karin)
        alva, bo = await come(hall, 1, code), await come(hall, 2, code)
        await alva.tap("Fråga panelen")
        await alva.tap("Avbryt")
        await alva.send("Hej")
        await bo.tap("Fråga panelen")
        hall.clock.forward(minutes=31)
        await bo.send("Hej")
        assert hall.count("panel_questions") == 0
        await tick(hall)
        assert hall.count("dialogue_guests") == 0

    async def test_the_words_go_to_the_survey_once_somebody_went_on_with_it(self, hall: House, karin: Person) -> None:
        code = await hold(karin)
        alva = await come(hall, 1, code)
        await alva.tap("Fråga panelen")
        hall.clock.forward(seconds=5)
        await alva.press(pack_go(Go.BEGIN, code))
        await alva.tap_each(("Ja", "Droger", "Klar"))
        await alva.send("Mer ljus, tack.")
        assert hall.count("panel_questions") == 0
        assert "Mer ljus, tack." in alva.text


class TestTheClock:
    async def test_the_day_ends_by_itself_and_the_staff_is_reminded_once(self, hall: House, karin: Person) -> None:
        code = await hold(karin)
        alva = await come(hall, 1, code)
        await alva.tap("Ja, skriv till mig")
        hall.clock.now = hall.clock.now.replace(day=23, hour=23, minute=30)  # 00:30 on the 24th, local
        await tick(hall)
        ended = hall.rows("SELECT ended FROM dialogues")[0]["ended"]
        assert ended.startswith("2026-11-23 23:00")
        hall.clock.forward(hours=40)
        assert await tick(hall) == 1
        assert await tick(hall) == 0
        await hall.deliver()
        assert "har inte fått något svar än" in karin.text
        await karin.tap("Skriv vad som sades")
        assert "Vad sades och bestämdes?" in karin.text

    async def test_nobody_is_reminded_in_the_quiet_hours(self, hall: House, karin: Person) -> None:
        await hold(karin)
        hall.clock.now = hall.clock.now.replace(day=25, hour=15, minute=0)
        await tick(hall)
        hall.clock.now = hall.clock.now.replace(day=25, hour=21, minute=0)
        assert await tick(hall) == 0
        hall.clock.forward(hours=10)
        assert await tick(hall) == 1

    async def test_an_answer_that_is_late_says_so(self, hall: House, karin: Person) -> None:
        alva = await come(hall, 1, await hold(karin))
        await alva.tap("Ja, skriv till mig")
        hall.clock.forward(days=1)
        await tick(hall)
        hall.clock.forward(hours=48)
        await write_answer(karin)
        await karin.tap("Skicka nu")
        await hall.deliver()
        assert "senare än vi lovade" in alva.text

    async def test_who_was_there_is_forgotten_after_three_days_and_so_is_who_answered(
        self, hall: House, karin: Person
    ) -> None:
        code = await hold(karin)
        alva = await come(hall, 1, code)
        await answer(alva)
        await alva.tap("Ja, skriv till mig")
        hall.clock.forward(days=1)
        await tick(hall)
        assert hall.count("dialogue_guests") == 1
        hall.clock.forward(hours=72)
        await tick(hall)
        assert hall.count("dialogue_guests") == 0
        assert hall.rows("SELECT * FROM rounds") == []
        assert hall.count("responses") == 1


class TestTakingBack:
    async def test_forget_me_and_stop_end_it(self, hall: House, karin: Person) -> None:
        code = await hold(karin)
        alva, bo = await come(hall, 1, code), await come(hall, 2, code)
        for each in (alva, bo):
            await each.tap("Ja, skriv till mig")
        await alva.send("stopp")
        await bo.send("glöm mig")
        await bo.tap(next(iter(bo.screen.buttons)))
        assert hall.count("dialogue_guests") == 0
        await write_answer(karin)
        await karin.tap("Skicka nu")
        assert await hall.deliver() == 0

    async def test_stop_also_takes_back_what_is_on_its_way(self, hall: House, karin: Person) -> None:
        alva = await come(hall, 1, await hold(karin))
        await alva.tap("Ja, skriv till mig")
        await write_answer(karin)
        await karin.tap("Skicka nu")
        await alva.send("stopp")
        assert await hall.deliver() == 0

    async def test_my_data_tells_of_it(self, hall: House, karin: Person) -> None:
        alva = await come(hall, 1, await hold(karin))
        await alva.tap("Ja, skriv till mig")
        await alva.send("/mydata")
        assert any("vad en dialog ledde till" in each.text for each in alva.screens)
        assert b'"wants_answer": true' in next(iter(alva.chat.files.values()))
