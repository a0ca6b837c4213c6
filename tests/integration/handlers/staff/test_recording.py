"""Recording progress in the chat: each step, what cannot stand, and what is never swallowed."""

from collections.abc import MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.content import Content
from promises.promise import Activity
from tests.integration.handlers.house import House, open_house
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.desk import LINK, PART, TEXT, ask_text, deeds, kept, write
from tests.integration.handlers.staff.town_hall import MARIA


async def test_from_the_menu_to_what_waits_for_the_other_party(hall: House, maria: Person, johan: Person) -> None:
    await maria.send("/staff")
    await maria.tap("Skriv hur det går")
    assert maria.text == "Vilken del av löftet gäller det?"
    await maria.tap(PART)
    assert "• Försenat: det kommer, men senare än vi sa" in maria.text
    await maria.tap("Pågår")
    assert "skriv ett tal från 0 till 100" in maria.text
    await maria.send("40 %")
    assert maria.text.startswith(f"{PART}\nPågår, 40 procent\n\nVad har ni gjort?")
    await maria.send(f"  {TEXT}\n")
    assert "Var kan man läsa mer?" in maria.text
    await maria.tap("Ingen länk: vi vet det själva")
    assert "för få svar att visa" in maria.text
    await maria.tap_each(("Gå vidare", "English"))
    assert "Skriv hela texten på det här språket: English." in maria.text
    assert TEXT in maria.text
    await maria.send("We have met eight student councils.")
    await maria.tap("Klar med språken")

    assert "Gjort: 40 procent av det som lovats." in maria.text
    assert "Källa: egen kännedom hos Sandvikens kommun" in maria.text
    assert "När du skickar in den får polisen läsa och skriva under." in maria.text
    await maria.tap("English")
    assert "We have met eight student councils." in maria.text
    assert TEXT not in maria.text
    await maria.tap("Svenska")
    assert TEXT in maria.text
    assert kept(hall)["proposals"] == []

    await maria.tap("Skicka in")
    assert maria.text.startswith("Tack! Nu väntar uppdateringen på att polisen läser och skriver under.")
    assert (deeds(hall), hall.count("progress_updates"), hall.count("drafts")) == ([(1, "proposed")], 0, 0)
    assert await hall.deliver() == 1
    assert johan.text.startswith("En uppdatering från kommunen väntar på er underskrift")


async def test_where_one_signature_is_enough_it_is_public_at_once(content: Content, file: Path) -> None:
    async with open_house(content, file, staff_ids=str(MARIA), publish_signatures=1) as hall:
        await hall.app.know_staff()
        maria = Person(hall, MARIA)
        await maria.send("/staff")
        await maria.tap("Kommunen")
        await write(maria)
        assert "När du skickar in den syns den för alla." in maria.text
        await maria.tap("Skicka in")
        assert maria.text.startswith("Klart! Uppdateringen är publicerad.")
        assert deeds(hall) == [(1, "proposed"), (1, "published")]
        hall.clock.forward(minutes=1)
        await maria.send("/promises")
        [told] = [each.text for each in maria.screens if TEXT in each.text]
        assert "Undertecknat av Sandvikens kommun." in told


async def test_a_commitment_with_activities_is_told_one_at_a_time(content: Content, file: Path) -> None:
    first, *rest = content.promise.commitments
    parents = Activity("parents", {"sv": "Föräldramöten"}, 1)
    promise = replace(content.promise, commitments=(replace(first, activities=(parents,)), *rest))
    async with open_house(replace(content, promise=promise), file, staff_ids=str(MARIA)) as hall:
        await hall.app.know_staff()
        maria = Person(hall, MARIA)
        await maria.send("/staff")
        await maria.tap_each(("Kommunen", "Skriv hur det går", first.title["sv"]))
        assert "Gäller det något särskilt i den delen" in maria.text
        await maria.tap_each(("Föräldramöten", "Genomfört"))
        assert "Vad har ni gjort?" in maria.text, "done is 100 percent, so it is not asked"
        assert "Föräldramöten" in maria.text


@pytest.mark.parametrize("number", ["101", "-1", "hundra", "4,5", "²"])
async def test_a_percent_that_is_none_is_one_sentence(maria: Person, number: str) -> None:
    await maria.send("/staff")
    await maria.tap_each(("Skriv hur det går", PART, "Pågår"))
    await maria.send(number)
    assert maria.text.startswith("Det där är inget tal från 0 till 100.")
    await maria.send("100")
    assert "Vad har ni gjort?" in maria.text


