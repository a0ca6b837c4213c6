"""What a button carries: at most 64 bytes, and enough to be answered weeks later."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from survey.events import Action, Tap

_SURVEY, _MENU, _LANGUAGE, _KEEP = "s", "m", "l", "k"
_SURVEY_PARTS = 5
_DIGITS = 18
"""A longer number is nobody's, and no database would take it."""


class Menu(StrEnum):
    """What the menu buttons open."""

    SURVEY = "survey"
    LANGUAGE = "language"
    HELP = "help"
    PROMISES = "promises"
    FOLLOW = "follow"
    STOP = "stop"
    PRIVACY = "privacy"
    PAUSE = "pause"
    REMIND = "remind"
    NO_REMINDER = "no_reminder"
    ANEW = "anew"
    FORGET = "forget"
    FORGET_NOW = "forget_now"


def pack_tap(tap: Tap) -> str:
    """A survey button's data."""
    return ":".join((_SURVEY, str(tap.version), tap.action, tap.question, tap.option))


def pack_menu(menu: Menu) -> str:
    """A menu button's data."""
    return f"{_MENU}:{menu}"


def pack_language(code: str) -> str:
    """A language button's data."""
    return f"{_LANGUAGE}:{code}"


def pack_erase(code: str) -> str:
    """The data of the button that erases a response by its receipt."""
    return f"r:{code}"


def pack_keep(question: str) -> str:
    """The data of the button that lets words stand as the answer to a question after all."""
    return f"{_KEEP}:{question}"


def read_number(about: str) -> int:
    """The number that a button is about; 0, which nothing has, where it carries none."""
    return int(about) if about.isascii() and about.isdigit() and len(about) <= _DIGITS else 0


def read_tap(data: str) -> Tap | None:
    """The survey button that carried this; None for anything else, however it was made up."""
    parts = data.split(":")
    if len(parts) != _SURVEY_PARTS or parts[0] != _SURVEY or not (parts[1].isascii() and parts[1].isdigit()):
        return None
    try:
        return Tap(int(parts[1]), Action(parts[2]), parts[3], parts[4])
    except ValueError:
        return None


class SurveyTap(Filter):
    """A button of the survey; hands it on as `tap`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        tap = read_tap(query.data or "")
        return {"tap": tap} if tap else False


@dataclass(frozen=True, slots=True)
class MenuTap(Filter):
    """A menu button."""

    menu: Menu

    async def __call__(self, query: CallbackQuery) -> bool:
        """Whether the button is this one."""
        return query.data == pack_menu(self.menu)


class LanguageTap(Filter):
    """A language button; hands its code on as `language`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        kind, _, code = (query.data or "").partition(":")
        return {"language": code} if kind == _LANGUAGE else False


class EraseTap(Filter):
    """The button that erases a response; hands its receipt code on as `code`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        kind, _, code = (query.data or "").partition(":")
        return {"code": code} if kind == "r" else False


def read_keep(data: str) -> str:
    """The question of the button that lets words stand after all; "" for any other button."""
    kind, _, question = data.partition(":")
    return question if kind == _KEEP else ""


class KeepTap(Filter):
    """The button that lets words stand as an answer after all; hands its question on as `question`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        kind, _, question = (query.data or "").partition(":")
        return {"question": question} if kind == _KEEP else False
