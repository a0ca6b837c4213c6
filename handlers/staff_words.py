"""What members of staff write while they record progress or ask for a change."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, ReplyParameters

from delivery.message import Letter
from delivery.telegram import markup
from digests.recording import Awaited, Writing
from handlers import recording, signing
from handlers.awaited_hours import AwaitedHours
from handlers.bursts import Burst, Bursts, Rest
from handlers.desk import Desk, Event
from handlers.filters import OwnText, is_in_person
from handlers.listening import heard
from handlers.lookup import Lookup
from handlers.recording_taps import USE, Tap
from handlers.recording_view import later_letter, row
from handlers.refusals import nothing_begun
from handlers.said import Word, said_word
from localization.catalogue import Words
from people.person import Visit
from people.ports import StoreTrouble
from promises.draft_check import MAX_TEXT
from promises.signing import Refusal

_MEANT_FOR_ALL = frozenset({Word.HELP, Word.FORGET, Word.LANGUAGE})
"""What these words mean they mean here too."""
_LEAVES = frozenset({Word.STOP, Word.PAUSE})


class WritingBursts(Bursts):
    """The last burst of everybody who records progress: its rest is no answer to the survey either."""


class AwaitedWords(Filter):
    """Words meant for an update or a wish; hands on as `text` what they are and as `awaited` what for.

    What is sent in one go with such words was written before the next question was seen; it is handed on for None.
    Where the store does not answer, it is not one: what else it may be must not wait for that.
    """

    async def __call__(
        self,
        message: Message,
        visit: Visit,
        desk: Desk,
        hours: AwaitedHours,
        writing: WritingBursts,
        lookup: Lookup,
    ) -> bool | dict[str, object]:
        """Whether the message is such words."""
        own = is_in_person(message) and await OwnText()(message)
        if not own or said_word(desk.catalogues, message.text or "") in _MEANT_FOR_ALL:
            return False
        if writing.going_on(visit.person, message.date):
            return {"text": message.text, "awaited": None}
        if hours.of(visit.person, desk.local_now()):  # asked for after this: a press here ends that
            return False
        try:
            awaited = (await lookup()).update
        except (StoreTrouble, TimeoutError):
            return False
        return {"text": message.text, "awaited": awaited} if awaited else False


async def take(
    message: Message, visit: Visit, text: str, awaited: Awaited | None, desk: Desk, writing: WritingBursts
) -> None:
    """Words: what reads like a cry for help is met with help, said words are heard, and all others are taken."""
    said = said_word(desk.catalogues, text)
    if await heard(message, visit, text, desk):
        writing.end(visit.person)
        await _offer_to_take(message, visit, desk, awaited)
    elif awaited is None:
        await _too_soon(message, visit, desk, writing)
    elif said:
        await _heed(message, visit, desk, said, awaited)
    else:
        refused = await _taken(message, visit, text, desk, awaited)
        burst = Burst(Rest.NO_ANSWER, told=refused)
        writing.note(visit.person, burst, max(message.date, desk.local_now()))


async def use(query: CallbackQuery, visit: Visit, desk: Desk) -> None:
    """They were met with help for these words and mean them all the same. Telegram hands back what we have not kept."""
    written = query.message.reply_to_message if isinstance(query.message, Message) else None
    awaited = await desk.recording.awaited(visit)
    if awaited is None or written is None or not written.text or not is_in_person(written):
        await nothing_begun(query, visit, desk)
        return
    await _taken(query, visit, written.text, desk, awaited)


async def _taken(event: Event, visit: Visit, text: str, desk: Desk, awaited: Awaited) -> bool:
    """Take the words for what they were awaited for, and show what came of it. Returns whether they cannot stand."""
    if awaited is Awaited.DRAFT:
        written = await desk.recording.write(visit, text)
        await recording.show(event, visit, desk, written)
        return not isinstance(written, Writing) or written.problem is not None
    result = await desk.proposals.ask(visit, text)
    words = await desk.words(visit)
    if isinstance(result, tuple):
        await desk.show(event, visit, Letter(words(f"recording.problem.{result[0].name.lower()}", most=MAX_TEXT)))
        return True
    await signing.settled(event, visit, desk, result, 0)
    return isinstance(result, Refusal)


async def _heed(message: Message, visit: Visit, desk: Desk, said: Word, awaited: Awaited) -> None:
    """Stop and pause put it aside, back goes back; what else is said is no text."""
    words = await desk.words(visit)
    if awaited is Awaited.WISH and (said in _LEAVES or said is Word.BACK):
        number = await desk.proposals.stop_wishing(visit)
        await signing.show(message, visit, desk, number or 0)
    elif awaited is Awaited.WISH:
        await desk.show(message, visit, Letter(words("said.not_here")))
    elif said in _LEAVES:
        await desk.recording.put_aside(visit)
        await desk.show(message, visit, later_letter(words))
    elif said is Word.BACK:
        await recording.show(message, visit, desk, await desk.recording.back(visit))
    else:
        await recording.show(message, visit, desk, await desk.recording.go_on(visit), "said.not_here")


async def _too_soon(message: Message, visit: Visit, desk: Desk, writing: WritingBursts) -> None:
    """The rest of what was sent in one go: said once that it is not taken."""
    before = writing.going_on(visit.person, message.date)
    if before is None or before.told:
        return
    writing.note(visit.person, Burst(Rest.NO_ANSWER, told=True), max(message.date, desk.local_now()))
    found = await desk.recording.go_on(visit)
    if isinstance(found, Refusal):
        await desk.show(message, visit, Letter((await desk.words(visit))("recording.too_soon")))
    else:
        await recording.show(message, visit, desk, found, "recording.too_soon")


async def _offer_to_take(message: Message, visit: Visit, desk: Desk, awaited: Awaited | None) -> None:
    """What those who work with young people write may be about such things: it is theirs to say."""
    if awaited is None:
        return
    letter = _offer(await desk.words(visit))
    to = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
    await desk.bot.send_message(visit.chat, letter.text, reply_markup=markup(letter), reply_parameters=to)


def _offer(words: Words) -> Letter:
    return Letter(words("recording.not_taken"), (row(words, "button.recording.use", USE),))


def router() -> Router:
    """Asked before the words that work anywhere, for those mean something of their own here."""
    routes = Router(name="staff words")
    routes.message.register(take, AwaitedWords())
    routes.callback_query.register(use, Tap(frozenset({USE})))
    return routes
