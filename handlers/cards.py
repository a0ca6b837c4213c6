"""The one card of a survey: sent once, edited in place, moved down when the person writes."""

import asyncio
from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery

from delivery.message import Button, Letter
from delivery.plain_text import plain
from delivery.telegram import markup
from fieldwork.dialogue import code_of_round
from handlers.callbacks import pack_language
from handlers.dialogue_view import dialogue_thanks_letter
from handlers.hosted_view import hosted_letter
from handlers.question_view import rejection_text, survey_letter
from handlers.resting import alert, rest
from handlers.screens import answered_letter, no_survey_letter, thanks_letter, too_young_letter
from handlers.survey_view import changed_letter, expired_letter
from localization.catalogue import Catalogues, Words
from people.person import ChatId, PersonKey, Visit
from survey.events import AnswerRejected, TapOutdated, TooYoung
from survey.ports import Channel
from survey.service import SurveyService
from survey.session import Session, Stage
from survey.turn import Turn

_LONG = 700
"""Characters that fill a phone's screen."""
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
        if turn.nothing_open and not turn.expired:
            # The message may be the receipt, pressed twice in haste: it stays as it is.
            await alert(query, self.bot, words("survey.closed" if turn.answered else "last.button"))
            return
        if turn.events and isinstance(turn.events[-1], AnswerRejected):
            await alert(query, self.bot, self.refusal(turn))
            return
        pressed = query.message.message_id if query.message else 0
        await asyncio.gather(rest(query, _toast(turn, words)), self._show_in(visit, turn, pressed))

    async def answer_text(self, visit: Visit, turn: Turn, notice: str = "", written: int | None = None) -> None:
        """Show what came of words; why they cannot stand is said above the question.

        `written` is the number of their message: a card that stands below it already is only brought up to date.
        """
        notice = notice or self.refusal(turn)
        if written is not None and turn.card is not None and written < turn.card:
            await self.refresh(visit.person, visit.chat, turn, notice, quiet=turn.recorded is not None)
        else:
            await self.send(visit.person, visit.chat, turn, notice)

    async def refresh(
        self, person: PersonKey, chat: ChatId, turn: Turn, notice: str = "", *, quiet: bool = False
    ) -> None:
        """Show the turn again in its own card; in a new one where a notice is to be noticed, or no card is left."""
        aloud = notice and not quiet
        if (
            turn.card is None
            or aloud
            or not await self._edit(chat, turn.card, _with_notice(self._letter(turn), notice))
        ):
            await self.send(person, chat, turn, notice)
            return
        await self._shown(person, turn, turn.card)

    async def put(self, query: CallbackQuery, visit: Visit, letter: Letter) -> None:
        """Put a letter in the place of the message whose button was pressed; below it where that cannot be."""
        await rest(query)
        pressed = query.message.message_id if query.message else 0
        if not await self._edit(visit.chat, pressed, letter):
            await self.bot.send_message(visit.chat, letter.text, reply_markup=markup(letter))

    def refusal(self, turn: Turn) -> str:
        """Why what was said cannot stand; nothing where it can."""
        rejected = next((event for event in turn.events if isinstance(event, AnswerRejected)), None)
        if rejected is None:
            return ""
        question = turn.questionnaire.question(rejected.question)
        return rejection_text(question, rejected, self.catalogues.words(turn.language))

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
        letter = self._own_letter(turn, words)
        return letter if turn.channel is Channel.CHAT else hosted_letter(turn, letter, words)

    def _own_letter(self, turn: Turn, words: Words) -> Letter:
        if any(isinstance(event, TooYoung) for event in turn.events):
            return too_young_letter(words)
        if turn.receipt:
            code = code_of_round(turn.questionnaire.round)
            return dialogue_thanks_letter(turn.receipt, code, words) if code else thanks_letter(turn.receipt, words)
        if turn.changed:
            return changed_letter(words)
        if turn.expired:
            return expired_letter(words)
        if turn.session is None:
            return answered_letter(words) if turn.answered else no_survey_letter(words)
        return self._question(turn, turn.session, words)

    def _question(self, turn: Turn, session: Session, words: Words) -> Letter:
        on_paper = turn.channel is Channel.PAPER  # who answered has said yes on the sheet itself, and has no receipt
        letter = survey_letter(turn.questionnaire, session, words, self.surveys.today, turn.events, on_paper=on_paper)
        if turn.changing and session.position.stage is Stage.REVIEW:
            # Elsewhere the review ends by saying that nothing is sent yet.
            text = letter.text.removesuffix(words("survey.review.end")) + words("survey.review.changing")
            letter = replace(letter, text=text)
        if session.position.stage is Stage.QUESTIONS and not session.answers and not on_paper:
            letter = replace(letter, text=f"{letter.text}\n\n{words('survey.consent')}")
        if turn.offer:
            label = plain(self.catalogues.words(turn.offer)("language.offer"))
            letter = replace(letter, buttons=(*letter.buttons, (Button(label, pack_language(turn.offer)),)))
        return letter


def _toast(turn: Turn, words: Words) -> str | None:
    outdated = next((event for event in turn.events if isinstance(event, TapOutdated)), None)
    if outdated is None:
        return None
    return words("survey.outdated.same") if outdated.same else words("survey.outdated.other")


def _with_notice(letter: Letter, notice: str) -> Letter:
    """The letter with something said first; under a long one, whose end is what a phone shows."""
    if not notice:
        return letter
    texts = (letter.text, notice) if len(letter.text) > _LONG else (notice, letter.text)
    return Letter("\n\n".join(texts), letter.buttons)
