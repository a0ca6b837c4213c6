"""Answering: the survey's own buttons and the words people write."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Menu, MenuTap, SurveyTap
from handlers.desk import Desk, Event
from handlers.filters import OwnText
from handlers.question_view import rejection_text
from handlers.resting import alert, rest
from people.person import Visit
from survey.events import AnswerRejected, Tap


async def begin(event: Event, visit: Visit, desk: Desk) -> None:
    """Start, or go on where the person stopped."""
    turn = await desk.surveys.begin(visit)
    if isinstance(event, CallbackQuery):
        await rest(event)
    await desk.cards.send(visit.person, visit.chat, turn)


async def tap_answer(query: CallbackQuery, visit: Visit, tap: Tap, desk: Desk) -> None:
    """A button of a question."""
    await desk.cards.answer(query, visit, await desk.surveys.tap(visit, tap))


async def write_answer(message: Message, visit: Visit, text: str, desk: Desk) -> None:
    """Free text."""
    turn = await desk.surveys.write(visit, text)
    rejected = next((event for event in turn.events if isinstance(event, AnswerRejected)), None)
    words = desk.catalogues.words(turn.language)
    notice = rejection_text(rejected.reason, rejected.limit, words) if rejected else ""
    await desk.cards.send(visit.person, visit.chat, turn, notice)


async def pause(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Leave for now; everything stays where it is."""
    words = await desk.words(visit)
    await alert(query, desk.bot, words("survey.paused"))


def router() -> Router:
    """The survey's buttons and command."""
    routes = Router(name="survey")
    routes.callback_query.register(tap_answer, SurveyTap())
    routes.callback_query.register(begin, MenuTap(Menu.SURVEY))
    routes.callback_query.register(pause, MenuTap(Menu.PAUSE))
    routes.message.register(begin, Command("survey"))
    return routes


def text_router() -> Router:
    """Free text, asked after every command."""
    routes = Router(name="text")
    routes.message.register(write_answer, OwnText())
    return routes
