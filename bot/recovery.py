"""After a silence: people whose question was open are shown it again, once."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from aiogram.exceptions import AiogramError

from bot.hearing import PRESSES_LIVE
from handlers.cards import Cards
from localization.catalogue import Catalogues
from people.person import Person
from survey.service import SurveyService

log = structlog.get_logger(__name__)

_OPEN_LATELY = timedelta(hours=1)
_MAYBE_UNANSWERED = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Button presses made while the bot was away never arrive, so the person must be given the question again.

    After a short stop (a crash, a new version) the card is only brought up to date, without a sound: whoever's answer
    was saved but not replied to sees the next question; the rest see no change. `alone` waits for a person's turn.
    """

    surveys: SurveyService
    cards: Cards
    catalogues: Catalogues
    clock: Callable[[], datetime]
    alone: Callable[[str], AbstractAsyncContextManager[None]]

    async def returned(self, last: datetime | None) -> None:
        """Telegram answers again; `last` is when it did before."""
        if last is None:
            return
        now = self.clock()
        away = now - last > PRESSES_LIVE
        since = last - (_OPEN_LATELY if away else _MAYBE_UNANSWERED)
        notice = "survey.again" if away else ""
        shown = [await self._show(person, notice) for person in await self.surveys.interrupted(since, now)]
        log.info("back", silent_seconds=round((now - last).total_seconds()), shown_again=sum(shown))

    async def _show(self, person: Person, notice: str) -> bool:
        """Show what is open now, in the person's turn: what they have just done must not be painted over."""
        async with self.alone(person.key):
            turn = await self.surveys.again(person.key)
            if turn is None:
                return False
            words = self.catalogues.words(turn.language)
            try:
                await self.cards.refresh(person.key, person.chat, turn, words(notice) if notice else "")
            except AiogramError as error:
                log.warning("a question could not be shown again", trouble=type(error).__name__)
                return False
        return True
