"""What the buttons of recording and signing carry: `u:<press>`, and after a colon what it is about."""

from dataclasses import dataclass

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from promises.drafting import Step

_RECORDING = "u"
_DIGITS = 18
"""A longer number is nobody's, and no database would take it."""

NEW, ANEW, GO_ON, LATER = "new", "anew", "go_on", "later"
CHOOSE, EDIT, KEEP, BACK, SHOW = "choose", "edit", "keep", "back", "show"
CANCEL, CANCEL_NOW, SUBMIT = "cancel", "cancel_now", "submit"
WAITING, LOOK, SIGN, ASK, NOT_ASK = "waiting", "look", "sign", "ask", "not_ask"
REVISE, WITHDRAW, WITHDRAW_NOW, CORRECT = "revise", "withdraw", "withdraw_now", "correct"


def pack(press: str, *about: object) -> str:
    """A button's data."""
    return ":".join((_RECORDING, press, *map(str, about)))


@dataclass(frozen=True, slots=True)
class Tap(Filter):
    """A button; hands on as `about` what it is about."""

    press: str

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is this one, and what it is about."""
        kind, _, rest = (query.data or "").partition(":")
        press, _, about = rest.partition(":")
        return {"about": about} if (kind, press) == (_RECORDING, self.press) else False


def read_number(about: str) -> int:
    """The number that a button carries first; 0, which nothing has, where it carries none."""
    first = about.partition(":")[0]
    return int(first) if first.isascii() and first.isdigit() and len(first) <= _DIGITS else 0


def read_rest(about: str) -> str:
    """What a button carries after its number."""
    return about.partition(":")[2]


def read_step(rest: str) -> tuple[Step | None, str]:
    """The step that a button is of, None where there is no such step, and what it says at that step."""
    step, _, value = rest.partition(":")
    return (Step(step) if step in set(Step) else None), value
