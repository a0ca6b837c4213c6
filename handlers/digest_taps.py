"""The buttons under digests: stop, how one follows, and what one notices. Each press is answered with a few words."""

from aiogram import Router
from aiogram.types import CallbackQuery

from digests.pulse import Tapped, notices_letter
from handlers.callbacks import read_number
from handlers.desk import Desk
from handlers.following import followed_by, stop
from handlers.following_screens import step_letter
from handlers.following_taps import Ask, DigestTap, Step, UnderDigest
from handlers.following_view import card_letter, stopped_letter
from handlers.resting import alert, rest
from handlers.screens import with_help
from handlers.visit import is_shared
from people.person import Visit


async def tap(query: CallbackQuery, visit: Visit, asked: DigestTap, desk: Desk) -> None:
    """A button under a digest. The digest itself stays as it was sent."""
    match asked.ask:
        case Ask.STOP:
            await stop(query, visit, desk)
        case Ask.RHYTHM:
            await desk.following.touched(visit)
            await _show_card(query, visit, desk, Step.OFTEN)
        case Ask.BEFORE:
            await desk.following.as_before(visit, asked.about)
            await _show_card(query, visit, desk, Step.CARD)
        case Ask.NOTICES:
            await desk.following.touched(visit)
            words = await desk.words(visit)
            await desk.show(query, visit, *with_help(words, notices_letter(desk.promise, words)))
        case Ask.NOTICE:
            await _answer(query, visit, desk, await desk.pulse.notice(visit, asked.about, asked.option))
        case Ask.DONE:
            await _answer(query, visit, desk, await desk.pulse.done(visit, read_number(asked.about), asked.option))


async def _show_card(query: CallbackQuery, visit: Visit, desk: Desk, step: Step) -> None:
    followed = await followed_by(visit, desk)
    if followed is None:
        letter = stopped_letter(await desk.words(visit), was_following=False, shared=is_shared(visit))
    else:
        letter = card_letter(followed) if step is Step.CARD else step_letter(step, followed)
    await desk.show(query, visit, letter)


async def _answer(query: CallbackQuery, visit: Visit, desk: Desk, tapped: Tapped) -> None:
    words = await desk.words(visit)
    if tapped is Tapped.GONE:
        await alert(query, desk.bot, words("follow.tap.gone"))
    else:
        await rest(query, words(f"follow.tap.{tapped}"))


def router() -> Router:
    """The buttons under digests."""
    routes = Router(name="under digests")
    routes.callback_query.register(tap, UnderDigest())
    return routes
