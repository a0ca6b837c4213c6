"""The sheet as it comes out of a printer."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from fieldwork.paper import sheet_html
from tests.shipped import CATALOGUES, shipped

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
