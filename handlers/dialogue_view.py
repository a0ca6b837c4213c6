"""A dialogue as those who are there see it, as letters: words and buttons, nothing decided."""

from delivery.message import Button, Letter
from fieldwork.dialogue import LONGEST_QUESTION, Dialogue
from fieldwork.visiting import Arrival, Arrived, Asked, NotAsked
from handlers.callbacks import Menu, pack_menu
from handlers.field_buttons import Go, pack_go
from localization.catalogue import Words
from localization.labels import listed, written_date

_Row = tuple[Button, ...]


def arrived_letter(arrived: Arrived, words: Words, *, asks: bool = True) -> Letter:
    """What a code leads to, and what can be done there. `asks`: there are questions to answer."""
    found = arrived.dialogue
    if found is None:
        return Letter(words("dialogue.unknown"), (_menu(words, "button.survey", Menu.SURVEY), _help(words)))
    text = words(f"dialogue.{arrived.arrival}", **_about(found, words))
    match arrived.arrival:
        case Arrival.OPEN:
            rows = (*_answer(found, words, asks=asks), _ask(found.code, words), _wish(arrived, found, words))
            rows = (*rows, _menu(words, "button.language", Menu.LANGUAGE))
        case Arrival.ANSWERED:
            rows = (_ask(found.code, words), _wish(arrived, found, words))
        case Arrival.BUSY:
            leave = _go(words, "dialogue.button.leave", Go.LEAVE, found.code)
            rows = (_menu(words, "survey.button.continue", Menu.SURVEY), leave)
        case _:
            waiting = (_wish(arrived, found, words),) if arrived.waits else ()
            rows = (*waiting, _menu(words, "button.survey", Menu.SURVEY))
    return Letter(text, (*rows, _help(words)))


def dialogue_thanks_letter(receipt: str, code: str, words: Words) -> Letter:
    """The end of the questions, with the receipt, and what else there is to do here."""
    text = "\n\n".join((words("survey.thanks", receipt=receipt), words("dialogue.thanks")))
    rows = (_go(words, "dialogue.button.yes", Go.YES, code), _ask(code, words))
    return Letter(text, (*rows, _menu(words, "button.follow", Menu.FOLLOW)))


def wished_letter(arrived: Arrived, words: Words) -> Letter:
    """They will be told, or not after all; or it is too late for that."""
    found = arrived.dialogue
    if found is None or arrived.arrival is not Arrival.OPEN:
        return arrived_letter(arrived, words)
    if not arrived.waits:
        return Letter(words("dialogue.will_not_tell"), (_go(words, "dialogue.button.yes", Go.YES, found.code),))
    text = words("dialogue.will_tell", **_about(found, words))
    return Letter(text, (_wish(arrived, found, words), _help(words)))


def ask_letter(found: Dialogue, words: Words) -> Letter:
    """A question to the panel is asked for: first what has to be said before anybody writes freely."""
    text = "\n\n".join((words("dialogue.ask", most=LONGEST_QUESTION), words("paper.before_text")))
    return Letter(text, (_go(words, "dialogue.button.cancel", Go.HERE, found.code), _help(words)))


def asked_letter(asked: Asked | NotAsked, words: Words) -> Letter:
    """The question as it was kept, or why it was not."""
    if isinstance(asked, NotAsked):
        return Letter(words(f"dialogue.asked.{asked}", most=LONGEST_QUESTION), (_help(words),))
    hidden = listed((words(f"hidden.{kind.name.lower()}") for kind in asked.hidden), words.language)
    lines = [words("dialogue.asked", text=asked.text)]
    lines += [words("survey.hidden", what=hidden)] if hidden else []
    code = asked.dialogue.code
    wish = () if asked.waits else (_go(words, "dialogue.button.yes", Go.YES, code),)
    back = _go(words, "dialogue.button.here", Go.HERE, code)
    return Letter("\n".join(lines), (_ask(code, words, again=True), *wish, back, _help(words)))


def _about(found: Dialogue, words: Words) -> dict[str, str]:
    return {
        "place": found.place,
        "date": written_date(found.held_on, words.language),
        "audience": found.audience,
    }


def _answer(found: Dialogue, words: Words, *, asks: bool) -> tuple[_Row, ...]:
    return (_go(words, "dialogue.button.begin", Go.BEGIN, found.code),) if asks else ()


def _ask(code: str, words: Words, *, again: bool = False) -> _Row:
    return _go(words, "dialogue.button.ask_again" if again else "dialogue.button.ask", Go.ASK, code)


def _wish(arrived: Arrived, found: Dialogue, words: Words) -> _Row:
    key, go = ("dialogue.button.no", Go.NO) if arrived.waits else ("dialogue.button.yes", Go.YES)
    return _go(words, key, go, found.code)


def _go(words: Words, key: str, go: Go, code: str) -> _Row:
    return (Button(words(key), pack_go(go, code)),)


def _menu(words: Words, key: str, menu: Menu) -> _Row:
    return (Button(words(key), pack_menu(menu)),)


def _help(words: Words) -> _Row:
    return _menu(words, "button.help", Menu.HELP)
