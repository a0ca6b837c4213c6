"""What a person may see and decide about their own data: privacy, language, receipt, being forgotten."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from delivery.message import Letter
from digests.everything_held import to_json
from handlers.callbacks import EraseTap, LanguageTap, Menu, MenuTap
from handlers.desk import Desk, Event
from handlers.last import unknown_button
from handlers.own_data_taps import ChangeTap, DropTap
from handlers.own_data_view import dropped_letter, my_data_letters
from handlers.privacy_view import privacy_letters
from handlers.receipt_view import not_changed_letter, receipt_letters, refused_letter
from handlers.resting import rest
from handlers.screens import forget_letter, help_row, language_letter, welcome_letter
from people.attempts import Refusal
from people.person import Visit
from people.receipt import read_receipt_code
from survey.by_receipt import Change


async def privacy(event: Event, visit: Visit, desk: Desk) -> None:
    """What is kept, why, and for how long."""
    await desk.show(event, visit, *privacy_letters(desk.privacy, await desk.words(visit)))


async def languages(event: Event, visit: Visit, desk: Desk) -> None:
    """The languages to choose from."""
    await desk.show(event, visit, language_letter(await desk.words(visit), desk.catalogues))


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
    """Everything held about this chat, in words and as a file."""
    held = await desk.held.about(visit)
    words = await desk.words(visit)
    questionnaire = desk.by_receipt.asked(held.response) if held.response else None
    language = desk.catalogues.own_name(held.person.language) if held.person else ""
    await desk.show(message, visit, *my_data_letters(held, questionnaire, desk.local_now().tzinfo, words, language))
    if not held.is_nothing:
        file = BufferedInputFile(to_json(held), words("mydata.file"))
        await desk.bot.send_document(visit.chat, file, caption=words("mydata.caption"))


async def drop_open(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Leave the open survey, its answers erased."""
    dropped = await desk.responses.drop_open(visit)
    await desk.show(query, visit, dropped_letter(dropped, await desk.words(visit)))


async def ask_to_forget(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Ask once before everything goes."""
    await desk.show(query, visit, forget_letter(await desk.words(visit)))


async def forget(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """Forget the chat and all that hangs on it."""
    words = await desk.words(visit)
    await desk.responses.forget(visit)
    await desk.show(query, visit, Letter(words("forget.done"), (help_row(words),)))


async def receipt(message: Message, visit: Visit, command: CommandObject, desk: Desk) -> None:
    """What a receipt code opens."""
    words = await desk.words(visit)
    code = (command.args or "").strip()
    if not code:
        await desk.show(message, visit, Letter(words("receipt.how"), (help_row(words),)))
        return
    found = await desk.by_receipt.find(visit, code)
    await desk.show(message, visit, *receipt_letters(found, read_receipt_code(code) or "", words))


async def change(query: CallbackQuery, visit: Visit, code: str, desk: Desk) -> None:
    """Open the response a receipt was given for, to be changed."""
    opened = await desk.by_receipt.change(visit, code)
    words = await desk.words(visit)
    if opened is not Change.OPENED:
        await desk.show(query, visit, not_changed_letter(opened, words))
        return
    await rest(query)
    turn = await desk.surveys.look(visit)
    await desk.cards.send(visit.person, visit.chat, turn, words("receipt.changing"))


async def erase(query: CallbackQuery, visit: Visit, code: str, desk: Desk) -> None:
    """Erase the response a receipt was given for."""
    erased = await desk.by_receipt.erase(visit, code)
    words = await desk.words(visit)
    refusal = erased if isinstance(erased, Refusal) else None
    gone = Letter(words("receipt.erased"), (help_row(words),))
    letter = gone if erased is True else refused_letter(refusal, words)
    await desk.show(query, visit, letter)


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
    routes.callback_query.register(drop_open, DropTap())
    routes.callback_query.register(change, ChangeTap())
    routes.callback_query.register(erase, EraseTap())
    return routes
