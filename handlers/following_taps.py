"""What the buttons of following carry: those of the card (`f:`) and those under a digest (`d:`)."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

CARD, DIGEST = "f", "d"


class Step(StrEnum):
    """What a button of the card does. The first seven open a screen, or choose on it what comes after a colon."""

    CARD = "card"
    WHAT = "what"
    OFTEN = "often"
    DAY = "day"
    HOUR = "hour"
    QUIET = "quiet"
    LANGUAGE = "language"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FOLLOW = "follow"


class Ask(StrEnum):
    """What a button under a digest does."""

    STOP = "stop"
    RHYTHM = "rhythm"
    BEFORE = "before"
    NOTICES = "notices"
    NOTICE = "notice"
    DONE = "done"


_CARRIES = {Ask.BEFORE: 1, Ask.NOTICE: 2, Ask.DONE: 2}
"""How many parts come after what is asked; none after the others."""


@dataclass(frozen=True, slots=True)
class CardTap:
    """A press on the card: a step, and what was chosen there."""

    step: Step
    value: str = ""


@dataclass(frozen=True, slots=True)
class DigestTap:
    """A press under a digest: what is asked, what it is about (BEFORE: the rhythm), and the answer."""

    ask: Ask
    about: str = ""
    option: str = ""


def pack_card(step: Step, value: str = "") -> str:
    """The data of a button of the card."""
    return f"{CARD}:{step}:{value}" if value else f"{CARD}:{step}"


def read_card_tap(data: str) -> CardTap | None:
    """The button of the card that carried this; None for anything else, however it was made up."""
    kind, _, rest = data.partition(":")
    step, _, value = rest.partition(":")
    return CardTap(Step(step), value) if kind == CARD and step in list(Step) else None


def read_digest_tap(data: str) -> DigestTap | None:
    """The button under a digest that carried this; None for anything else, however it was made up."""
    kind, *parts = data.split(":")
    if kind != DIGEST or not parts or parts[0] not in list(Ask):
        return None
    ask, rest = Ask(parts[0]), parts[1:]
    return DigestTap(ask, *rest) if len(rest) == _CARRIES.get(ask, 0) and all(rest) else None


class OnCard(Filter):
    """A button of the card; hands it on as `tap`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        tap = read_card_tap(query.data or "")
        return {"tap": tap} if tap else False


class UnderDigest(Filter):
    """A button under a digest; hands it on as `asked`."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and what it carries."""
        tap = read_digest_tap(query.data or "")
        return {"asked": tap} if tap else False
