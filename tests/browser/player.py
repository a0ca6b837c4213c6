"""Somebody who plays the questionnaire in the page, in one language, by pressing what they see."""

import os
import re
from pathlib import Path

from playwright.async_api import Locator, expect

from localization.catalogue import SOURCE
from survey.questionnaire import Kind, Question
from tests.browser.visitor import Visitor
from tests.residents import RECEIPT
from tests.tongue import WORDS, Tongue, sentences, without_signs

PATIENCE = 20_000
"""Milliseconds; the bot is a process of its own on a machine that has other things to do."""

PICTURES = "LANGUAGE_PICTURES"
"""The environment variable that names a folder for a picture of every screen; none are taken without."""

_KEYS = re.compile("|".join(re.escape(key) for key in sentences(SOURCE) if "." in key))
_MOST_SCREENS = 80


class Player:
    """`faults` is what looked wrong on the way."""

    def __init__(self, visitor: Visitor, tongue: Tongue, words: str) -> None:
        self.page = visitor.page
        self.faults: list[str] = []
        self.screens = 0
        self._visitor = visitor
        self._tongue = tongue
        self._words = words
        self._reads = "rtl" if WORDS.words(tongue.language).right_to_left else "ltr"

    @property
    def message(self) -> Locator:
        """What the bot said last."""
        return self.page.locator("article.other").last

    async def text(self) -> str:
        return without_signs(await self.message.inner_text())

    async def choose_language(self) -> None:
        """From the welcome, for whom it greets in another language."""
        await self.press(self._tongue.say("button.language"), look=False)
        await self.press(WORDS.own_name(self._tongue.language))

    async def play(self) -> str:
        """From the welcome to the receipt, which it returns."""
        await self.press(self._tongue.say("button.survey"))
        submit = self._tongue.say("survey.button.submit")
        for _ in range(_MOST_SCREENS):
            text = await self.text()
            if await self._key(submit).count():
                await self.press(submit)
                [receipt] = RECEIPT.findall(await self.text())
                return str(receipt)
            await self._answer(self._asked(text))
        raise AssertionError(f"no end of it:\n{await self.text()}")

    async def press(self, label: str, *, look: bool = True) -> None:
        """Press a button of the last message, and look at what comes of it."""
        before = await self._content()
        await self._key(label).click()
        await self._see_after(before, look=look)

    async def write(self, text: str) -> None:
        """Write, and look at what comes of it."""
        before = await self._content()
        await self._visitor.write(text)
        await self._see_after(before)

    def _asked(self, text: str) -> Question:
        asked = self._tongue.questionnaire.questions
        return next(each for each in asked if each.label[self._tongue.language] in text)

    async def _answer(self, question: Question) -> None:
        """The second option of each; where several can be chosen, the words beside "other" as well."""
        if question.kind is Kind.TEXT:
            await self.write(self._words)
            return
        chosen = [question.choices[1], *(choice for choice in question.choices if choice.other)]
        for choice in chosen:
            await self.press(choice.label[self._tongue.language])
        if question.kind is Kind.SELECT_MULTIPLE:
            await self.press(self._tongue.say("survey.button.done"))
        if len(chosen) > 1:
            await self.write(self._words)

    def _key(self, label: str) -> Locator:
        return self.message.get_by_role("button", name=label, exact=True)

    async def _content(self) -> str:
        return await self.message.text_content() or ""

    async def _see_after(self, before: str, *, look: bool = True) -> None:
        await expect(self.message).not_to_have_text(before, timeout=PATIENCE)
        if look:
            await self.look()

    async def look(self) -> None:
        """Note what is wrong with the screen, and take its picture where pictures are wanted."""
        self.screens += 1
        text = await self.text()
        found = re.findall("[{}]", text) + _KEYS.findall(text)
        if await self.message.locator(".text").evaluate("text => getComputedStyle(text).direction") != self._reads:
            found.append(f"does not run {self._reads}")
        for element in (self.page.locator("html"), self._visitor.log):
            if not await element.evaluate("e => e.scrollWidth <= e.clientWidth"):
                found.append("wider than the screen")
        self.faults += [f"screen {self.screens}: {fault}" for fault in found]
        if folder := os.environ.get(PICTURES):
            await self.message.locator(".key").last.scroll_into_view_if_needed()
            await self.page.screenshot(path=Path(folder) / f"{self._tongue.language}-{self.screens:02}.png")
