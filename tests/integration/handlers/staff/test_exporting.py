"""Taking responses out: the file, and the second person whom everything asks."""

import csv
import io
import json
import os
from datetime import timedelta
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from handlers.staff_taps import Act, pack_staff
from survey import exporting, workbook_export
from tests.integration.handlers.house import House
from tests.integration.handlers.person import Person
from tests.integration.handlers.staff.library import YESTERDAY, answered
from tests.integration.handlers.staff.town_hall import KARIN, STRANGER, hire, invite

OUT, CSV, EXCEL, JSON = "Ta ut svaren", "CSV, för alla program", "Excel, med förklaringar", "JSON, för program"
WEEK, EVERYTHING = "De senaste 7 dagarna", "Alla svar"
YES = "Ja, det är i sin ordning"


@pytest.fixture
async def karin(hall: House, maria: Person) -> Person:
    """An analyst of the municipality."""
    karin = Person(hall, KARIN)
    await hire(maria, karin, "Analytiker")
    return karin


@pytest.fixture
async def eva(hall: House, maria: Person, karin: Person) -> Person:
    """Another one."""
    eva = Person(hall, STRANGER)
    token = await invite(maria, "Analytiker", "Eva Ek")
    await eva.send(f"/start i_{token}")
    await eva.tap("Ja, det är jag")
    await hall.deliver()
    await maria.tap("Ja, siffrorna stämmer")
    await hall.deliver()
    return eva


async def ask(somebody: Person, form: str, span: str) -> None:
    await somebody.send("/staff")
    await somebody.tap_each((OUT, form, span))


async def fill(hall: House) -> None:
    await answered(hall, ["=1+1", "Mer ljus."])
    await answered(hall, ["Förr."], day=YESTERDAY - timedelta(days=100))


async def test_a_week_goes_out_at_once_as_csv(hall: House, karin: Person) -> None:
    await fill(hall)
    await ask(karin, CSV, WEEK)
    rows = list(csv.DictReader(io.StringIO(karin.chat.files["svar-2026-11-23.csv"].decode("utf-8-sig"))))
    assert sorted(row["wish"] for row in rows) == ["'=1+1", "Mer ljus."]
    assert {row["channel"] for row in rows} == {"resident"}
    [row] = hall.rows("SELECT subject FROM audit WHERE deed = 'exported'")
    assert row["subject"] == "responses since=2026-11-17 csv"


async def test_excel_has_a_codebook(hall: House, karin: Person, tmp_path: Path) -> None:
    await fill(hall)
    await ask(karin, EXCEL, WEEK)
    book = openpyxl.load_workbook(io.BytesIO(karin.chat.files["svar-2026-11-23.xlsx"]))
    assert book.sheetnames == ["responses", "codebook"]
    assert ("area", None, None, "centre", "Sandviken: centrum, Nya Bruket") in book["codebook"].values


async def test_json_comes_with_a_schema_that_holds(hall: House, karin: Person) -> None:
    await fill(hall)
    await ask(karin, JSON, WEEK)
    rows, schema = (json.loads(karin.chat.files[f"svar-2026-11-23.{end}"]) for end in ("json", "schema.json"))
    jsonschema.validate(rows, schema)
    assert len(rows) == 2


async def test_everything_asks_a_colleague_and_nobody_says_yes_to_themselves(
    hall: House, karin: Person, eva: Person
) -> None:
    await fill(hall)
    await ask(karin, CSV, EVERYTHING)
    assert karin.text.startswith("Nu har jag frågat dina kollegor.")
    assert karin.chat.files == {}
    await hall.deliver()
    assert eva.text.startswith("Karin Berg vill ta ut alla svar")
    question = eva.screen
    await karin.press(question.data(YES))
    assert karin.on_top == "Du kan inte säga ja till dig själv. En annan kollega måste göra det."
    reference = question.data(YES).rpartition(":")[2]
    await karin.press(pack_staff(Act.TAKE_OUT, "everything", reference))
    assert karin.chat.files == {}
    await eva.tap(YES)
    await hall.deliver()
    await karin.tap("Hämta filen")
    assert karin.chat.files["svar-2026-11-23.csv"].count(b"\r\n") == 4
    await eva.press(karin.screen.data("Hämta filen"))
    assert eva.chat.files == {}
    deeds = [row["deed"] for row in hall.rows("SELECT deed FROM audit ORDER BY number")]
    assert [each for each in deeds if each != "turned_away"][-3:] == [
        "asked_for_export",
        "confirmed_export",
        "exported",
    ]
    assert deeds.count("turned_away") == 3


