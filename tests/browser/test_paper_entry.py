"""A filled sheet is entered in the page by one of the staff, with the real bot behind it."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.answering import ANSWERS, FREE_TEXT, asks, steps
from tests.browser.rehearsal import Phone, Rehearsal, rehearsing

pytestmark = pytest.mark.timeout(600)  # the rehearsal is a process of its own

WISH = "Mer ljus vid stationen."
BY_LINE = "1c 3d 4c 5b,d 6b 7a 8b 9c 10d 11a"
"""The same, as it is typed from the sheet in one line."""


@pytest.fixture
async def rehearsal(tmp_path: Path) -> AsyncIterator[Rehearsal]:
    async with rehearsing(tmp_path) as rehearsal:
        yield rehearsal


@pytest.mark.parametrize("by", ["buttons", "line"])
async def test_a_sheet_is_entered_and_stored_as_paper(page: Page, rehearsal: Rehearsal, by: str) -> None:
    phone = Phone(page, f"paper-{by}")
    await phone.become(rehearsal.url, "Samir")
    await phone.write("/staff", "fältarbetare")
    await phone.picture("menu")
    phone.begin()
    await phone.tap("Mata in en pappersenkät", "Vilken dag fylldes den i?")
    await phone.picture("day")
    await phone.tap_first_of_last("På vilket språk är den?")
    await phone.picture("language")
    await phone.tap("Svenska", asks("age", "sv"))
    await phone.picture("first")
    if by == "line":
        await phone.type(BY_LINE, asks(FREE_TEXT, "sv"))
    else:
        await phone.tap_each(*steps("sv"))
    await phone.picture("text")
    await phone.type(WISH, "Skicka in mina svar")
    await phone.picture("review")
    await phone.tap("Skicka in mina svar", "Blanketten är inmatad.")
    await phone.picture("entered")

    [response] = rehearsal.rows("SELECT channel, status, language, receipt FROM responses")
    assert response == ("paper", "submitted", "sv", None)
    rows = rehearsal.rows("SELECT question, options, text IS NOT NULL FROM answers")
    stored = {str(question): tuple(json.loads(str(options))) for question, options, _ in rows}
    assert stored == ANSWERS | {FREE_TEXT: ()}
    assert [question for question, _, has_text in rows if has_text] == [FREE_TEXT]
    assert rehearsal.rows("SELECT * FROM sessions") == rehearsal.rows("SELECT * FROM participations") == []
    print(f"\n{by}: {phone.took}")  # noqa: T201 - what it takes a person is written down in the docs
