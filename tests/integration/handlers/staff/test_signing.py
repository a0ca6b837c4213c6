"""The second signature: reading, signing, asking for a change, taking back, and setting right."""

import asyncio

import pytest

from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import PART, TEXT, deeds, kept, publish, sign, submit
from tests.integration.handlers.staff.town_hall import JOHAN, hire


async def test_the_other_party_reads_it_as_followers_will_signs_and_the_writer_hears(
    hall: House, maria: Person, johan: Person
) -> None:
    await submit(maria)
    await hall.deliver()
    await johan.tap("Läs")
    assert johan.text.startswith("En uppdatering från kommunen, skriven 23 november 2026.\n\nSå här ser följarna det:")
    assert TEXT in johan.text
    assert johan.text.endswith("Den här uppdateringen väntar på er underskrift.")
    assert hall.count("progress_updates") == 0
    await johan.tap("Skriv under")
    assert johan.text.startswith("Klart! Uppdateringen är publicerad.")
    assert deeds(hall) == [(1, "proposed"), (2, "signed"), (2, "published")]
    await hall.deliver()
    assert maria.text == f"Nu är uppdateringen om {PART} underskriven och publicerad."


async def test_the_list_says_with_whom_each_lies_and_puts_first_what_one_can_do(
    hall: House, maria: Person, johan: Person
) -> None:
    await johan.press("u:waiting")
    assert johan.text == "Inget väntar just nu."
    await submit(maria)
    await submit(johan, part="Motverka handeln med narkotika")
    await johan.press("u:waiting")
    assert johan.text.splitlines() == [
        "Att godkänna",
        f"• {PART} (Pågår): väntar på er underskrift",
        "• Motverka handeln med narkotika (Pågår): väntar på att kommunen skriver under",
    ]
    await johan.tap("Motverka handeln med narkotika")
    assert "Skriv under" not in johan.screen.buttons
    assert {"Ändra", "Ta tillbaka"} <= johan.screen.buttons.keys()


async def test_a_long_list_comes_a_page_at_a_time(hall: House, maria: Person, johan: Person) -> None:
    for number in range(9):
        await submit(maria, text=f"Samtal nummer {number}.")
    await johan.press("u:waiting")
    await johan.tap("›")
    assert johan.text.count("•") == 1
    await johan.press("u:waiting:999999999999")
    assert johan.text.count("•") == 1


async def test_signing_twice_in_haste_publishes_once(hall: House, maria: Person, johan: Person) -> None:
    await submit(maria)
    await hall.deliver()
    await johan.tap("Läs")
    data = johan.screen.data("Skriv under")
    await johan.press(data)
    await johan.press(data)
    assert johan.on_top.startswith("Det här är redan klart")
    assert (hall.count("progress_updates"), len(deeds(hall))) == (1, 3)


async def test_two_who_sign_at_the_same_moment_publish_once(
    hall: House, maria: Person, johan: Person, karin: Person
) -> None:
    await hire(maria, karin, organisation="Polisen")
    await submit(maria)
    await hall.deliver()
    for signer in (johan, karin):
        await signer.tap("Läs")
    await asyncio.gather(*(each.tap("Skriv under") for each in (johan, karin)))
    assert hall.count("progress_updates") == 1
    assert [deed for _, deed in deeds(hall)] == ["proposed", "signed", "published"]


async def test_nobody_signs_for_both(hall: House, maria: Person, johan: Person, karin: Person) -> None:
    await hire(maria, karin)
    await submit(maria)
    await hall.deliver()
    await johan.tap("Läs")
    data = johan.screen.data("Skriv under")
    for own in (maria, karin):
        await own.press(data)
        assert own.on_top.startswith("Ni har redan skrivit under.")
    assert hall.count("progress_updates") == 0


async def test_a_change_is_asked_for_in_words_and_the_new_text_is_signed_anew(
    hall: House, maria: Person, johan: Person
) -> None:
    await submit(maria)
    await hall.deliver()
    await johan.tap("Läs")
    old = johan.screen.data("Skriv under")
    await johan.tap("Be om ändring")
    assert johan.text.startswith("Vad behöver ändras?")
    await johan.send("Skriv <vilka> skolor & när.")
    assert johan.text.startswith("Tack! Dina ord är skickade till kommunen.")
    assert hall.count("drafts") == 0

    await hall.deliver()
    assert "Skriv <vilka> skolor & när." in maria.text
    await maria.tap("Ändra")
    assert TEXT in maria.text
    await maria.tap("Ändra text")
    await maria.send("Vi har träffat elevråden på Murgårdsskolan.")
    await maria.tap_each(("Bara på svenska", "Skicka in"))
    await johan.press(old)
    assert johan.text.startswith("Texten har ändrats sedan du läste den.")
    assert "Murgårdsskolan" in johan.text
    await johan.tap("Skriv under")
    assert [deed for _, deed in deeds(hall)] == ["proposed", "asked_for_change", "proposed", "signed", "published"]