@pytest.mark.parametrize("source", ["sandviken.se", "http://sandviken.se", "https://", "javascript:alert(1)", "ja"])
async def test_a_source_that_is_no_link_is_one_sentence_and_the_text_is_still_there(maria: Person, source: str) -> None:
    await ask_text(maria)
    await maria.send(TEXT)
    await maria.send(source)
    assert maria.text.startswith("Det där är ingen länk som jag känner igen.")
    await maria.send(LINK)
    await maria.tap_each(("Gå vidare", "Bara på svenska"))
    assert TEXT in maria.text
    assert f"Källa: {LINK}" in maria.text


async def test_a_text_that_telegram_cuts_in_two_is_refused_once_and_no_part_of_it_is_taken(maria: Person) -> None:
    await ask_text(maria)
    shown = len(maria.screens)
    await maria.send_at_once("x" * 4096, "y" * 900, "z")
    [refusal] = maria.screens[shown:]
    assert refusal.text.startswith("Det där är för långt, så jag tog inte med det. Skriv högst 1000 tecken")
    await maria.send(TEXT)
    assert "Var kan man läsa mer?" in maria.text


async def test_what_is_sent_before_the_next_question_is_seen_is_no_answer_to_it(maria: Person) -> None:
    await ask_text(maria)
    await maria.send_at_once(TEXT, LINK, "och mer")
    assert maria.text.startswith("Du skickade mer innan jag hann svara.")
    assert "Var kan man läsa mer?" in maria.text
    assert [("innan jag hann svara" in each.text) for each in maria.screens].count(True) == 1


async def test_a_status_without_text_is_not_submitted_however_the_button_is_forged(hall: House, maria: Person) -> None:
    await ask_text(maria)
    for seen in ("", "x", "A" * 16):
        await maria.press(f"u:submit:{seen}")
    assert (hall.count("proposals"), hall.count("drafts"), hall.app.handling.quarantined) == (0, 1, 0)
    assert maria.text.startswith("Texten är tom.")


async def test_submitting_twice_in_haste_submits_once_and_says_so_kindly(hall: House, maria: Person) -> None:
    await write(maria)
    data = maria.screen.data("Skicka in")
    await maria.press(data)
    await maria.press(data)
    assert "Kanske är det redan inskickat." in maria.on_top
    assert (hall.count("proposals"), deeds(hall)) == (1, [(1, "proposed")])


async def test_a_preview_that_is_not_what_would_be_submitted_is_shown_again(hall: House, maria: Person) -> None:
    await write(maria)
    old = maria.screen
    submit_it = old.data("Skicka in")
    await maria.tap("Ändra text")
    assert TEXT in maria.text
    await maria.send("Vi har träffat nio elevråd.")
    await maria.tap("Bara på svenska")
    await maria.press(submit_it, old)
    assert old.text.startswith("Texten har ändrats sedan du läste den.")
    assert "nio elevråd" in old.text
    assert hall.count("proposals") == 0


async def test_what_left_the_promise_meanwhile_is_asked_for_again_and_the_words_stay(
    content: Content, file: Path, maria: Person
) -> None:
    await ask_text(maria)
    await maria.send(TEXT)
    gone = [each for each in content.promise.commitments if each.title["sv"] != PART]
    shorter = replace(content, promise=replace(content.promise, commitments=tuple(gone)))
    async with open_house(shorter, file, staff_ids=str(MARIA)) as later:
        again = Person(later, MARIA)
        await again.send("/staff")
        await again.tap("Fortsätt skriva")
        assert again.text.startswith("Den delen finns inte i löftet längre. Välj en annan.")
        assert later.count("proposals") == 0
        await again.tap(gone[0].title["sv"])
        await again.tap_each(("25 %",) if "25 %" in again.screen.buttons else ())
        assert "Var kan man läsa mer?" in again.text


async def test_a_draft_is_saved_and_gone_on_with_or_thrown_away_after_one_question(hall: House, maria: Person) -> None:
    await ask_text(maria)
    await maria.tap("Spara till sen")
    await maria.send(TEXT)
    assert "Var kan man läsa mer?" not in maria.text, "nothing was asked for"
    await maria.send("/staff")
    await maria.tap("Fortsätt skriva")
    assert "Vad har ni gjort?" in maria.text
    await maria.send("/staff")
    await maria.tap("Skriv hur det går")
    assert maria.text.startswith("Du har redan börjat på något:")
    await maria.tap("Kasta det och börja om")
    assert maria.text == "Vilken del av löftet gäller det?"
    await maria.tap_each((PART, "Kasta"))
    assert "Det går inte att få tillbaka." in maria.text
    await maria.tap("Ja, kasta")
    assert (maria.text, hall.count("drafts")) == ("Kastat. Inget har skickats in.", 0)


