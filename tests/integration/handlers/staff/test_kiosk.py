"""A telephone that goes round: nobody sees anything of whoever answered before, and nobody gets out by accident."""

import re

import pytest

from bot.content import Content
from delivery.message import Letter, NewMessage, Topic
from handlers.callbacks import Menu, pack_menu
from handlers.field_buttons import Work, pack_work
from handlers.staff_taps import Act, pack_staff
from tests.integration.handlers.house import House, open_house
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.meeting import hire_field_worker, revoke
from tests.integration.handlers.staff.town_hall import JOHAN, MARIA
from tests.integration.handlers.walks import TO_PLACES, TO_WISH, WISH

TO_THE_END = (*TO_PLACES, *TO_WISH, "Hoppa över", "Skicka in mina svar")
RECEIPT = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


@pytest.fixture
async def karin(maria: Person, karin: Person) -> Person:
    """Karin works in the field."""
    return await hire_field_worker(maria, karin)


async def lend(karin: Person) -> str:
    """Karin lends her telephone; returns the word that gives it back."""
    await karin.send("/staff")
    await karin.tap("Låna ut telefonen")
    await karin.tap("Ja, börja")
    word = re.search(r"stäng \d{4}", karin.text)
    assert word, karin.text
    karin.chat.messages = {karin.screen.number: karin.screen}  # she has cleared her chat, as she was told to
    karin.chat.written.clear()
    await karin.tap("Jag minns ordet. Starta")
    return word[0]


async def tick(house: House) -> None:
    await house.app.tick.run_once()


def on_screen(karin: Person) -> str:
    return "\n".join([each.text for each in karin.screens] + [each["text"] for each in karin.chat.written.values()])


async def test_two_people_after_each_other_see_nothing_of_each_other(hall: House, karin: Person) -> None:
    await lend(karin)
    assert len(karin.screens) == 1
    assert "Välj språk" in karin.text
    await karin.tap("Svenska")
    await karin.tap_each((*TO_PLACES, *TO_WISH))
    await karin.send(WISH)
    assert WISH in on_screen(karin)
    await karin.tap("Skicka in mina svar")
    receipt = RECEIPT.search(karin.text)
    assert receipt
    assert list(karin.screen.buttons) == ["Klar, rensa skärmen"]
    await karin.tap("Klar, rensa skärmen")
    assert len(karin.screens) == 1
    assert karin.chat.written == {}
    assert receipt[0] not in on_screen(karin)
    assert WISH not in on_screen(karin)

    await karin.tap("English")
    assert "How old are you?" in karin.text
    assert len(karin.screens) == 1
    rows = hall.rows("SELECT status, channel, language, submitted_on FROM responses")
    assert [tuple(row.values()) for row in rows] == [("submitted", "kiosk", "sv", "2026-11-23")]


async def test_several_people_answer_on_one_telephone_and_its_owner_still_may(hall: House, karin: Person) -> None:
    word = await lend(karin)
    for _ in range(2):
        await karin.tap("Svenska")
        await karin.tap_each(TO_THE_END)
        await karin.tap("Klar, rensa skärmen")
    await karin.send(word)
    await karin.send("/survey")
    assert "Hur gammal är du?" in karin.text
    assert hall.count("responses") == 2
    assert hall.count("participations") == 0


