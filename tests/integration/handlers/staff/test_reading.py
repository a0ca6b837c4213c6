"""Reading what residents wrote: in company of k, sorted, marked, and never more than the reader may."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from bot.content import Content
from handlers.staff_taps import Act, pack_staff
from storage.texts import StoredTexts
from storage.unit_of_work import UnitOfWork
from survey.ports import ResponseId, ResponseStatus
from survey.session import Answer
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.library import YESTERDAY, answered
from tests.integration.handlers.staff.town_hall import hire, turned_away

TEXTS = ("Mer ljus vid ån.", "Fler bussar sent.", "En plats att vara på.", "Vuxna ute på helgen.", "Ring [telefon].")
READ, CHOOSE = "Läs vad folk skriver", "Välj vad som visas"


@pytest.fixture
async def reader(maria: Person, karin: Person) -> Person:
    """Karin, an analyst of the municipality."""
    await hire(maria, karin, "Analytiker")
    return karin


async def open_list(reader: Person) -> None:
    await reader.send("/staff")
    await reader.tap(READ)


async def all_texts(reader: Person) -> list[str]:
    """What every page of the list says, one after the other."""
    pages = [reader.text]
    while "›" in reader.screen.buttons:
        await reader.tap("›")
        pages.append(reader.text)
    return pages


async def test_texts_are_read_a_page_at_a_time_with_what_their_group_shares(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await open_list(reader)
    assert reader.text.startswith("5 texter\nVisar: Alla områden · Alla språk · Alla frågor · Alla dagar · Bara olästa")
    pages = await all_texts(reader)
    assert len(pages) == 2
    for text in TEXTS:
        assert sum(text in page for page in pages) == 1
    assert "Sandviken: centrum, Nya Bruket · Svenska · 22 november 2026" in pages[0]
    assert "Tror du att ett barn far illa? Då ska du anmäla det." in pages[0]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"texts": TEXTS[:4]}, "four are too few"),
        ({"texts": TEXTS, "status": ResponseStatus.PARTIAL}, "they were never sent"),
        ({"texts": TEXTS, "status": ResponseStatus.OPEN}, "they are still being written"),
        ({"texts": TEXTS, "day": YESTERDAY + timedelta(days=1)}, "the day is not over"),
        ({"texts": ["jag vill dö", "", "", "", ""]}, "it is a cry for help"),
        ({"texts": ["Ali säljer knark vid skolan varje kväll", "", "", "", ""]}, "it is a tip"),
    ],
)
async def test_what_is_not_shown(hall: House, reader: Person, sent: dict[str, Any], why: str) -> None:
    await answered(hall, **sent)
    await open_list(reader)
    assert "Här finns inget att visa." in reader.text, why
    assert not [text for text in sent["texts"] if text and text in reader.text]


async def test_those_without_words_are_company_too(hall: House, reader: Person) -> None:
    await answered(hall, ("Mer ljus vid ån.", "", "", "", ""))
    await open_list(reader)
    assert "Mer ljus vid ån." in reader.text


async def test_a_filter_shows_whole_groups_and_what_is_rare_waits(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await answered(hall, [f"Somalisk text {number}." for number in range(5)], language="so")
    await answered(hall, ["Ensam somalisk text."], language="so", area="north")
    await open_list(reader)
    await reader.tap_each((CHOOSE, "Språk: Alla språk", "Soomaali"))
    pages = "".join(await all_texts(reader))
    assert pages.count("Somalisk text") == 5
    assert "Ensam" not in pages
    await reader.tap_each((CHOOSE, "Språk: Soomaali", "Alla språk"))
    assert "Ensam" not in "".join(await all_texts(reader))


async def test_what_waited_for_two_weeks_is_read_without_its_area_and_language(hall: House, reader: Person) -> None:
    for area in ("north", "south", "lake", "west"):
        await answered(hall, [f"Text från {area}."], area=area)
    await answered(hall, ["Text på somaliska."], language="so", area="centre")
    hall.clock.forward(days=12)
    await open_list(reader)
    assert "Här finns inget att visa." in reader.text
    hall.clock.forward(days=2)
    await open_list(reader)
    assert reader.text.startswith("5 texter")
    assert "flera områden, eller inget sagt · flera språk · 22 november 2026" in reader.text
    await reader.tap_each((CHOOSE, "Område: Alla områden", "Järbo, Jäderfors"))
    assert "Här finns inget att visa." in reader.text


@pytest.mark.no_cover  # the same lines again and again, and counting them takes longer than running them
async def test_no_boolean_of_filters_singles_out_fewer_than_k(hall: House, reader: Person) -> None:
    """Whoever opens every list there is, on many days, finds no two texts apart whose responses are fewer than five."""
    made: dict[str, str] = {}
    for day in range(8):
        for number in range(7):
            area = ("centre", "north", "south")[(day * number) % 3]
            language = ("sv", "so", "en")[(day + number) % 3]
            text = f"Nummer {day}x{number}."
            [response] = await answered(hall, [text], area=area, language=language, day=YESTERDAY - timedelta(days=day))
            made[text] = response
    seen: dict[str, list[str]] = {text: [] for text in made}
    for _ in range(4):
        for place in range(11):
            for language in ("", "sv", "so", "en"):
                for days in (".", "261115.261118", "261116.261122"):
                    await reader.press(pack_staff(Act.READ, f"{place}.{language}.0.{days}.a", 0), reader.screen)
                    pages = "".join(await all_texts(reader))
                    for text in made:
                        if text in pages:
                            seen[text].append(f"{place}{language}{days}")
        hall.clock.forward(days=4)
    alike = Counter(tuple(sorted(set(where))) for where in seen.values() if where)
    assert alike
    assert min(alike.values()) >= 5


async def test_days_are_typed_and_what_is_no_day_gets_one_sentence(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await answered(hall, [f"Äldre {number}." for number in range(5)], day=YESTERDAY - timedelta(days=40))
    await open_list(reader)
    await reader.tap_each((CHOOSE, "Dagar: Alla dagar"))
    for nonsense in ("i tisdags", "2026-13-01", "2026-11-30 2026-11-01", "2026-11-01 och kanske 3"):
        await reader.send(nonsense)
        assert reader.text.startswith("Det där är ingen dag jag förstår.")
    await reader.send("2026-11-20 2026-11-30")
    assert reader.text.startswith("5 texter")
    assert "20 november 2026 – 30 november 2026" in reader.text
    await reader.send("2026-10-01")
    assert not reader.text.startswith("10 texter")  # nobody waits for days any more


async def test_marking_and_tagging_is_kept_and_says_who(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await open_list(reader)
    await reader.tap("1")
    assert "Ingen har läst den." in reader.text
    await reader.tap_each(("Ljus och platser", "Märk som läst"))
    assert "Etiketter: Ljus och platser" in reader.text
    assert "Läst av Karin Berg den 23 november 2026." in reader.text
    await reader.tap("Till listan")
    assert reader.text.startswith("4 texter")
    await reader.tap("Jag har läst alla här")
    assert reader.text.startswith("1 text\n")
    await reader.tap_each((CHOOSE, "Visa: Bara olästa", "Även lästa"))
    assert reader.text.startswith("5 texter")
    assert [row["tags"] for row in hall.rows("SELECT tags FROM readings WHERE tags <> '[]'")] == ['["lighting"]']
    deeds = Counter(row["deed"] for row in hall.rows("SELECT deed FROM audit"))
    assert (deeds["tagged"], deeds["marked_read"]) == (1, 4)


async def test_nothing_hidden_can_be_brought_back_and_the_help_says_why(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await open_list(reader)
    await reader.tap("Så läser du")
    assert "doldes innan svaret sparades" in reader.text
    assert "orosanmälan" in reader.text
    assert not [label for label in reader.screen.buttons if "visa dolt" in label.lower()]


async def test_who_is_there_for_an_area_reads_that_area_only(hall: House, maria: Person, karin: Person) -> None:
    await hire(maria, karin, "Analytiker")
    await hall.database.write(lambda work: _limit(work, karin, hall))
    await answered(hall, TEXTS)
    await answered(hall, [f"Från norr {number}." for number in range(5)], area="north")
    await open_list(karin)
    pages = "".join(await all_texts(karin))
    assert pages.count("Från norr") == 5
    assert not [text for text in TEXTS if text in pages]
    await karin.press(pack_staff(Act.READ, "1..0...a", 0))
    assert "Från norr" in karin.text
    for row in hall.rows("SELECT reference, response FROM readings"):
        await karin.press(pack_staff(Act.TEXT, row["reference"], "0..0...a", 0))
        assert not [text for text in TEXTS if text in karin.text]


def _limit(work: UnitOfWork, somebody: Person, hall: House) -> None:
    member = work.staff.of(hall.app.services.keys.person(somebody.id))
    assert member
    work.staff.change(replace(member, areas=("north",)))


async def test_an_erased_response_is_gone_and_its_group_is_shown_no_more(hall: House, reader: Person) -> None:
    ids = await answered(hall, TEXTS)
    await open_list(reader)
    assert reader.text.startswith("5 texter")
    await hall.database.write(lambda work: work.responses.remove(ResponseId(ids[0])))
    await open_list(reader)
    assert "Här finns inget att visa." in reader.text
    assert hall.count("readings") == 4


async def test_the_trail_says_what_was_looked_at_and_not_a_word_of_it(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await open_list(reader)
    [row] = hall.rows("SELECT subject FROM audit WHERE deed = 'read_texts'")
    assert row["subject"].startswith("texts ")
    assert not [text for text in TEXTS if text in row["subject"]]


async def test_what_was_read_is_not_counted_among_what_waits(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await open_list(reader)
    assert reader.text.startswith("5 texter")
    await reader.tap("Jag har läst alla här")
    await open_list(reader)
    assert reader.text.startswith("2 texter")


async def test_what_is_written_into_a_sent_response_later_is_read_too(hall: House, reader: Person) -> None:
    ids = await answered(hall, ("Mer ljus vid ån.", "", "", "", ""))
    await hall.app.services.reading.catch_up()
    later = Answer(text="Och fler bussar.", language="sv")
    await hall.database.write(lambda work: work.responses.put_answer(ResponseId(ids[1]), "wish", later))
    await hall.app.services.reading.catch_up()
    await open_list(reader)
    assert reader.text.startswith("1 text")  # once a day is often enough
    hall.clock.forward(days=1)
    await hall.app.services.reading.catch_up()
    await open_list(reader)
    assert "Och fler bussar." in reader.text


async def test_a_backlog_is_listed_in_a_few_ticks_and_whoever_looks_meanwhile_waits_for_little_of_it(
    hall: House, reader: Person
) -> None:
    """Each group takes a second here: a tick has ten, somebody who waits for the list one."""
    for day in range(40):
        await answered(hall, TEXTS, day=YESTERDAY - timedelta(days=day))
    reading, passed = hall.app.services.reading, count(step=2.5)
    object.__setattr__(reading, "seconds", lambda: next(passed))

    await open_list(reader)
    looked_at = int(reader.text.split(maxsplit=1)[0])
    assert 0 < looked_at < 40 * len(TEXTS) / 4
    for _ in range(3):
        await reading.catch_up()
    await open_list(reader)
    assert reader.text.startswith(f"{40 * len(TEXTS)} texter")


async def test_when_a_day_is_listed_nobody_looks_for_more_until_the_next(
    hall: House, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await answered(hall, TEXTS)
    await hall.app.services.reading.catch_up()
    await hall.app.services.reading.catch_up()

    def not_asked(*_: object) -> None:
        raise AssertionError("every response is looked through")

    with monkeypatch.context() as patch:
        patch.setattr(StoredTexts, "waiting", not_asked)
        await open_list(reader)
        await hall.app.services.reading.catch_up()
        assert reader.text.startswith("5 texter")
    await answered(hall, TEXTS, day=YESTERDAY + timedelta(days=1))
    hall.clock.forward(days=1)
    await open_list(reader)
    assert reader.text.startswith("10 texter")


def test_every_tag_of_the_shipped_scheme_fits_on_a_button(content: Content) -> None:
    assert 1 <= len(content.tags) <= 20


async def test_a_second_press_marks_no_text_that_nobody_has_looked_at(hall: House, reader: Person) -> None:
    await answered(hall, TEXTS)
    await open_list(reader)
    first_page = reader.screen.data("Jag har läst alla här")
    await reader.press(first_page)
    read = hall.rows("SELECT * FROM readings WHERE read_by IS NOT NULL ORDER BY response")
    assert len(read) == 3
    before = turned_away(hall)
    await reader.press(first_page)
    assert hall.rows("SELECT * FROM readings WHERE read_by IS NOT NULL ORDER BY response") == read
    assert reader.on_top.startswith("Det här är redan klart")
    assert turned_away(hall) == before + 1
