"""What a message can hold, and how its text is shown."""

import asyncio
import struct
import zlib

import pytest
from playwright.async_api import expect

from simulator.world import Person, World
from tests.browser.fake_bot import FakeBot, inline
from tests.browser.visitor import Visitor


def grey_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x88" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def test_a_chart_from_the_bot_is_seen(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await bot.upload("sendPhoto", elsa.id, "photo", "chart.png", grey_png(640, 400))
    picture = visitor.page.get_by_role("img", name="Bild")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 640)


async def test_a_document_from_the_bot_is_downloaded_as_it_was_sent(
    visitor: Visitor, bot: FakeBot, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    data = "namn;svar\r\nå;ä".encode() * 100
    keys = inline([("Radera mina svar", "erase")])
    await bot.upload("sendDocument", elsa.id, "document", "svar-åäö.csv", data, caption="Dina svar", reply_markup=keys)
    message = visitor.message("Dina svar")
    await expect(message).to_contain_text("svar-åäö.csv")
    await expect(message).to_contain_text("1,6 kB")
    await expect(message.get_by_role("button", name="Radera mina svar")).to_be_visible()
    async with visitor.page.expect_download() as download:
        await visitor.page.get_by_role("link", name="Ladda ner svar-åäö.csv").click()
    downloaded = await download.value
    assert downloaded.suggested_filename == "svar-åäö.csv"
    assert await asyncio.to_thread((await downloaded.path()).read_bytes) == data


@pytest.mark.parametrize(
    ("entry", "confirm", "kind"),
    [
        ("Röstmeddelande", None, "voice"),
        ("Bild", "Skicka", "photo"),
        ("Dokument", "Skicka", "document"),
        ("Plats", "Dela", "location"),
        ("Kontakt", "Dela", "contact"),
        ("Klistermärke", "👍", "sticker"),
    ],
)
async def test_what_is_attached_reaches_the_bot_in_telegrams_shape_and_is_seen(
    visitor: Visitor, bot: FakeBot, elsa: Person, entry: str, confirm: str | None, kind: str
) -> None:
    await visitor.start_as(elsa)
    await visitor.tap("Bifoga")
    await visitor.tap(entry)
    if confirm:
        await visitor.page.get_by_role("dialog").get_by_role("button", name=confirm, exact=True).click()
    await expect(visitor.page.get_by_role("article")).to_have_count(2)
    await expect(visitor.page.locator(".unsupported")).to_have_count(0)
    assert (await bot.hears(kind)).content_type == kind


@pytest.mark.parametrize(("entry", "kind"), [("Bild", "photo"), ("Dokument", "document")])
async def test_a_picture_and_a_document_carry_what_is_written_with_them(
    visitor: Visitor, bot: FakeBot, elsa: Person, entry: str, kind: str
) -> None:
    await visitor.start_as(elsa)
    await visitor.tap("Bifoga")
    await visitor.tap(entry)
    await visitor.page.get_by_label("Bildtext").fill("Trasig lampa")
    await visitor.page.get_by_role("dialog").get_by_role("button", name="Skicka", exact=True).click()
    await visitor.sees("Trasig lampa")
    message = await bot.hears(kind)
    assert (message.content_type, message.caption) == (kind, "Trasig lampa")


async def share_place(visitor: Visitor, **typed: str) -> None:
    await visitor.tap("Bifoga")
    await visitor.tap("Plats")
    dialog = visitor.page.get_by_role("dialog")
    for label, value in typed.items():
        await dialog.get_by_label(label).fill(value)
    await dialog.get_by_role("button", name="Dela").click()


async def test_a_place_is_the_middle_of_sandviken_until_another_is_typed(
    visitor: Visitor, bot: FakeBot, elsa: Person
) -> None:
    await visitor.start_as(elsa)
    await share_place(visitor)
    await expect(visitor.message("60,6216 · 16,7755")).to_be_visible()
    await share_place(visitor, Latitud="60.5931", Longitud="-16.5")
    await expect(visitor.message("60,5931 · −16,5")).to_be_visible()
    message = await bot.hears("location", times=2)
    assert message.venue is None
    assert message.location
    assert (message.location.latitude, message.location.longitude) == (60.5931, -16.5)


async def test_a_place_with_a_name_is_a_venue(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await share_place(visitor, Platsens="Kulturhuset", Adress="Köpmangatan 5")
    await expect(visitor.message("Kulturhuset")).to_contain_text("Köpmangatan 5")
    message = await bot.hears("venue")
    assert message.venue
    assert (message.venue.title, message.venue.address) == ("Kulturhuset", "Köpmangatan 5")
    assert message.location == message.venue.location


async def test_a_place_off_the_earth_cannot_be_shared(visitor: Visitor, world: World, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await share_place(visitor, Latitud="91")
    await expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert len(world.messages(elsa.id)) == 1


async def test_a_forwarded_text_names_whom_it_is_from(visitor: Visitor, world: World, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await visitor.tap("Bifoga")
    await visitor.tap("Vidarebefordra")
    dialog = visitor.page.get_by_role("dialog")
    await dialog.get_by_label("Meddelande").fill("Vi ses vid torget")
    await dialog.get_by_role("button", name="Vidarebefordra").click()
    await expect(visitor.message("Vi ses vid torget")).to_contain_text("Vidarebefordrat från Robin")


async def test_formatting_lands_on_its_own_words_after_an_emoji(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    html = "👋🏽 <b>Hej <i>du</i></b>, kod <code>7F3K</code>\n<blockquote>Sagt</blockquote>\nmer"
    await bot.say(elsa.id, html, parse_mode="HTML")
    message = visitor.message("Hej du")
    await expect(message.locator("strong")).to_have_text("Hej du")
    await expect(message.locator("strong em")).to_have_text("du")
    await expect(message.locator("code")).to_have_text("7F3K")
    await expect(message.locator("blockquote")).to_have_text("Sagt")


async def test_markup_in_a_text_stays_text(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    await bot.say(elsa.id, attack)
    await expect(visitor.message("onerror").locator(".words")).to_have_text(attack)
    await expect(visitor.log.locator("img, script")).to_have_count(0)


async def test_a_spoiler_is_hidden_until_it_is_tapped(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    await bot.say(elsa.id, "Svaret: <tg-spoiler>hemligt</tg-spoiler>", parse_mode="HTML")
    await visitor.tap("Dolt innehåll, visa")
    await expect(visitor.page.locator(".spoiler-shown")).to_have_text("hemligt")


async def test_a_long_quotation_opens(visitor: Visitor, bot: FakeBot, elsa: Person) -> None:
    await visitor.start_as(elsa)
    lines = "\n".join(f"Rad {number}" for number in range(9))
    await bot.say(elsa.id, f"<blockquote expandable>{lines}</blockquote>", parse_mode="HTML")
    await expect(visitor.button("Visa mer")).to_have_attribute("aria-expanded", "false")
    quotation = visitor.page.locator(".quote-content")
    folded = await quotation.evaluate("element => element.clientHeight")
    await visitor.tap("Visa mer")
    await expect(visitor.button("Visa mindre")).to_have_attribute("aria-expanded", "true")
    assert await quotation.evaluate("element => element.clientHeight") > 2 * folded


async def test_arabic_runs_from_the_right_and_swedish_from_the_left(
    visitor: Visitor, bot: FakeBot, amina: Person
) -> None:
    await visitor.start_as(amina)
    keyboard = {"inline_keyboard": [[{"text": "ابدئي", "callback_data": "go"}]]}
    await bot.say(amina.id, "أهلًا أمينة", reply_markup=keyboard)
    await bot.say(amina.id, "Hej Amina")
    for text, direction in (("أهلًا أمينة", "rtl"), ("Hej Amina", "ltr")):
        await expect(visitor.message(text).locator(".text")).to_have_css("direction", direction)
    await expect(visitor.button("ابدئي")).to_have_css("direction", "rtl")


async def test_a_command_begins_with_its_slash_whichever_way_the_sentence_runs(
    visitor: Visitor, bot: FakeBot, amina: Person
) -> None:
    await visitor.start_as(amina)
    await bot.say(amina.id, "أهلًا، بكتابة /receipt ثم الرمز")
    await expect(visitor.button("/receipt")).to_have_css("direction", "ltr")