@pytest.mark.parametrize("words", ["x" * 1001, "\u200b\u200b"])
async def test_a_wish_that_cannot_stand_is_asked_for_again(
    hall: House, maria: Person, johan: Person, words: str
) -> None:
    await submit(maria)
    await hall.deliver()
    await johan.tap_each(("Läs", "Be om ändring"))
    await johan.send(words)
    assert "Skriv" in johan.text
    assert hall.count("drafts") == 1
    await johan.send("Vilka skolor?")
    assert johan.text.startswith("Tack! Dina ord är skickade")


async def test_a_cry_for_help_is_no_wish_and_a_wish_can_be_left(hall: House, maria: Person, johan: Person) -> None:
    await submit(maria)
    await hall.deliver()
    await johan.tap_each(("Läs", "Be om ändring"))
    await johan.send("jag vill dö")
    assert "112" in johan.screens[-2].text
    await johan.send("avbryt")
    assert johan.text.endswith("väntar på er underskrift.")
    await johan.send("Vilka skolor?")
    assert deeds(hall) == [(1, "proposed")]


async def test_a_half_written_draft_is_there_again_after_a_wish(maria: Person, johan: Person) -> None:
    await johan.send("/staff")
    await johan.tap_each(("Skriv hur det går", PART, "Försenat"))
    await submit(maria)
    await maria.house.deliver()
    await johan.tap_each(("Läs", "Be om ändring"))
    await johan.send("Vilka skolor?")
    await johan.send("/staff")
    await johan.tap("Fortsätt skriva")
    assert johan.text.startswith(f"{PART}\nFörsenat")


async def test_what_is_taken_back_is_never_published_and_its_readers_are_told(
    hall: House, maria: Person, johan: Person
) -> None:
    await submit(maria)
    await hall.deliver()
    await johan.tap("Läs")
    read = johan.screen
    await maria.press("u:look:1")
    await maria.tap_each(("Ta tillbaka", "Ja, ta tillbaka"))
    assert maria.text.startswith("Klart. Uppdateringen är tillbakatagen")
    await johan.tap("Skriv under", read)
    assert johan.on_top.startswith("Det här är redan klart")
    await hall.deliver()
    assert johan.text.startswith(f"Uppdateringen om {PART} är tillbakatagen av kommunen.")
    assert (hall.count("progress_updates"), deeds(hall)) == (0, [(1, "proposed"), (1, "withdrew")])


async def test_of_two_colleagues_who_change_one_update_the_second_reads_the_firsts_words(
    hall: House, maria: Person, johan: Person, karin: Person
) -> None:
    await hire(maria, karin)
    await submit(maria)
    for each in (maria, karin):
        await each.press("u:revise:1")
        await each.tap("Ändra text")
        await each.send(f"Ord av {each.id}.")
        await each.tap("Bara på svenska")
    await maria.tap("Skicka in")
    await karin.tap("Skicka in")
    assert karin.on_top.startswith("En kollega har ändrat den sedan du började.")
    await johan.press("u:look:1")
    assert f"Ord av {maria.id}." in johan.text


async def test_a_correction_is_a_new_update_that_says_so(hall: House, maria: Person, johan: Person) -> None:
    await publish(maria, johan)
    hall.clock.forward(days=1)
    await johan.send("/staff")
    await johan.tap_each(("Rätta det som är publicerat", PART))
    assert TEXT in johan.text
    await johan.tap("Rätta: 23 november 2026")
    assert johan.text.startswith("Du rättar något som alla redan kan läsa.")
    assert "Rättelse 24 november 2026" in johan.text
    await johan.tap("Ändra text")
    await johan.send("Vi har träffat sju elevråd.")
    await johan.tap_each(("Bara på svenska", "Skicka in"))
    await sign(maria)

    texts = [row["corrects"] for row in hall.rows("SELECT corrects FROM progress_updates ORDER BY id")]
    assert texts == [None, 1]
    hall.clock.forward(minutes=1)
    await maria.send("/promises")
    said = "\n".join(each.text for each in maria.screens)
    assert "Rättelse 24 november 2026 från Polisen" in said
    assert "Den gäller i stället för det som skrevs 23 november 2026" in said


async def test_a_right_lost_is_lost_at_the_next_press_and_nothing_is_noted(
    hall: House, maria: Person, johan: Person, karin: Person
) -> None:
    await hire(maria, karin, organisation="Polisen")
    await submit(maria)
    await hall.deliver()
    await karin.tap("Läs")
    read = karin.screen
    await karin.tap("Be om ändring")
    await karin.press("u:not_ask:1")
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Karin Berg", "Ja, ta tillbaka rollen"))
    before = kept(hall)
    for label in ("Skriv under", "Be om ändring", "Visa allt som väntar"):
        await karin.tap(label, read)
        assert karin.on_top == "Din roll är tillbakatagen, så det här kan du inte göra längre."
    await karin.send("Vilka skolor?")
    assert kept(hall) == before


async def test_who_has_not_said_whom_they_work_for_is_asked_that(hall: House, maria: Person) -> None:
    johan = Person(hall, JOHAN)
    await submit(maria)
    await johan.send("/staff")
    await johan.press("u:look:1")
    assert "Vem arbetar du för?" in johan.text
