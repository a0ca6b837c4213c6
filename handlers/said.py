"""Words that work anywhere: a whole message that says help, stop or back is heard before it is taken as an answer."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from handlers import menu, own_data, pause
from handlers.bursts import Bursts
from handlers.desk import Desk
from handlers.filters import OwnText
from handlers.screens import forget_letter
from handlers.survey import begin, write_answer
from handlers.survey_view import stopped_all_letter
from localization.catalogue import Catalogues
from people.person import Visit
from survey.events import Action, Tap, TapOutdated
from survey.folding import fold
from survey.matching import Nearly, typed_choices
from survey.turn import Turn

_LONGEST = 60
"""Characters: a longer message says more than one of these words."""
_COMMA = re.compile("[,،]")


class Word(StrEnum):
    """What is said. The words for each, with commas between, are the catalogues' `said.<name>`."""

    HELP = "help"
    STOP = "stop"
    BACK = "back"
    SKIP = "skip"
    PREFER_NOT = "prefer_not"
    FORGET = "forget"
    LANGUAGE = "language"
    PAUSE = "pause"
    CONTINUE = "continue"


ACTIONS = {Word.BACK: Action.BACK, Word.SKIP: Action.SKIP, Word.PREFER_NOT: Action.PREFER_NOT}


@lru_cache(maxsize=4)
def spoken(catalogues: Catalogues) -> Mapping[str, Word]:
    """Every word of every language, folded: nobody has to have chosen the language they write in."""
    found: dict[str, Word] = {}
    for language in catalogues.languages:
        for word in Word:
            for each in _COMMA.split(catalogues.words(language)(f"said.{word}")):
                found.setdefault(fold(each), word)
    return found


def said_word(catalogues: Catalogues, text: str) -> Word | None:
    """Which of the words a whole message says, if it says one and nothing else."""
    return spoken(catalogues).get(fold(text)) if len(text) <= _LONGEST else None


class SaidWord(Filter):
    """One of these words and nothing else; hands on which as `said`."""

    async def __call__(self, message: Message, desk: Desk) -> bool | dict[str, object]:
        """Whether the message says one, and which."""
        word = said_word(desk.catalogues, message.text or "")
        return {"said": word} if word else False


async def heed(message: Message, visit: Visit, text: str, said: Word, desk: Desk, bursts: Bursts) -> None:
    """Do what is said, unless it is what an option of the open question says: then it is the answer.

    Help comes before that: it must not wait for the store.
    """
    if said is Word.HELP:
        await menu.help_lines(message, visit, desk)
        return
    turn = await desk.surveys.look(visit)
    if names_option(turn, text):
        await write_answer(message, visit, text, desk, bursts)
        return
    bursts.end(visit.person)
    match said:
        case Word.STOP:
            await _stop(message, visit, desk, turn)
        case Word.FORGET:
            await desk.show(message, visit, forget_letter(desk.catalogues.words(turn.language)))
        case Word.LANGUAGE:
            await own_data.languages(message, visit, desk)
        case Word.PAUSE:
            await pause.pause(message, visit, desk)
        case Word.CONTINUE:
            await begin(message, visit, desk, bursts)
        case Word.BACK | Word.SKIP | Word.PREFER_NOT:
            await press(visit, desk, turn, ACTIONS[said])


async def _stop(message: Message, visit: Visit, desk: Desk, turn: Turn) -> None:
    """Stop all that comes unasked, and leave the survey for now."""
    if turn.remind_at:
        await desk.surveys.remind(visit, yes=False)
    was_following = await desk.following.stop(visit)
    await desk.field.visiting.stop(visit)
    words = desk.catalogues.words(turn.language)
    await desk.show(message, visit, stopped_all_letter(turn, words, was_following=was_following))


async def press(visit: Visit, desk: Desk, turn: Turn, action: Action) -> None:
    """The same as the button of the open question."""
    pressed = await desk.surveys.tap(visit, _tap(turn, action))
    there = not any(isinstance(event, TapOutdated) for event in pressed.events)
    notice = "" if there else desk.catalogues.words(pressed.language)("said.not_here")
    await desk.cards.answer_text(visit, pressed, notice)


def _tap(turn: Turn, action: Action) -> Tap:
    """The button meant: who wants past a question means the one way past that it has."""
    if turn.session is None:
        return Tap(0, action)
    position = turn.session.position
    question = turn.questionnaire.question(position.question)
    if question and action is Action.PREFER_NOT and (position.other or not question.prefer_not):
        action = Action.SKIP
    elif question and action is Action.SKIP and question.required and question.prefer_not and not position.other:
        action = Action.PREFER_NOT
    return Tap(turn.session.version, action, position.question)


def names_option(turn: Turn, text: str) -> bool:
    """Whether the text is what an option of the open question says."""
    if turn.session is None or turn.session.position.other:
        return False
    question = turn.questionnaire.question(turn.session.position.question)
    named = typed_choices(question, turn.session.draw, text) if question else ()
    return bool(named) and not isinstance(named, Nearly)


def router() -> Router:
    """Asked after every command, before the text is taken as an answer."""
    routes = Router(name="said")
    routes.message.register(heed, OwnText(), SaidWord())
    return routes
