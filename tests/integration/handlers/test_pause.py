from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tests.integration.handlers import walks
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person

REMINDER = "Du bad mig påminna dig om frågorna."


async def tick(house: House, **later: float) -> None:
    """Time passes, the process looks what is due, and what waits goes out."""
    house.clock.forward(**later)
    await house.app.services.reminders.tick(house.clock())
    await house.app.services.upkeep.cut_old_links()
    await house.deliver()


def reminders(person: Person) -> Sequence[str]:
    return [screen.text for screen in person.screens if screen.text.startswith(REMINDER)]


async def paused(person: Person) -> None:
    await walks.to_places(person)
    await person.tap("Pausa")


async def test_pausing_says_what_stays_and_leaves_the_question_as_it_was(house: House, alva: Person) -> None:
    await walks.to_places(alva)
    question = alva.screen
    before = question.text, question.buttons
    await alva.tap("Pausa")
    assert alva.text.startswith("Pausat.")
    assert "Dina svar finns kvar i tre dagar." in alva.text
    assert list(alva.screen.buttons) == ["Ja, påminn mig", "Nej tack", "Fortsätt", "Jag behöver hjälp nu"]
    assert (question.text, question.buttons) == before
    assert len(house.answers()) == 3
    assert house.rows("SELECT remind_at FROM sessions") == [{"remind_at": None}]


async def test_who_paused_goes_on_where_they_were(alva: Person) -> None:
    await paused(alva)
    await alva.tap("Fortsätt")
    assert "Var känner du dig otrygg" in alva.text


async def test_who_has_answered_nothing_is_promised_nothing(alva: Person) -> None:
    await walks.begin(alva)
    await alva.tap("Pausa")
    assert "Du har inte svarat på något än." in alva.text
    assert "tre dagar" not in alva.text


async def test_a_reminder_comes_once_a_day_later_and_leads_back(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    assert alva.text.startswith("Då påminner jag dig en gång")
    await tick(house, hours=23, minutes=59)
    assert reminders(alva) == []
    await tick(house, minutes=1)
    assert len(reminders(alva)) == 1
    for _ in range(3):
        await tick(house, hours=12)
    assert len(reminders(alva)) == 1
    assert house.count("responses") == 1


async def test_the_reminders_button_shows_the_open_question(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    await tick(house, hours=24)
    await alva.tap("Fortsätt")
    assert "Var känner du dig otrygg" in alva.text


async def test_nothing_of_the_reminder_leads_to_the_response(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    await tick(house, hours=24)
    [response] = house.rows("SELECT id FROM responses")
    assert house.count("outbox") == 1
    assert response["id"] not in str(house.rows("SELECT * FROM outbox"))


@pytest.mark.parametrize(
    ("asked", "morning"),
    [
        (datetime(2026, 11, 23, 20, 30, tzinfo=UTC), datetime(2026, 11, 25, 6, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 2, 0, tzinfo=UTC), datetime(2026, 11, 25, 6, 0, tzinfo=UTC)),
    ],
)
async def test_at_night_it_waits_for_the_morning(
    house: House, alva: Person, asked: datetime, morning: datetime
) -> None:
    house.clock.now = asked
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    await tick(house, hours=24)
    house.clock.now = morning
    await tick(house, minutes=-1)
    assert reminders(alva) == []
    await tick(house, minutes=1)
    assert len(reminders(alva)) == 1


async def test_it_can_be_taken_back_at_once(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    await alva.tap("Påminn mig inte")
    assert alva.text == "Du får ingen påminnelse."
    await tick(house, hours=24)
    assert reminders(alva) == []


async def test_it_can_be_taken_back_when_pausing_again(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    await alva.send("/survey")
    await alva.tap("Pausa")
    assert "Jag påminner dig en gång, som du bad mig om." in alva.text
    assert "Ja, påminn mig" not in alva.screen.buttons
    await alva.tap("Påminn mig inte")
    await tick(house, hours=24)
    assert reminders(alva) == []


async def test_no_thank_you_is_no(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Nej tack")
    assert alva.text == "Du får ingen påminnelse."
    await tick(house, hours=24)
    assert reminders(alva) == []


async def test_who_goes_on_by_themselves_is_not_reminded(house: House, alva: Person) -> None:
    await paused(alva)
    question = alva.screens[0]
    await alva.tap("Ja, påminn mig")
    await alva.tap("På stan", question)
    await tick(house, hours=24)
    assert reminders(alva) == []


async def test_who_has_sent_everything_is_not_reminded(house: House, alva: Person) -> None:
    await walks.to_review(alva)
    await alva.send("paus")
    await alva.tap("Ja, påminn mig")
    await alva.send("/survey")
    await alva.tap("Skicka in mina svar")
    await tick(house, hours=24)
    assert reminders(alva) == []


async def test_who_blocked_the_bot_is_not_reminded_not_even_when_they_come_back(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    await alva.block()
    await tick(house, hours=24)
    await alva.unblock()
    await tick(house, hours=1)
    assert reminders(alva) == []


async def test_a_reminder_that_comes_too_late_does_not_come(house: House, alva: Person) -> None:
    await paused(alva)
    await alva.tap("Ja, påminn mig")
    await tick(house, days=4)
    assert reminders(alva) == []


async def test_an_old_yes_reminds_nobody_of_nothing(house: House, alva: Person) -> None:
    await paused(alva)
    old = alva.screen
    await alva.send("glöm mig")
    await alva.press("m:forget_now")
    await alva.tap("Ja, påminn mig", old)
    assert alva.text.startswith("Du har ingen fråga öppen just nu.")
    await tick(house, hours=24)
    assert reminders(alva) == []
    assert house.count("chats") == 0


async def test_pausing_with_nothing_open_says_so(house: House, alva: Person) -> None:
    await alva.send("/start")
    await alva.press("m:pause")
    assert alva.text.startswith("Du har ingen fråga öppen just nu.")
    assert house.count("chats") == 0