async def test_nothing_ties_a_response_to_its_host(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap_each(TO_THE_END)
    assert hall.count("sessions") == 0
    (response,) = hall.rows("SELECT * FROM responses")
    assert {str(value) for value in response.values()}.isdisjoint({str(karin.id)})
    deeds = [row["deed"] for row in hall.rows("SELECT deed FROM audit ORDER BY number")]
    assert deeds[-1] == "opened_kiosk"
    assert not any(response["id"] in row["subject"] for row in hall.rows("SELECT subject FROM audit"))


@pytest.mark.parametrize("text", ["stäng", "0000", "/staff", "/start", "/mydata", "/receipt", "/start i_x", "klar"])
async def test_no_words_but_the_one_lead_out(hall: House, karin: Person, text: str) -> None:
    await lend(karin)
    await karin.send(text)
    assert hall.count("kiosks") == 1
    assert "Välj språk" in karin.text
    await karin.tap("Svenska")
    await karin.send(text)
    assert hall.count("kiosks") == 1
    assert "fältarbetare" not in on_screen(karin).lower()


async def test_its_word_gives_the_telephone_back_with_a_clean_chat(hall: House, karin: Person) -> None:
    word = await lend(karin)
    await karin.tap("English")
    await karin.tap("16 to 19")
    await karin.send(word.upper())
    assert "Telefonen är din igen" in karin.text
    assert len(karin.screens) == 1
    assert karin.chat.written == {}
    assert hall.count("kiosks") == hall.count("sessions") == 0
    assert [row["status"] for row in hall.rows("SELECT status FROM responses")] == ["partial"]
    await karin.send("/staff")
    assert "fältarbetare" in karin.text
    deeds = [row["deed"] for row in hall.rows("SELECT deed FROM audit ORDER BY number")]
    assert deeds[-2:] == ["opened_kiosk", "closed_kiosk"]


async def test_no_button_but_the_surveys_does_anything(hall: House, karin: Person) -> None:
    await lend(karin)
    for screen in ("waiting", "answering"):
        forged = [
            *(pack_staff(act) for act in Act),
            *(pack_work(work, 1) for work in Work),
            *(pack_menu(each) for each in Menu if each not in (Menu.HELP, Menu.SURVEY)),
            *("u:new", "u:waiting", "d:stop", "l:en", "o:drop", "y:yes:0123456789", "q:nothing", "q:language:xx", ""),
        ]
        for data in forged:
            await karin.press(data)
        assert hall.count("kiosks") == 1, screen
        assert hall.count("drafts") == 0
        assert len(karin.screens) == 1
        if screen == "waiting":
            await karin.tap("Svenska")
    assert "Hur gammal är du?" in karin.text


async def test_the_card_has_no_way_out_of_the_kiosk(karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap("16–19 år")
    assert "Pausa" not in karin.screen.buttons
    assert "Sluta här" in karin.screen.buttons
    await karin.tap("Jag behöver hjälp nu")
    assert "116 111" in karin.text
    await karin.tap(next(label for label, data in karin.screen.buttons.items() if data == "m:survey"))
    assert "Var bor du?" in karin.text


async def test_stopping_is_asked_once_and_erases(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap("16–19 år")
    await karin.tap("Sluta här")
    await karin.tap("Fortsätt")
    assert "Var bor du?" in karin.text
    await karin.tap("Sluta här")
    await karin.tap("Ja, ta bort mina svar")
    assert hall.count("responses") == hall.count("answers") == 0
    assert len(karin.screens) == 1
    assert "Välj språk" in karin.text


async def test_a_child_under_13_is_kept_nowhere_and_the_screen_is_cleared(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap("Under 13 år")
    assert list(karin.screen.buttons) == ["Klar, rensa skärmen", "Jag behöver hjälp nu"]
    await karin.tap("Klar, rensa skärmen")
    assert hall.count("responses") == 0
    assert hall.count("staff") == 2
    assert "Välj språk" in karin.text


async def test_words_that_ask_for_help_are_met_with_help_and_wiped_like_the_rest(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap_each((*TO_PLACES, *TO_WISH))
    await karin.send("jag vill inte leva längre")
    assert "116 111" in karin.text
    await karin.tap("Sluta här", karin.screens[0])
    await karin.tap("Ja, ta bort mina svar", karin.screens[0])
    assert "116 111" not in on_screen(karin)
    assert "leva" not in on_screen(karin)
    await karin.send("jag vill inte leva längre")
    assert "116 111" in karin.text
    assert hall.rows("SELECT sum(times) AS n FROM help_shown")[0]["n"] == 2


async def test_what_was_kept_after_all_is_an_answer(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap_each((*TO_PLACES, *TO_WISH))
    await karin.send("jag vill inte leva längre")
    await karin.tap(next(label for label, data in karin.screen.buttons.items() if data.startswith("k:")))
    await karin.tap("Skicka in mina svar")
    assert hall.answers()["wish"][2] == "jag vill inte leva längre"


async def test_there_is_a_cap_an_hour(hall: House, karin: Person) -> None:
    object.__setattr__(hall.app.services.field.kiosks, "per_hour", 2)
    await lend(karin)
    for _ in range(2):
        await karin.tap("Svenska")
        await karin.tap_each(TO_THE_END)
        await karin.tap("Klar, rensa skärmen")
    await karin.tap("English")
    assert "14:00" in karin.on_top
    assert hall.count("sessions") == 0
    hall.clock.forward(hours=1)
    await karin.tap("English")
    assert "How old are you?" in karin.text


async def test_a_second_press_begins_nothing_new(hall: House, karin: Person) -> None:
    await lend(karin)
    first = karin.screen.data("Svenska")
    await karin.press(first)
    await karin.tap("16–19 år")
    await karin.press(first)
    assert "Var bor du?" in karin.text
    assert hall.count("sessions") == 1
    assert hall.rows("SELECT taken FROM kiosks")[0]["taken"] == 1


async def test_whoever_walks_away_leaves_nothing_on_the_screen(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap_each((*TO_PLACES, *TO_WISH))
    await karin.send(WISH)
    hall.clock.forward(minutes=2)
    await tick(hall)
    assert WISH in on_screen(karin)
    hall.clock.forward(minutes=1)
    await tick(hall)
    assert len(karin.screens) == 1
    assert WISH not in on_screen(karin)
    assert "Välj språk" in karin.text
    assert [row["status"] for row in hall.rows("SELECT status FROM responses")] == ["partial"]


async def test_a_receipt_does_not_stand_for_the_next_person_to_see(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap_each(TO_THE_END)
    hall.clock.forward(minutes=3)
    await tick(hall)
    assert not RECEIPT.search(on_screen(karin))
    assert [row["status"] for row in hall.rows("SELECT status FROM responses")] == ["submitted"]


async def test_it_ends_by_itself_when_its_word_is_lost(hall: House, karin: Person) -> None:
    await lend(karin)
    hall.clock.forward(hours=12)
    await tick(hall)
    assert hall.count("kiosks") == 0
    assert "tog slut av sig själv" in karin.text
    assert len(karin.screens) == 1


async def test_what_cannot_be_deleted_is_said(hall: House, karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap_each(TO_THE_END)
    hall.telegram.refuse("deleteMessages", (400, "Bad Request: message can't be deleted for everyone"))
    await karin.tap("Klar, rensa skärmen")
    assert "gick inte att ta bort" in karin.text


async def test_a_role_taken_back_in_the_middle_closes_it(hall: House, karin: Person, maria: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.tap("16–19 år")
    await revoke(maria)
    await karin.tap("Sandviken: Vallhov")
    assert hall.count("kiosks") == hall.count("sessions") == 0
    assert "kan inte lånas ut längre" in karin.text
    assert len(karin.screens) == 1
    assert [row["status"] for row in hall.rows("SELECT status FROM responses")] == ["partial"]


async def test_a_role_taken_back_before_anybody_comes_closes_it_too(hall: House, karin: Person, maria: Person) -> None:
    await lend(karin)
    await revoke(maria)
    await karin.tap("Svenska")
    assert hall.count("kiosks") == hall.count("responses") == 0
    assert "kan inte lånas ut längre" in karin.text


async def test_messages_to_its_owner_wait_until_they_have_their_telephone_back(
    hall: House, karin: Person, maria: Person
) -> None:
    word = await lend(karin)
    person = hall.app.services.keys.person(karin.id)
    notice = NewMessage("x", person, Topic.NOTICE, Letter("bara för Karin"), hall.clock())
    await hall.database.write(lambda work: work.outbox.add([notice]))
    assert await hall.deliver() == 0
    await karin.send(word)
    assert await hall.deliver() == 1
    assert karin.text == "bara för Karin"


async def test_a_survey_of_ones_own_is_not_lost_to_a_kiosk(hall: House, karin: Person) -> None:
    await karin.send("/survey")
    await karin.tap("26–64 år")
    await karin.send("/staff")
    await karin.tap("Låna ut telefonen")
    await karin.tap("Ja, börja")
    assert "ett eget svar" in karin.text
    assert hall.count("kiosks") == 0
    await karin.tap("Fortsätt")
    assert "Vad stämmer bäst på dig?" in karin.text


async def test_anything_else_than_text_is_wiped_too(karin: Person) -> None:
    await lend(karin)
    await karin.tap("Svenska")
    await karin.send_other(
        sticker={
            "file_id": "a",
            "file_unique_id": "b",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    )
    await karin.tap("Sluta här", karin.screens[-1])
    await karin.tap("Ja, ta bort mina svar", karin.screens[-1])
    assert len(karin.screens) == 1


async def test_a_restart_in_the_middle_keeps_everything(content: Content, hall: House, karin: Person) -> None:
    word = await lend(karin)
    await karin.tap("Svenska")
    await karin.tap("16–19 år")
    async with open_house(content, hall.file, staff_ids=f"{MARIA},{JOHAN}") as again:
        again.telegram.chats, again.telegram._numbers = hall.telegram.chats, hall.telegram._numbers
        there = Person(again, karin.id)
        again._updates = 9000
        await there.send("/staff")
        assert "Var bor du?" in there.text
        await there.tap("Sandviken: Vallhov")
        await there.tap("Sluta här")
        await there.tap("Ja, ta bort mina svar")
        assert len(there.screens) == 1
        assert there.chat.written == {}
        await there.send(word)
        assert "Telefonen är din igen" in there.text


async def test_a_slow_store_lets_nobody_out_and_keeps_nobody_from_help(hall: House, karin: Person) -> None:
    await lend(karin)
    before = len(karin.screens)
    hall.database.reads_fail = True
    await karin.send("hjälp")
    assert "116 111" in karin.text
    await karin.press(pack_menu(Menu.HELP))
    assert len(karin.screens) == before + 2
    hall.database.reads_fail = False
    assert hall.count("kiosks") == 1
