"""Following and leaving, and the card on which everything about it is changed in place."""

from contextlib import suppress

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from delivery.message import Letter
from delivery.telegram import markup
from digests.following import Changes
from handlers.awaited_hours import Awaited, AwaitedHour, AwaitedHours
from handlers.callbacks import Menu, MenuTap
from handlers.desk import Desk, Event, topic_of
from handlers.filters import Forwarded
from handlers.following_choices import NoChoice, changes, written
from handlers.following_screens import TYPED, step_letter
from handlers.following_taps import CardTap, OnCard, Step
from handlers.following_view import Followed, card_letter, stopped_letter
from handlers.listening import heard
from handlers.resting import alert
from handlers.visit import is_shared
from people.person import Visit


async def follow(event: Event, visit: Visit, desk: Desk) -> None:
    """Follow, and show the card."""
    await desk.following.follow(visit, topic_of(event))
    await desk.show(event, visit, await _card(visit, desk))


async def stop(event: Event, visit: Visit, desk: Desk) -> None:
    """Stop following, from the command, the menu or a digest."""
    await desk.show(event, visit, await _stop(visit, desk))


async def tap(query: CallbackQuery, visit: Visit, tap: CardTap, desk: Desk, hours: AwaitedHours) -> None:
    """A button of the card, which then shows what came of it."""
    hours.end(visit.person)
    match tap.step:
        case Step.FOLLOW:
            await desk.following.follow(visit, topic_of(query))
            await desk.cards.put(query, visit, await _card(visit, desk))
        case Step.STOP:
            await desk.cards.put(query, visit, await _stop(visit, desk))
        case Step.LANGUAGE if tap.value in desk.catalogues.languages:
            await desk.people.choose_language(visit, tap.value)
            await desk.cards.put(query, visit, await _card(visit, desk))
        case _:
            await _tap_followed(query, visit, tap, desk, hours)


async def typed(message: Message, visit: Visit, text: str, awaited: Awaited, desk: Desk, hours: AwaitedHours) -> None:
    """A time of day typed. Where it is none, that is said and it is asked for again."""
    hours.end(visit.person)
    if await heard(message, visit, text, desk):
        return
    followed, made = await followed_by(visit, desk), written(awaited.step, text)
    if followed is None:
        letter = await _card(visit, desk)
    elif made is None:
        letter = step_letter(awaited.step, followed, followed.words(f"follow.{awaited.step}.unread"))
    else:
        await _change(visit, desk, followed, made)
        letter = await _card(visit, desk)
    sent = await desk.bot.send_message(visit.chat, letter.text, reply_markup=markup(letter))
    if followed and made is None:
        hours.ask(visit.person, awaited.step, sent.message_id, desk.local_now())
    with suppress(TelegramBadRequest):  # it is gone, and its buttons with it
        await desk.bot.edit_message_reply_markup(chat_id=visit.chat, message_id=awaited.message, reply_markup=None)


async def followed_by(visit: Visit, desk: Desk) -> Followed | None:
    """What the visitor follows, ready to be shown."""
    found = await desk.following.find(visit)
    if found is None:
        return None
    words = await desk.words(visit)
    return Followed(found, desk.promise, desk.quiet, is_shared(visit), words, desk.catalogues)


async def _tap_followed(query: CallbackQuery, visit: Visit, tap: CardTap, desk: Desk, hours: AwaitedHours) -> None:
    followed = await followed_by(visit, desk)
    if followed is None or tap.step is Step.CARD:
        await desk.cards.put(query, visit, await _card(visit, desk))
    elif tap.value or tap.step in (Step.PAUSE, Step.RESUME):
        await _choose(query, visit, tap, desk, followed)
    else:
        await desk.cards.put(query, visit, step_letter(tap.step, followed))
        if tap.step in TYPED and not followed.shared and query.message:
            hours.ask(visit.person, tap.step, query.message.message_id, desk.local_now())


async def _choose(query: CallbackQuery, visit: Visit, tap: CardTap, desk: Desk, followed: Followed) -> None:
    made = changes(tap.step, tap.value, followed.subscription, followed.names)
    if isinstance(made, NoChoice):
        key = "follow.last_one" if made is NoChoice.LAST_ONE else "follow.outdated"
        await alert(query, desk.bot, followed.words(key))
        return
    await _change(visit, desk, followed, made)
    again = await followed_by(visit, desk) if tap.step is Step.WHAT else None  # several may be ticked
    await desk.cards.put(query, visit, step_letter(tap.step, again) if again else await _card(visit, desk))


async def _change(visit: Visit, desk: Desk, followed: Followed, made: Changes) -> None:
    await desk.following.change(visit, **(Changes(commitments=followed.kept) | made))


async def _card(visit: Visit, desk: Desk) -> Letter:
    followed = await followed_by(visit, desk)
    if followed is None:
        return stopped_letter(await desk.words(visit), was_following=False, shared=is_shared(visit))
    return card_letter(followed)


async def _stop(visit: Visit, desk: Desk) -> Letter:
    words = await desk.words(visit)
    was_following = await desk.following.stop(visit)
    return stopped_letter(words, was_following=was_following, shared=is_shared(visit))


def router() -> Router:
    """The commands and the card."""
    routes = Router(name="following")
    for handler, command, menu in ((follow, "follow", Menu.FOLLOW), (stop, "stop", Menu.STOP)):
        routes.message.register(handler, ~Forwarded(), Command(command))
        routes.callback_query.register(handler, MenuTap(menu))
    routes.callback_query.register(tap, OnCard())
    return routes


def text_router() -> Router:
    """Typed times of day, asked after every command and before the text is taken as an answer."""
    routes = Router(name="typed hours")
    routes.message.register(typed, AwaitedHour())
    return routes
