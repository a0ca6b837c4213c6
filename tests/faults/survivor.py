"""Somebody who goes on answering while the bot crashes under them, as people do."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from random import Random

from survey.events import Action
from survey.questionnaire import Kind, Question
from tests.intent import Intent
from tests.residents import Watch
from tests.respondent import Deed, Press, Respondent

PATIENCE = 8.0
"""Seconds somebody looks at a silent chat before they write /survey. A bot is back in less."""

_THINKING = 0.4
_HASTY = 0.05


class Survivor(Respondent):
    """Waits a while, then writes /survey; now and then taps twice.

    `deeds` counts what they did and `asked_again` how often nothing came of it in time. `lost` are the questions that
    were still open although Telegram had given the bot the answer.
    """

    def __init__(self, watch: Watch, name: str, random: Random) -> None:
        super().__init__(watch, name, random, random.choice(("sv", "en")))
        self.deeds = 0
        self.asked_again = 0
        self.lost: list[str] = []

    async def answer_everything(self) -> None:
        """From the first question to the receipt, however often the bot is away."""
        await self._ask()
        while not self.receipts:
            await asyncio.sleep(self.random.uniform(0, _THINKING))
            await (self.do(self.decide()) if self.taps else self._ask())

    async def do(self, deed: Deed) -> None:
        """Do it and wait for what the bot shows; where that is nothing, ask for the open question."""
        before, open_buttons = self.seen(), self.buttons
        queries = [self.begin(deed) for _ in range(self._times(deed))]
        update = self.world.updates.next_id - 1
        self.deeds += 1
        if await self._happens(lambda: self.seen() != before or any(map(self._told, queries))):
            return
        self.asked_again += 1
        await self._ask()
        if update in self.world.confirmed and self.buttons == open_buttons:
            await self._ask()  # what came first may have been under way before
            if self.buttons == open_buttons:
                self.lost.append(self.question)

    def _wish(self, question: Question) -> Intent:
        """Free text is never left out, since it tells whose row it is in the export."""
        return self._meant(question) if question.kind is Kind.TEXT else super()._wish(question)

    async def _ask(self) -> None:
        seen = len(self.received)
        while True:
            self.world.write(self.id, "/survey")
            if await self._happens(lambda: len(self.received) > seen):
                return

    async def _happens(self, holds: Callable[[], bool]) -> bool:
        with suppress(TimeoutError):
            await self.watch.until(holds, PATIENCE)
            return True
        return False

    def _told(self, query: str) -> bool:
        """Whether the press was answered with words."""
        return bool((self.world.callback_answer(query) or {}).get("text"))

    def _times(self, deed: Deed) -> int:
        """A second tap in haste, where it is not an act of its own as on a tick or on the way back."""
        if not isinstance(deed, Press):
            return 1
        action, ticking = self.taps[deed.data][1].action, Action.DONE in {tap.action for _, tap in self.taps.values()}
        own_act = action is Action.BACK or (action is Action.CHOOSE and ticking)
        return 1 if own_act or self.random.random() >= _HASTY else 2
