"""What every conversation has at hand: the use cases it may call, and one way to show a screen."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from delivery.picture_post import PicturePost
from delivery.telegram import markup
from digests.broadcasts import Broadcasts
from digests.duty_alert import HelpRecord
from digests.everything_held import EverythingHeld
from digests.export_notices import ExportNoticeWork
from digests.following import Following
from digests.morning import Morning
from digests.overview import PromiseOverview
from digests.period import QuietHours
from digests.ports import DigestWork
from digests.proposals import Proposals
from digests.pulse import PulseTaps
from digests.recording import Recording
from fieldwork.desk import Fieldwork
from fieldwork.underway import LookingUp
from handlers.cards import Cards
from handlers.patience import patience
from handlers.resting import rest
from localization.catalogue import Catalogues, Words
from people.audit_reading import AuditReading
from people.concern.concerns import Concerns
from people.help_lines import HelpLines
from people.inviting import Inviting
from people.joining import Joining
from people.person import Visit
from people.ports import StoreTrouble
from people.privacy import Privacy
from people.service import PeopleService
from people.staffing import Staffing
from people.turning_away import TurningAway
from promises.promise import Promise
from promises.service import PromiseService
from survey.by_receipt import ByReceipt
from survey.exporting import Exporting
from survey.own_responses import OwnResponses
from survey.reading.service import Reading
from survey.service import SurveyService

Event = Message | CallbackQuery


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to each handler as `desk`.

    `local_now` is the wall clock where the residents live, `quiet` the hours that are quiet there.
    """

    bot: Bot
    people: PeopleService
    surveys: SurveyService
    responses: OwnResponses
    by_receipt: ByReceipt
    held: EverythingHeld
    privacy: Privacy
    following: Following
    pulse: PulseTaps
    promise: Promise
    quiet: QuietHours
    overview: PromiseOverview
    pictures: PicturePost
    field: Fieldwork
    underway: LookingUp
    staffing: Staffing
    turning_away: TurningAway
    inviting: Inviting
    broadcasts: Broadcasts
    joining: Joining[DigestWork]
    audit: AuditReading
    reading: Reading
    exporting: Exporting[ExportNoticeWork]
    morning: Morning
    recording: Recording
    proposals: Proposals
    progress: PromiseService
    cards: Cards
    catalogues: Catalogues
    help_lines: HelpLines
    concerns: Concerns
    help_record: HelpRecord
    local_now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def words(self, visit: Visit) -> Words:
        """The visitor's language."""
        return self.catalogues.words(await self.people.language(visit))

    async def words_for_help(self, visit: Visit) -> Words:
        """The visitor's language, or the one of their Telegram where the store does not answer: help does not wait."""
        try:
            async with patience():
                return await self.words(visit)
        except (StoreTrouble, TimeoutError):
            return self.catalogues.words(visit.hint)

    async def show(self, event: Event, visit: Visit, *letters: Letter) -> None:
        """Show a screen below what is there; a pressed button rests first."""
        if isinstance(event, CallbackQuery):
            await rest(event)
        for letter in letters:
            await self.bot.send_message(
                visit.chat, letter.text, message_thread_id=topic_of(event), reply_markup=markup(letter)
            )

    async def put(self, event: Event, visit: Visit, letter: Letter) -> None:
        """Show a screen in the place of the card whose button was pressed; below what somebody wrote."""
        if isinstance(event, CallbackQuery):
            await self.cards.put(event, visit, letter)
        else:
            await self.show(event, visit, letter)


def topic_of(event: Event) -> int | None:
    """The topic of a group in which something was written or pressed; None outside topics."""
    message = event.message if isinstance(event, CallbackQuery) else event
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
