"""Answering: the survey's own buttons, the words people write, and the places they share."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.bursts import Burst, Bursts, Rest, continued, refused
from handlers.callbacks import Menu, MenuTap, SurveyTap
from handlers.desk import Desk, Event
from handlers.filters import OwnText, SharedPlace
from handlers.kiosk_screen import show_turn
from handlers.listening import heard
from handlers.resting import alert, rest
from handlers.survey_view import QUOTE, saved_notice
from people.person import Visit
from survey.events import Tap
from survey.ports import Channel
from survey.questionnaire import Kind
from survey.turn import Turn
from survey.wording import shortened


async def begin(event: Event, visit: Visit, desk: Desk, bursts: Bursts) -> None:
    """Start, or go on where the person stopped."""
    bursts.end(visit.person)
    turn = await desk.surveys.begin(visit)
    if isinstance(event, CallbackQuery):
        await rest(event)
    await desk.cards.send(visit.person, visit.chat, turn)


async def begin_anew(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Start again after what was begun was left for too long."""
    turn = await desk.surveys.begin(visit, anew=True)
    await rest(query)
    await desk.cards.send(visit.person, visit.chat, turn)


async def tap_answer(query: CallbackQuery, visit: Visit, tap: Tap, desk: Desk, bursts: Bursts) -> None:
    """A button of a question."""
    bursts.end(visit.person)
    turn = await desk.surveys.tap(visit, tap)
    if turn.channel is Channel.KIOSK:
        await show_turn(query, visit, turn, desk)
    elif turn.unhosted:
        await alert(query, desk.bot, desk.catalogues.words(turn.language)("staff.revoked"))
    else:
        await desk.cards.answer(query, visit, turn)


async def write_answer(message: Message, visit: Visit, text: str, desk: Desk, bursts: Bursts) -> None:
    """Words: an answer, or more of the one they were sent together with. What cannot stand is said once."""
    if await heard(message, visit, text, desk):
        bursts.end(visit.person)
        return
    before = bursts.going_on(visit.person, message.date)
    turn = await _take(visit, text, desk, before)
    bursts.note(visit.person, continued(before, turn), max(message.date, desk.local_now()))
    if before and before.told and (before.rest is Rest.NO_ANSWER or refused(turn)):
        return
    await desk.cards.answer_text(visit, turn, _notice(turn, desk, before), message.message_id)


async def share_place(message: Message, visit: Visit, place: str, desk: Desk) -> None:
    """A place, which the intake has made coarse."""
    turn = await desk.surveys.share(visit, place)
    asked = turn.questionnaire.question(turn.session.position.question) if turn.session else None
    misplaced = turn.recorded is None and (asked is None or asked.kind is not Kind.GEOPOINT)
    notice = desk.catalogues.words(turn.language)("last.place") if misplaced else ""
    await desk.cards.answer_text(visit, turn, notice)


async def _take(visit: Visit, text: str, desk: Desk, before: Burst | None) -> Turn:
    if before and before.rest is Rest.MORE:
        return await desk.surveys.write_more(visit, before.question, text)
    if before and before.rest is Rest.NO_ANSWER:
        return await desk.surveys.look(visit)
    return await desk.surveys.write(visit, text)


def _notice(turn: Turn, desk: Desk, before: Burst | None) -> str:
    """What was kept of the words, or what is to be said of the rest of a burst."""
    words = desk.catalogues.words(turn.language)
    if before and before.rest is Rest.NO_ANSWER and not before.told:
        return words("survey.too_soon")
    if before and before.rest is Rest.MORE and turn.session and refused(turn):
        kept = turn.session.answers[before.question].text or ""
        return f"{desk.cards.refusal(turn)}\n{words('survey.saved', text=shortened(kept, QUOTE))}"
    return saved_notice(turn, words)


def router() -> Router:
    """The survey's buttons and command."""
    routes = Router(name="survey")
    routes.callback_query.register(tap_answer, SurveyTap())
    routes.callback_query.register(begin, MenuTap(Menu.SURVEY))
    routes.callback_query.register(begin_anew, MenuTap(Menu.ANEW))
    routes.message.register(begin, Command("survey"))
    return routes


def text_router() -> Router:
    """Words and places, asked after every command."""
    routes = Router(name="text")
    routes.message.register(write_answer, OwnText())
    routes.message.register(share_place, SharedPlace())
    return routes
