"""A sheet of paper entered in the chat: by buttons, or with what is ticked on it in one line."""

import pytest

from handlers.field_buttons import Work, pack_work
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.meeting import hire_field_worker


@pytest.fixture
async def karin(maria: Person, karin: Person) -> Person:
    """Karin works in the field."""
    return await hire_field_worker(maria, karin)


async def enter(karin: Person, language: str = "العربية") -> None:
    await karin.send("/staff")
    await karin.tap_each(("Mata in en pappersenkät", "22 november 2026", language))


async def test_a_sheet_keeps_its_own_day_language_and_channel(hall: House, karin: Person) -> None:
    await enter(karin)
    assert "<code>" not in karin.text
    assert "Hur gammal är du?" in karin.text
    await karin.tap("16–19 år")
    await karin.send("3b 4x 5x 6x 8b 9c 10d 11a")
    assert "Vad skulle göra unga tryggare här?" in karin.text
    await karin.send("Mer ljus vid stationen. Ring 070-123 45 67.")
    assert "[telefon]" in karin.text
    await karin.tap("Skicka in mina svar")
    assert "Blanketten är inmatad" in karin.text
    (row,) = hall.rows("SELECT * FROM responses")
    found = {name: row[name] for name in ("status", "channel", "language", "started_on", "submitted_on", "receipt")}
    assert found == {
        "status": "submitted",
        "channel": "paper",
        "language": "ar",
        "receipt": None,
        "started_on": "2026-11-22",
        "submitted_on": "2026-11-22",
    }
    assert hall.count("sessions") == hall.count("participations") == 0


async def test_what_is_typed_is_what_is_ticked(hall: House, karin: Person) -> None:
    await enter(karin)
    await karin.send("1c 3b 4b 5b, c 6B 7a 8b 9c 10d 11a")
    given = {name: options for name, (_, options, _) in hall.answers().items()}
    form = hall.app.services.content.questionnaire
    asked = {question.name: [choice.name for choice in question.choices] for question in form.questions}
    assert given["age"] == [asked["age"][2]]
    assert given["area"] == [asked["area"][1]]
    assert given["unsafe_places"] == asked["unsafe_places"][1:3]
    assert given["worry"] == [asked["worry"][1]]
    assert given["notice_cooperation"] == [asked["notice_cooperation"][0]]


async def test_questions_have_the_numbers_of_the_sheet_and_nobody_is_promised_a_receipt(karin: Person) -> None:
    await enter(karin)
    assert "kvittokod" not in karin.text
    assert "Fråga 1 av 12" in karin.text
    await karin.tap("16–19 år")
    assert "Fråga 3 av 12" in karin.text
    await karin.send("3b 4b 5x 6x 8b 9c 10d 11a")
    assert "Fråga 12 av 12" in karin.text
    await karin.tap("Hoppa över")
    assert "3. Var bor du?" in karin.text
    assert "Ändra svar 2" not in karin.screen.buttons
    await karin.tap("Ändra svar 3")
    assert "Var bor du?" in karin.text


@pytest.mark.parametrize("typed", ["1c 3z", "1c 3b 4b 5a,c", "1c 99a", "3b", "1a,b", "1c 2a", "1x", "0a"])
async def test_what_does_not_fit_the_sheet_changes_nothing_and_is_named(hall: House, karin: Person, typed: str) -> None:
    await enter(karin)
    await karin.send(typed)
    assert "passar inte blanketten" in karin.text
    assert typed.rsplit(maxsplit=1)[-1] in karin.text
    assert "Hur gammal är du?" in karin.text
    assert hall.count("responses") == hall.count("answers") == 0


async def test_who_entered_one_is_noted_and_not_which(hall: House, karin: Person) -> None:
    await enter(karin)
    await karin.send("1c 3b 4b 5x 6x 8b 9c 10d 11a")
    await karin.tap_each(("Hoppa över", "Skicka in mina svar"))
    entry = hall.rows("SELECT * FROM audit ORDER BY number")[-1]
    assert (entry["deed"], entry["subject"]) == ("entered_sheet", "sheet")
    await karin.tap("Nästa blankett")
    assert "Vilken dag fylldes den i?" in karin.text


async def test_a_second_press_on_send_enters_one_sheet(hall: House, karin: Person) -> None:
    await enter(karin)
    await karin.send("1c 3b 4b 5x 6x 8b 9c 10d 11a")
    await karin.tap("Hoppa över")
    data = karin.screen.data("Skicka in mina svar")
    await karin.press(data)
    await karin.press(data)
    assert hall.count("responses") == 1
    assert [row["deed"] for row in hall.rows("SELECT deed FROM audit")].count("entered_sheet") == 1


async def test_several_sheets_and_ones_own_answer_are_not_the_same_person(hall: House, karin: Person) -> None:
    for _ in range(2):
        await enter(karin)
        await karin.send("1c 3b 4b 5x 6x 8b 9c 10d 11a")
        await karin.tap_each(("Hoppa över", "Skicka in mina svar"))
    await karin.send("/survey")
    assert "Hur gammal är du?" in karin.text
    assert hall.count("responses") == 2


@pytest.mark.parametrize(
    ("written", "said"), [("i går", "ingen dag"), ("2026-11-24", "inte varit än"), ("2025-11-01", "äldre än ett år")]
)
async def test_a_day_that_cannot_be_is_asked_for_again(karin: Person, written: str, said: str) -> None:
    await karin.send("/staff")
    await karin.tap("Mata in en pappersenkät")
    await karin.send(written)
    assert said in karin.text
    await karin.send("20 november 2026")
    assert "är från 20 november 2026" in karin.text


async def test_a_sheet_of_a_child_under_13_is_not_kept(hall: House, karin: Person) -> None:
    await enter(karin)
    await karin.send("1a")
    assert "under 13 år" in karin.text
    assert hall.count("responses") == hall.count("sessions") == 0
    assert hall.count("staff") == 2


async def test_thrown_away_nothing_of_it_is_left(hall: House, karin: Person) -> None:
    await enter(karin)
    await karin.send("1c 3b")
    await karin.tap("Släng blanketten")
    assert hall.count("responses") == hall.count("answers") == hall.count("sessions") == 0


async def test_a_tip_on_a_sheet_is_not_kept(hall: House, karin: Person) -> None:
    await enter(karin)
    await karin.send("1c 3b 4b 5x 6x 8b 9c 10d 11a")
    await karin.send("Jag vet vem som säljer knark, det är grannen")
    assert "114 14" in karin.text
    assert "wish" not in hall.answers()


async def test_a_role_taken_back_in_the_middle_leaves_it_unsent(hall: House, karin: Person, maria: Person) -> None:
    await enter(karin)
    await karin.send("1c 3b 4b 5x 6x 8b 9c 10d 11a")
    await karin.tap("Hoppa över")
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Karin Berg", "Ja, ta tillbaka rollen"))
    await karin.tap("Skicka in mina svar")
    assert "tillbakatagen" in karin.on_top
    assert [row["status"] for row in hall.rows("SELECT status FROM responses")] == ["partial"]


async def test_only_a_sheets_codes_are_codes(hall: House) -> None:
    alva = Person(hall)
    await alva.send("/survey")
    await alva.send("1c 3b")
    assert hall.count("responses") == 0


@pytest.mark.parametrize("about", ["xx", "sv", ""])
async def test_a_language_without_a_day_opens_nothing(hall: House, karin: Person, about: str) -> None:
    await karin.press(pack_work(Work.SHEET_IN, about))
    assert hall.count("sessions") == 0
