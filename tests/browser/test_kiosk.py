"""A lent telephone, seen in the page: two people answer after each other, and the second sees nothing of the first."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.answering import FORM, asks, steps
from tests.browser.rehearsal import PATIENCE, Phone, Rehearsal, rehearsing
from tests.residents import RECEIPT
from tests.tongue import WORDS, Tongue, without_signs

pytestmark = pytest.mark.timeout(600)  # the rehearsal is a process of its own

WISH = "Lampan vid busskuren har varit trasig hela hösten."
SV, AR = Tongue("sv", FORM), Tongue("ar", FORM)


@pytest.fixture
async def rehearsal(tmp_path: Path) -> AsyncIterator[Rehearsal]:
    async with rehearsing(tmp_path, KIOSK_PER_HOUR="2") as rehearsal:
        yield rehearsal


async def lend(phone: Phone, rehearsal: Rehearsal) -> str:
    """Samir lends his telephone; returns the word that gives it back."""
    await phone.become(rehearsal.url, "Samir")
    await phone.write("/staff", "fältarbetare")
    await phone.tap("Låna ut telefonen", "Gör så här först:")
    await phone.picture("intro")
    await phone.tap("Ja, börja", "Minns det här ordet:")
    await phone.picture("word")
    found = re.search(r"stäng \d{4}", await phone.text())
    assert found
    await phone.tap("Jag minns ordet. Starta", "Välj språk")
    await phone.picture("waiting")
    return found[0]


async def answer(phone: Phone, tongue: Tongue, wish: str) -> tuple[str, set[str]]:
    """Everything, to the receipt; returns it and every line that was on the screen since the language was chosen."""
    language = tongue.language
    before = set((await phone.text()).splitlines())
    seen: set[str] = set()
    await phone.tap(WORDS.own_name(language), asks("age", language))
    await phone.picture(f"{language}-first")
    for label, then in steps(language):
        seen |= set((await phone.text()).splitlines())
        await phone.tap(label, then)
    await phone.type(wish, tongue.say("survey.button.submit"))
    seen |= set((await phone.text()).splitlines())
    await phone.picture(f"{language}-review")
    await phone.tap(tongue.say("survey.button.submit"), tongue.say("kiosk.button.done"))
    await phone.picture(f"{language}-receipt")
    text = await phone.text()
    [receipt] = RECEIPT.findall(text)
    return str(receipt), (seen | set(text.splitlines())) - before


async def test_the_second_person_sees_nothing_of_the_first_and_its_word_gives_it_back(
    page: Page, rehearsal: Rehearsal
) -> None:
    phone = Phone(page, "kiosk")
    word = await lend(phone, rehearsal)
    assert word not in await phone.html()
    articles, keys = await phone.articles(), await phone.keys()
    receipt, lines = await answer(phone, SV, WISH)
    assert WISH in await phone.html()
    await phone.clear("Klar, rensa skärmen", WISH)
    await phone.picture("between")
    await expect(page.get_by_role("article")).to_have_count(articles, timeout=PATIENCE)
    html = await phone.html()
    for line in (receipt, WISH, *(each for each in lines if is_words(each))):
        assert line not in html
    assert await phone.keys() == keys

    second, _ = await answer(phone, AR, "إنارة أكثر")
    assert second != receipt
    await phone.clear(AR.say("kiosk.button.done"), second)

    await page.get_by_role("button", name="Svenska", exact=True).last.click()
    full = page.get_by_role("dialog")
    await expect(full).to_contain_text("Tack för att du vill svara!", timeout=PATIENCE)
    await expect(full).to_contain_text("Kom gärna tillbaka klockan")
    await phone.picture("full")
    await full.get_by_role("button").last.click()

    await phone.write("/staff", "Välj språk")
    assert "fältarbetare" not in without_signs(await page.locator("article").last.inner_text())
    await phone.write(word, "Telefonen är din igen.")
    await phone.picture("given-back")
    assert word not in await phone.html()
    rows = rehearsal.rows("SELECT channel, status, language FROM responses ORDER BY language")
    assert rows == [("kiosk", "submitted", "ar"), ("kiosk", "submitted", "sv")]
    assert rehearsal.rows("SELECT * FROM kiosks") == rehearsal.rows("SELECT * FROM sessions") == []


def is_words(line: str) -> bool:
    """Whether a line says something of its own: no moment, no sign, no word that stands anywhere."""
    return len(line) > len("Skicka in mina svar") and not line.startswith(("Löfteskollen", "Du:"))