async def test_the_last_days_are_everything_where_there_is_nothing_before_them(
    hall: House, karin: Person, eva: Person
) -> None:
    await answered(hall, ["Mer ljus."])
    await ask(karin, CSV, WEEK)
    assert karin.text.startswith("Nu har jag frågat dina kollegor.")
    assert karin.chat.files == {}


async def test_a_no_is_told_and_a_request_expires(hall: House, karin: Person, eva: Person) -> None:
    await fill(hall)
    await ask(karin, CSV, EVERYTHING)
    await hall.deliver()
    first = eva.screen
    await eva.tap("Nej")
    await hall.deliver()
    assert karin.text.startswith("En kollega sa nej")
    await eva.press(first.data(YES) if YES in first.buttons else "t:export_yes:x")
    await ask(karin, CSV, EVERYTHING)
    await hall.deliver()
    hall.clock.forward(hours=24)
    await eva.tap(YES)
    assert eva.on_top.startswith("Det här är redan besvarat, eller så har det gått 24 timmar.")


async def test_alone_nobody_takes_everything(hall: House, karin: Person) -> None:
    await fill(hall)
    await ask(karin, CSV, EVERYTHING)
    assert "ingen annan får ta ut svar" in karin.text


async def test_an_export_of_nothing_says_so(karin: Person) -> None:
    for span in (WEEK, EVERYTHING):
        await ask(karin, CSV, span)
        assert karin.on_top == "Det finns inga svar att ta ut."
    assert karin.chat.files == {}


async def test_what_telegram_does_not_take_is_refused_with_the_commands_words(
    hall: House, karin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(hall)
    monkeypatch.setattr(exporting, "MOST_BYTES", 10)
    await ask(karin, CSV, WEEK)
    assert "lofteskollen export --format csv --output svar.csv" in karin.text
    assert karin.chat.files == {}


async def test_more_than_a_sheet_holds_is_refused_with_the_commands_words(
    hall: House, karin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(hall)
    monkeypatch.setattr(workbook_export, "MOST_ROWS", 1)
    await ask(karin, EXCEL, WEEK)
    assert "lofteskollen export --format csv --output svar.csv" in karin.text
    assert karin.chat.files == {}
    assert list(hall.app.services.settings.export_dir.iterdir()) == []


async def test_a_role_taken_back_meanwhile_fetches_nothing(
    hall: House, maria: Person, karin: Person, eva: Person
) -> None:
    await fill(hall)
    await ask(karin, CSV, EVERYTHING)
    await hall.deliver()
    await eva.tap(YES)
    await hall.deliver()
    await maria.send("/staff")
    await maria.tap_each(("Kollegor och inbjudningar", "Karin Berg", "Ja, ta tillbaka rollen"))
    await karin.tap("Hämta filen")
    assert karin.on_top == "Din roll är tillbakatagen, så det här kan du inte göra längre."
    assert karin.chat.files == {}


async def test_no_file_stays_and_what_a_crash_left_is_gone_after_a_day(hall: House, karin: Person) -> None:
    await fill(hall)
    await ask(karin, JSON, WEEK)
    folder = hall.app.services.settings.export_dir
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700
    left = folder / "left.csv"
    left.write_text("x", encoding="utf-8")
    moment = hall.clock.now.timestamp()
    os.utime(left, (moment, moment))
    hall.clock.forward(hours=23)
    await hall.app.services.exporting.tidy()
    assert left.exists()
    hall.clock.forward(hours=2)
    await hall.app.services.exporting.tidy()
    assert not left.exists()


async def test_where_the_file_does_not_go_out_ours_is_gone_too(hall: House, karin: Person) -> None:
    await fill(hall)
    hall.telegram.refuse("sendDocument", (502, "Bad Gateway"))
    await ask(karin, CSV, WEEK)
    assert karin.chat.files == {}
    assert list(hall.app.services.settings.export_dir.iterdir()) == []
