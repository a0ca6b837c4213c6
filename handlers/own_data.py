"""What a person may see and decide about their own data: privacy, language, receipt, being forgotten."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from handlers.callbacks import EraseTap, LanguageTap, Menu, MenuTap
from handlers.desk import Desk, Event
from handlers.last import unknown_button
from handlers.resting import rest
from handlers.screens import (
    forget_letter,
    language_letter,
    my_data_letter,
    privacy_letter,
    receipt_letter,
    welcome_letter,
)
from people.person import Visit


async def privacy(event: Event, visit: Visit, desk: Desk) -> None:
    """What is kept, why, and for how long."""
    await desk.show(event, visit, privacy_letter(await desk.words(visit)))


async def languages(event: Event, visit: Visit, desk: Desk) -> None:
    """The languages to choose from."""
    await desk.show(event, visit, language_letter(await desk.words(visit), desk.catalogues.languages))


async def choose_language(query: CallbackQuery, visit: Visit, language: str, desk: Desk) -> None:
    """One language chosen; an open survey goes on in it."""
    if language not in desk.catalogues.languages:
        await unknown_button(query, visit, desk)
        return
    await desk.people.choose_language(visit, language)
    turn = await desk.surveys.look(visit)
    if turn.session is None:
        await desk.show(query, visit, welcome_letter(desk.catalogues.words(language)))
        return
    await rest(query)
    await desk.cards.send(visit.person, visit.chat, turn)


async def my_data(message: Message, visit: Visit, desk: Desk) -> None:
    """Everything held about this chat, in words."""
    held = await desk.people.held(visit)
    following = await desk.following.is_following(visit)
    open_survey = (await desk.surveys.look(visit)).session is not None
    words = await desk.words(visit)
    await desk.show(message, visit, my_data_letter(words, held=held, following=following, open_survey=open_survey))


async def ask_to_forget(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Ask once before everything goes."""
    await desk.show(query, visit, forget_letter(await desk.words(visit)))


async def forget(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Forget the chat and all that hangs on it."""
    words = await desk.words(visit)
    await desk.responses.forget(visit)
    await desk.show(query, visit, Letter(words("forget.done")))


async def receipt(message: Message, visit: Visit, command: CommandObject, desk: Desk) -> None:
    """What a receipt code opens."""
    words = await desk.words(visit)
    code = (command.args or "").strip()
    if not code:
        await desk.show(message, visit, Letter(words("receipt.how")))
        return
    await desk.show(message, visit, receipt_letter(words, await desk.responses.find_by_receipt(code), code))


async def erase(query: CallbackQuery, visit: Visit, code: str, desk: Desk) -> None:
    """Erase the response a receipt was given for."""
    erased = await desk.responses.erase_by_receipt(visit, code)
    words = await desk.words(visit)
    await desk.show(query, visit, Letter(words("receipt.erased" if erased else "receipt.unknown")))


def router() -> Router:
    """The routes of one's own data."""
    routes = Router(name="own data")
    routes.message.register(privacy, Command("privacy"))
    routes.message.register(languages, Command("language"))
    routes.message.register(my_data, Command("mydata"))
    routes.message.register(receipt, Command("receipt"))
    routes.callback_query.register(privacy, MenuTap(Menu.PRIVACY))
    routes.callback_query.register(languages, MenuTap(Menu.LANGUAGE))
    routes.callback_query.register(choose_language, LanguageTap())
    routes.callback_query.register(ask_to_forget, MenuTap(Menu.FORGET))
    routes.callback_query.register(forget, MenuTap(Menu.FORGET_NOW))
    routes.callback_query.register(erase, EraseTap())
    return routes
