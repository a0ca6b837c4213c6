"""A report's page for who reads it on a phone, with a screen reader, or on paper."""

from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from bot.services import _about
from digests.report import Reporter, months_of
from digests.report_page import ReportPage
from tests.browser.test_public_page import AXE
from tests.public_town import NOW, Stage

A4 = 794
"""Pixels of its width at 96 to the inch."""


def report(language: str) -> str:
    """A month with figures in every table, some of them too small to show."""
    stage = Stage()
    stage.publish()
    about = _about(stage.content)
    assert about.by_area
    assert about.by_age
    assert about.ages
    for split in (about.by_area, about.by_age, about.ages):
        for place, group in enumerate(split.groups[:-1]):
            for times, option in enumerate(split.options[1:], 2):
                stage.store.split_counts.add(split.by.name, split.question.name, group, option, times * (place + 1))
    stage.store.split_counts.spoken.update({"sv": 40, "en": 9, "ar": 4})
    asked = [*about.views.values(), *([about.worries] if about.worries else [])]
    for question in asked:
        for times, choice in enumerate(question.choices):
            stage.store.counts.submitted += [{question.name: choice.name}] * (times * 3)
    day = NOW.date()
    made = Reporter(about, ZoneInfo("Europe/Stockholm"), 5).report(stage.store, months_of(day, day), NOW)
    assert not made.is_empty
    return ReportPage(made, "Sandviken", stage.content.catalogues.words(language)).html()


@pytest.mark.parametrize("width", [390, A4])
@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_axe_finds_nothing_and_nothing_has_to_be_scrolled_sideways(page: Page, language: str, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.set_content(report(language))
    assert await page.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")
    results = await Axe().run(page, options=AXE)
    assert results.response["violations"] == []


async def test_bars_begin_where_lines_do(page: Page) -> None:
    for language, side in (("sv", "left"), ("ar", "right")):
        await page.set_content(report(language))
        gaps = await page.locator("td:has(svg)").evaluate_all(
            "(cells, side) => cells.map(cell => Math.abs(cell.querySelector('svg').getBoundingClientRect()[side]"
            " - cell.querySelector('rect').getBoundingClientRect()[side]))",
            side,
        )
        assert len(gaps) > 10
        assert max(gaps) < 1
