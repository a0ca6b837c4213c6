"""A kiosk, as letters: words and buttons, nothing decided."""

from datetime import datetime, tzinfo

from babel.dates import format_time

from delivery.message import Button, Letter
from handlers.callbacks import Menu, pack_menu
from handlers.field_buttons import Step, Work, pack_kiosk, pack_work
from handlers.staff_view import back
from localization.catalogue import Catalogues, Words
from people.kiosk import IDLE, LIVES, Kiosk


def intro_letter(words: Words, per_hour: int) -> Letter:
    """Before a telephone goes round: what a kiosk does, and what it cannot do."""
    text = words("kiosk.intro", per_hour=per_hour, minutes=int(IDLE.total_seconds() // 60), hours=_hours())
    return Letter(text, ((Button(words("kiosk.button.open"), pack_work(Work.KIOSK_OPEN)),), back(words)))


def opened_letter(kiosk: Kiosk, words: Words) -> Letter:
    """The closing word, this once, and the button that begins."""
    start = Button(words("kiosk.button.start"), pack_kiosk(Step.START))
    return Letter(words("kiosk.opened", word=kiosk.word, hours=_hours()), ((start,),))


def waiting_letter(words: Words, catalogues: Catalogues, notice: str = "") -> Letter:
    """The first screen of whoever comes next: choose a language, each under its own name."""
    welcome = (catalogues.words(code)("kiosk.welcome") for code in catalogues.languages)
    text = "\n".join((words("kiosk.title"), *dict.fromkeys(welcome)))
    rows = tuple((Button(catalogues.own_name(code), pack_kiosk(Step.LANGUAGE, code)),) for code in catalogues.languages)
    help_row = (Button(words("button.help"), pack_menu(Menu.HELP)),)
    return Letter("\n\n".join(filter(None, (notice, text))), (*rows, help_row))


def stop_letter(words: Words) -> Letter:
    """Asked once before what was answered is erased."""
    stop = Button(words("kiosk.button.stop_now"), pack_kiosk(Step.STOP_NOW))
    return Letter(words("kiosk.stop"), ((stop,), (Button(words("survey.button.continue"), pack_menu(Menu.SURVEY)),)))


def press_done_letter(words: Words) -> Letter:
    """All is said; what is left to do is to clear the screen."""
    return Letter(words("kiosk.press_done"), ((Button(words("kiosk.button.done"), pack_kiosk(Step.DONE)),),))


def full_text(until: datetime, zone: tzinfo | None, words: Words) -> str:
    """No more responses in this hour."""
    return words("kiosk.full", time=format_time(until.astimezone(zone), "HH:mm", locale=words.language))


def closed_letter(words: Words, key: str = "kiosk.closed") -> Letter:
    """The chat is its owner's again."""
    return Letter(words(key), (back(words),))


def _hours() -> int:
    return int(LIVES.total_seconds() // 3600)
