"""The one card of a survey: sent once, edited in place, moved down when the person writes."""

import asyncio
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery

from delivery.message import Letter
from delivery.telegram import markup
from handlers.question_view import rejection_text, survey_letter
from handlers.resting import alert, rest
from handlers.screens import answered_letter, no_survey_letter, thanks_letter, too_young_letter
from localization.catalogue import Catalogues, Words
from people.person import ChatId, PersonKey, Visit
from survey.events import AnswerRejected, TapOutdated, TooYoung
from survey.service import SurveyService, Turn

_UNCHANGED = "message is not modified"


@dataclass(frozen=True, slots=True)
class Cards:
    """Shows turns of the survey in a chat."""

    bot: Bot
    surveys: SurveyService
    catalogues: Catalogues

    async def send(self, person: PersonKey, chat: ChatId, turn: Turn, notice: str = "") -> None:
        """Show the turn in a new message at the bottom of the chat; the old card loses its buttons."""
        letter = _with_notice(self._letter(turn), notice)
        sent = await self.bot.send_message(chat, letter.text, reply_markup=markup(letter))
        if turn.card:
            await self._strip(chat, turn.card)
        await self._shown(person, turn, sent.message_id)

    async def answer(self, query: CallbackQuery, visit: Visit, turn: Turn) -> None:
        """Show the turn in the card whose button was pressed, and let the button rest."""
        words = self.catalogues.words(turn.language)
        if turn.nothing_open:
            # The message may be the receipt, pressed twice in haste: it stays as it is.
            await alert(query, self.bot, words("survey.closed" if turn.answered else "last.button"))
            return
        if isinstance(turn.events[-1], AnswerRejected):
            rejected = turn.events[-1]
            await alert(query, self.bot, rejection_text(rejected.reason, rejected.limit, words))
            return
        pressed = query.message.message_id if query.message else 0
        await asyncio.gather(rest(query, _toast(turn, words)), self._show_in(visit, turn, pressed))

    async def refresh(self, person: PersonKey, chat: ChatId, turn: Turn, notice: str = "") -> None:
        """Show the turn again in its own card, quietly; in a new message where there is a notice or no card left."""
        if turn.card is None or notice or not await self._edit(chat, turn.card, self._letter(turn)):
            await self.send(person, chat, turn, notice)
            return
        await self._shown(person, turn, turn.card)

    async def _show_in(self, visit: Visit, turn: Turn, pressed: int) -> None:
        if not await self._edit(visit.chat, pressed, self._letter(turn)):
            await self.send(visit.person, visit.chat, turn)
            return
        if turn.card and turn.card != pressed:
            await self._strip(visit.chat, turn.card)
        await self._shown(visit.person, turn, pressed)

    async def _shown(self, person: PersonKey, turn: Turn, card: int) -> None:
        if turn.receipt:
            await self.surveys.receipt_delivered(person)
        elif turn.session and turn.card != card:
            await self.surveys.card_sent(person, card)

    async def _edit(self, chat: ChatId, message: int, letter: Letter) -> bool:
        """Edit a message; False where Telegram no longer lets it be edited."""
        try:
            await self.bot.edit_message_text(letter.text, chat_id=chat, message_id=message, reply_markup=markup(letter))
        except TelegramBadRequest as error:
            return _UNCHANGED in error.message
        return True

    async def _strip(self, chat: ChatId, message: int) -> None:
        try:
            await self.bot.edit_message_reply_markup(chat_id=chat, message_id=message, reply_markup=None)
        except TelegramBadRequest:
            return  # the person deleted it, or it has no buttons: either way none are left

    def _letter(self, turn: Turn) -> Letter:
        words = self.catalogues.words(turn.language)
        if any(isinstance(event, TooYoung) for event in turn.events):
            return too_young_letter(words)
        if turn.receipt:
            return thanks_letter(turn.receipt, words)
        if turn.session is None:
            return answered_letter(words) if turn.answered else no_survey_letter(words)
        return survey_letter(turn.questionnaire, turn.session, words)


def _toast(turn: Turn, words: Words) -> str | None:
    outdated = next((event for event in turn.events if isinstance(event, TapOutdated)), None)
    if outdated is None:
        return None
    return words("survey.outdated.same") if outdated.same else words("survey.outdated.other")


def _with_notice(letter: Letter, notice: str) -> Letter:
    return Letter(f"{notice}\n\n{letter.text}", letter.buttons) if notice else letter
