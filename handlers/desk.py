"""What every conversation has at hand: the use cases it may call, and one way to show a screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from delivery.telegram import markup
from digests.following import Following
from digests.overview import PromiseOverview
from handlers.cards import Cards
from handlers.resting import rest
from localization.catalogue import Catalogues, Words
from people.help_lines import HelpLine
from people.person import Visit
from people.service import PeopleService
from survey.own_responses import OwnResponses
from survey.service import SurveyService

Event = Message | CallbackQuery


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to each handler as `desk`. `local_now` is the wall clock where the residents live."""

    bot: Bot
    people: PeopleService
    surveys: SurveyService
    responses: OwnResponses
    following: Following
    overview: PromiseOverview
    cards: Cards
    catalogues: Catalogues
    help_lines: Sequence[HelpLine]
    local_now: Callable[[], datetime]

    async def words(self, visit: Visit) -> Words:
        """The visitor's language."""
        return self.catalogues.words(await self.people.language(visit))

    async def show(self, event: Event, visit: Visit, *letters: Letter) -> None:
        """Show a screen below what is there; a pressed button rests first."""
        if isinstance(event, CallbackQuery):
            await rest(event)
        for letter in letters:
            await self.bot.send_message(visit.chat, letter.text, reply_markup=markup(letter))
