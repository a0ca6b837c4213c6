"""The public page for people who use a phone, a keyboard, a screen reader, other colours, or paper."""

from collections.abc import AsyncIterator
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.public_town import Stage
from tests.unit.digests.charts import content

LANGUAGES = content().catalogues.languages
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
async def url() -> AsyncIterator[str]:
    stage = Stage()
    stage.fill()
    async with stage.served() as url:
        yield url


@pytest.fixture
async def errors(page: Page) -> AsyncIterator[list[str]]:
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_axe_finds_nothing(browser: Browser, url: str, language: str, scheme: Literal["light", "dark"]) -> None:
    # Whoever reads it may have scripts off; axe itself needs them.
    page = await browser.new_page(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    await page.goto(f"{url}/{language}")
    for summary in await page.locator("summary").all():
        await summary.click()
    results = await Axe().run(page, options=AXE)
    assert results.response["violations"] == []
    await page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["sv", "ar", "so"])
async def test_nothing_has_to_be_scrolled_sideways(
    page: Page, url: str, errors: list[str], language: str, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.goto(f"{url}/{language}")
    assert await page.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")


async def test_it_works_without_scripts_and_with_a_keyboard(browser: Browser, url: str) -> None:
    context = await browser.new_context(viewport=PHONE, java_script_enabled=False, locale="fi-FI")
    page = await context.new_page()
    await page.goto(f"{url}/")
    assert page.url == f"{url}/fi"
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert page.url == f"{url}/fi#main"
    await page.get_by_role("link", name="العربية").click()
    assert page.url == f"{url}/ar"
    assert await context.cookies() == []
    await context.close()


async def test_bars_begin_where_reading_begins_and_are_styled_by_the_sheet(
    page: Page, url: str, errors: list[str]
) -> None:
    for language, begins in (("sv", "left"), ("ar", "right")):
        await page.goto(f"{url}/{language}")
        bar = page.locator("svg.bar").first
        whole, part = await bar.bounding_box(), await bar.locator("rect.part").bounding_box()
        assert whole
        assert part
        left, right = part["x"] - whole["x"], whole["x"] + whole["width"] - part["x"] - part["width"]
        assert (left < right) == (begins == "left")
        filling = page.locator("#fill0 rect")
        assert await filling.evaluate("rect => getComputedStyle(rect).fill") == "rgb(31, 95, 168)"


async def test_what_was_said_earlier_is_there_for_who_asks_and_on_paper(page: Page, url: str) -> None:
    await page.goto(f"{url}/sv")
    earlier = page.get_by_text("Hundra <lampor>")
    await expect(earlier).to_be_hidden()
    await page.get_by_text("Visa 2 tidigare").click()
    await expect(earlier).to_be_visible()
    await page.emulate_media(media="print")
    await expect(page.get_by_role("navigation")).to_be_hidden()
    await page.goto(f"{url}/sv#u1")
    assert await page.locator("#u1").evaluate("update => update.getBoundingClientRect().height") > 0
