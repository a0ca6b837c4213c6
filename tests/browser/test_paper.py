"""The sheet as it comes out of a printer."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from fieldwork.paper import sheet_html
from tests.shipped import CATALOGUES, shipped
from tests.tongue import without_signs

SIDES = 2
_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("language", CATALOGUES.languages)
async def test_it_prints_on_two_sides_of_a4_in_every_language(browser: Browser, tmp_path: Path, language: str) -> None:
    content, words = shipped(), CATALOGUES.words(language)
    sheet = tmp_path / "sheet.html"
    sheet.write_text(sheet_html(content.questionnaire, words, content.help_lines, content.privacy), encoding="utf-8")
    page = await browser.new_page()
    await page.goto(sheet.as_uri())
    assert await page.evaluate("document.documentElement.dir") == ("rtl" if words.right_to_left else "ltr")
    assert await page.evaluate("document.body.scrollWidth <= document.documentElement.clientWidth")
    printed = await page.pdf(prefer_css_page_size=True, print_background=True)
    await page.close()
    assert 1 <= len(_PAGE.findall(printed)) <= SIDES


@pytest.mark.parametrize("language", CATALOGUES.languages)
async def test_what_becomes_of_it_is_read_first_and_where_it_goes_last(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    words = shipped().catalogues.words(language)
    sheet = tmp_path / "sheet.html"
    sheet.write_text(
        sheet_html(shipped().questionnaire, words, shipped().help_lines, shipped().privacy), encoding="utf-8"
    )
    page = await browser.new_page()
    await page.goto(sheet.as_uri())
    text = without_signs(await page.locator("body").inner_text())
    first = text.index("1. ")
    said = [without_signs(words(key)) for key in ("paper.intro", "paper.hand_in", "paper.help")]
    assert text.index(shipped().privacy.controller.contact) < first
    assert text.index(said[0]) < first < text.index(said[1]) < text.rindex(said[2])
    assert without_signs(words("paper.only_if", number=1, letters="d–f")) in text
    assert without_signs(words("paper.only_if", number=6, letters="b–k")) in text
    assert words("paper.not_everybody") not in text
    lines = [line.number for line in shipped().help_lines.lines]
    assert all(number in text[text.rindex(said[2]) :] for number in lines)
    boxes = await page.locator(".box").evaluate_all("boxes => boxes.map(box => box.getBoundingClientRect().width)")
    assert min(boxes) >= 12  # CSS pixels, 3.2 mm: a cross of a ball pen
    await page.close()