async def test_the_buttons_of_a_draft_that_is_gone_are_answered_kindly(hall: House, maria: Person) -> None:
    await ask_text(maria)
    old = maria.screen
    await maria.tap_each(("Kasta", "Ja, kasta"))
    hall.clock.forward(minutes=1)
    await maria.press("u:c:1:status:done", old)
    assert maria.on_top.startswith("Du håller inte på att skriva något.")
    await maria.send("/staff")
    await maria.tap("Skriv hur det går")
    await maria.press("u:c:1:status:done", old)
    assert maria.on_top.startswith("Det här är redan klart, eller gäller inte längre.")


async def test_a_cry_for_help_is_met_with_help_and_is_no_text(hall: House, maria: Person) -> None:
    await ask_text(maria)
    await maria.send("jag vill dö")
    help_shown, offer = maria.screens[-2:]
    assert "112" in help_shown.text
    assert offer.text.startswith("Jag tog inte med det du skrev")
    await maria.send(TEXT)
    assert "Var kan man läsa mer?" in maria.text
    assert b"jag vill d" not in hall.raw_bytes()


async def test_who_works_with_young_people_may_write_of_it_after_being_shown_help(maria: Person) -> None:
    text = "Skolan pratar med elever som mår dåligt och tänker på självmord."
    await ask_text(maria)
    await maria.send(text)
    await maria.tap("Ja, ta med det")
    assert "Var kan man läsa mer?" in maria.text
    await maria.tap_each(("Ingen länk: vi vet det själva", "Gå vidare", "Bara på svenska"))
    assert text in maria.text


async def test_help_and_what_else_is_said_anywhere_is_heard_here_too(hall: House, maria: Person) -> None:
    await ask_text(maria)
    await maria.send("hjälp")
    assert maria.text.startswith("Hjälp nu")
    await maria.send("nästa")
    assert maria.text.startswith("Det går inte här.")
    await maria.send("tillbaka")
    assert "skriv ett tal från 0 till 100" in maria.text
    await maria.send("stopp")
    assert maria.text.startswith("Utkastet är sparat.")
    assert hall.count("drafts") == 1


async def test_what_is_written_in_answer_to_the_survey_goes_there(hall: House, maria: Person) -> None:
    await ask_text(maria)
    hall.clock.forward(minutes=1)
    await maria.send("/survey")
    await maria.send("15")
    assert "Var kan man läsa mer?" not in maria.text
    await maria.send("/staff")
    await maria.tap("Fortsätt skriva")
    await maria.send(TEXT)
    assert "Var kan man läsa mer?" in maria.text


async def test_half_an_hour_later_words_are_not_meant_for_it_any_more(hall: House, maria: Person) -> None:
    await ask_text(maria)
    hall.clock.forward(minutes=30)
    await maria.send(TEXT)
    assert "Var kan man läsa mer?" not in maria.text


async def test_what_looks_like_one_persons_data_is_pointed_out_before_everybody_reads_it(maria: Person) -> None:
    await write(maria, text="Ring Eva på 070-174 06 05 så berättar hon.")
    assert maria.text.startswith("Titta en gång till. I texten finns det som ser ut som telefonnummer.")


async def test_the_longest_text_with_the_dearest_letters_is_shown_whole(maria: Person, johan: Person) -> None:
    text = "&<å" * 333 + "."
    await write(maria, text=text)
    assert text in maria.text
    await maria.tap("Skicka in")
    await maria.house.deliver()
    await johan.tap("Läs")
    assert text in johan.text


async def test_of_two_colleagues_each_has_a_draft_of_their_own(hall: House, maria: Person, johan: Person) -> None:
    await ask_text(maria)
    await ask_text(johan)
    await maria.send("Kommunens ord om dialogen.")
    await johan.send("Polisens ord om dialogen.")
    for person, words in ((maria, "Kommunens ord"), (johan, "Polisens ord")):
        await person.tap_each(("Ingen länk: vi vet det själva", "Gå vidare", "Bara på svenska"))
        assert words in person.text


async def test_a_draft_is_not_readable_in_the_file_nor_in_the_log(
    hall: House, maria: Person, logged: list[MutableMapping[str, Any]]
) -> None:
    await write(maria, text="Ett hemligt utkast om samtalen.")
    assert b"hemligt utkast" not in hall.raw_bytes()
    assert "hemligt utkast" not in str(logged)
