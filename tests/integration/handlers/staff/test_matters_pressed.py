"""The buttons under the morning digest, pressed by two, twice, too late, or by somebody whose role is gone."""

import asyncio

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import publish, submit
from tests.integration.handlers.staff.test_mornings import digest, morning
from tests.integration.handlers.staff.town_hall import JOHAN, done, hire, turned_away

TAKE, LATER, NOTHING = "1: Jag tar det", "1: Senare", "1: Inget"
YOURS_NOW = "Tack! Det är ditt nu, och kollegorna ser det. Du gör det under /staff."
PUT_OFF, CLOSED = "Det är redan uppskjutet till i morgon.", "Någon har redan sagt att inget behöver göras."
GONE = "Det här är redan klart, eller gäller inte längre. Skriv /staff för att börja om."
DECIDED = {TAKE: "taken", LATER: "later", NOTHING: "nothing"}


def decision(house: House) -> str:
    return str(house.rows("SELECT decision FROM matters WHERE id = 1")[0]["decision"])


async def test_of_two_who_take_it_at_the_same_moment_one_has_it_and_the_other_is_told_who(
    hall: House, maria: Person, johan: Person
) -> None:
    await morning(hall)
    noted, away = done(hall), turned_away(hall)
    await asyncio.gather(maria.tap(TAKE, digest(maria)), johan.tap(TAKE, digest(johan)))
    (row,) = hall.rows("SELECT member FROM matters WHERE id = 1")
    has_it, other = (maria, johan) if row["member"] == 1 else (johan, maria)
    assert has_it.on_top == YOURS_NOW
    assert other.on_top == f"Kollega {row['member']} har redan tagit det."
    assert (done(hall), turned_away(hall)) == (noted + 1, away + 1)


@pytest.mark.parametrize(
    ("first", "second", "stands", "told"),
    [
        (LATER, NOTHING, "later", PUT_OFF),
        (LATER, LATER, "later", PUT_OFF),
        (NOTHING, LATER, "nothing", CLOSED),
        (NOTHING, NOTHING, "nothing", CLOSED),
        (TAKE, NOTHING, "taken", "Kollega 1 har redan tagit det."),
        (LATER, TAKE, "taken", YOURS_NOW),
        (NOTHING, TAKE, "taken", YOURS_NOW),
    ],
)
async def test_what_a_colleague_said_stands_though_the_open_message_still_asks(
    hall: House, maria: Person, johan: Person, first: str, second: str, stands: str, told: str
) -> None:
    await morning(hall)
    old = digest(johan)
    await maria.tap(first, digest(maria))
    assert decision(hall) == DECIDED[first]
    noted, away = done(hall), turned_away(hall)
    await johan.tap(second, old)
    assert johan.on_top == told
    assert decision(hall) == stands
    is_new = told == YOURS_NOW
    assert (done(hall), turned_away(hall)) == (noted + is_new, away + (not is_new))
    assert digest(johan).buttons == digest(maria).buttons or is_new


async def test_who_has_taken_it_is_not_told_of_themselves_as_of_somebody_else(hall: House, maria: Person) -> None:
    await morning(hall)
    await maria.tap(TAKE, digest(maria))
    await maria.tap("1: Kollega 1 tar det", digest(maria))
    assert maria.on_top == "Det är redan ditt. Du gör det under /staff."


async def test_last_weeks_button_is_about_what_still_waits_and_not_about_what_is_over(
    hall: House, maria: Person, johan: Person
) -> None:
    await morning(hall)
    old = digest(maria)
    over, waits = (line.partition(": ")[2].rstrip(".") for line in old.text.splitlines() if line[:2] in ("1.", "2."))
    await publish(maria, johan, part=over)
    hall.clock.forward(days=6)
    await morning(hall)
    assert over not in digest(maria).text.partition("Vad invånarna märker")[0]
    assert waits in digest(maria).text
    before, away = hall.rows("SELECT * FROM matters"), turned_away(hall)
    for label in (TAKE, LATER, NOTHING):
        await maria.tap(label, old)
        assert maria.on_top == GONE
    assert (hall.rows("SELECT * FROM matters"), turned_away(hall)) == (before, away + 3)
    await maria.tap("2: Jag tar det", old)
    assert maria.on_top == YOURS_NOW


async def test_who_lost_the_role_is_told_so_and_decides_nothing(hall: House, maria: Person, karin: Person) -> None:
    await hire(maria, karin, "Redaktör")
    await morning(hall)
    letter = digest(karin)
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Karin Berg", "Ja, ta tillbaka rollen"))
    for label in (TAKE, LATER, NOTHING):
        await karin.tap(label, letter)
        assert karin.on_top == "Din roll är tillbakatagen, så det här kan du inte göra längre."
    assert hall.rows("SELECT DISTINCT decision FROM matters") == [{"decision": "open"}]


async def test_who_has_not_said_whom_they_work_for_is_asked_only_what_they_can_do(hall: House, maria: Person) -> None:
    johan = Person(hall, JOHAN)
    await johan.send("/start")
    await submit(maria)
    await morning(hall)
    assert "Att godkänna: 1 uppdatering." in digest(maria).text
    letter = digest(johan)
    assert "Att godkänna" not in letter.text
    for label in [label for label in letter.buttons if label.endswith(": Jag tar det")]:
        await johan.tap(label, letter)
        assert johan.on_top == YOURS_NOW
