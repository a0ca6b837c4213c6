"""The staff's menu: what each may see and press, and what becomes of a role that is taken back."""

import pytest

from handlers.staff_taps import Act, pack_staff
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.town_hall import MARIA, done, hire, invite, turned_away

MENUS = {
    "Administratör": [
        *("Skriv hur det går", "Att godkänna", "Rätta det som är publicerat", "Morgonrapporten", "Hur utskicken går"),
        *("Kollegor och inbjudningar", "Bjud in en kollega", "Vad personalen gjort", "Dialoger", "Min roll"),
    ],
    "Redaktör": [
        *("Skriv hur det går", "Att godkänna", "Rätta det som är publicerat", "Morgonrapporten", "Hur utskicken går"),
        *("Dialoger", "Min roll"),
    ],
    "Analytiker": [
        *("Läs vad folk skriver", "Ta ut svaren", "Morgonrapporten", "Hur utskicken går"),
        *("Dialoger", "Min roll"),
    ],
    "Fältarbetare": ["Dialoger", "Låna ut telefonen", "Mata in en pappersenkät", "Min roll"],
}


async def test_a_first_administrator_says_whom_they_work_for_before_anything_else(hall: House) -> None:
    maria = Person(hall, MARIA)
    await maria.send("/staff")
    assert "Vem arbetar du för?" in maria.text
    assert list(maria.screen.buttons) == ["Kommunen", "Polisen"]

    await maria.tap("Polisen")
    assert maria.text == "Du är administratör hos polisen. Vad vill du göra?"
    await maria.press(pack_staff(Act.ORGANISATION, "municipality"))
    assert maria.text == "Du är administratör hos polisen. Vad vill du göra?"


@pytest.mark.parametrize("role", MENUS)
async def test_the_menu_shows_what_the_role_may_do_and_nothing_else(maria: Person, karin: Person, role: str) -> None:
    await hire(maria, karin, role)
    await karin.send("/staff")
    assert list(karin.screen.buttons) == MENUS[role]
    await karin.tap("Min roll")
    assert karin.text.startswith(f"Du är {role.lower()} hos kommunen")
    await karin.tap("Tillbaka")
    assert list(karin.screen.buttons) == MENUS[role]


async def test_to_everybody_else_the_command_does_not_exist(hall: House, stranger: Person) -> None:
    await stranger.send("/nothing")
    unknown = stranger.text
    await stranger.send("/staff")
    assert stranger.text == unknown
    assert [hall.count(table) for table in ("chats", "staff", "audit")] == [2, 0, 0]


async def test_a_revoked_members_next_press_is_refused_in_one_sentence_and_nothing_is_noted(
    hall: House, maria: Person, karin: Person
) -> None:
    await hire(maria, karin, "Administratör")
    await karin.send("/staff")
    open_menu = karin.screen
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Karin Berg"))
    assert maria.text == "Karin Berg är administratör hos kommunen. Ska rollen tas tillbaka? Det gäller med en gång."
    await maria.tap("Ja, ta tillbaka rollen")
    assert maria.text == "Klart. Karin Berg hör inte längre till personalen."
    noted = done(hall)

    for label in ("Kollegor och inbjudningar", "Bjud in en kollega", "Min roll"):
        await karin.tap(label, open_menu)
        assert karin.on_top == "Din roll är tillbakatagen, så det här kan du inte göra längre."
    await karin.send("/staff")
    assert karin.text.startswith("Det kommandot finns inte.")
    assert (done(hall), turned_away(hall)) == (noted, 3)


async def test_that_the_settings_still_name_somebody_is_said(maria: Person, johan: Person) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Kollega 2", "Ja, ta tillbaka rollen"))
    assert "STAFF_IDS" in maria.text
    await johan.send("/staff")
    assert johan.text.startswith("Det kommandot finns inte.")


async def test_a_long_list_comes_a_page_at_a_time(maria: Person) -> None:
    for number in range(12):
        await invite(maria, name=f"Kollega nummer {number:02}")
    await maria.send("/staff")
    await maria.tap("Kollegor och inbjudningar")
    first = maria.text
    assert "›" in maria.screen.buttons
    assert "‹" not in maria.screen.buttons
    await maria.tap("›")
    assert "Kollega 1, administratör hos kommunen" in maria.text
    assert set(first.splitlines()[1:]) & set(maria.text.splitlines()[1:]) == set()
    await maria.tap("‹")
    assert maria.text == first
    await maria.press(pack_staff(Act.COLLEAGUES, 99))
    assert "Kollega 1, administratör hos kommunen" in maria.text
