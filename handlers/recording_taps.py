"""What the buttons of recording and signing carry: `u:<press>`, and after a colon what it is about."""

from collections.abc import Collection
from dataclasses import dataclass

from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from handlers.callbacks import read_number
from handlers.staff_taps import is_in_private
from promises.drafting import Step

RECORDING = "u"

NEW, DIALOGUES, ANEW, GO_ON, LATER = "new", "dialogues", "anew", "go_on", "later"
CHOOSE, EDIT, KEEP, BACK, SHOW = "c", "edit", "keep", "back", "show"
"""The first is so short because what it carries may fill the 64 bytes of a button."""

CANCEL, CANCEL_NOW, SUBMIT, USE = "cancel", "cancel_now", "submit", "use"
WAITING, LOOK, SIGN, ASK, NOT_ASK = "waiting", "look", "sign", "ask", "not_ask"
WITHDRAW, WITHDRAW_NOW, PUBLISHED = "withdraw", "withdraw_now", "published"
REVISE, CORRECT = "revise", "correct"

ALL = frozenset(
    {
        *(NEW, DIALOGUES, ANEW, GO_ON, LATER, CHOOSE, EDIT, KEEP, BACK, SHOW, CANCEL, CANCEL_NOW, SUBMIT, USE),
        *(WAITING, LOOK, SIGN, ASK, NOT_ASK, WITHDRAW, WITHDRAW_NOW, PUBLISHED, REVISE, CORRECT),
    }
)


def pack(press: str, *about: object) -> str:
    """A button's data."""
    return ":".join((RECORDING, press, *map(str, about)))


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed, and what it is about."""

    press: str
    about: str

    @property
    def number(self) -> int:
        """The number that it carries first; 0, which nothing has, where it carries none."""
        return read_number(self.about.partition(":")[0])

    @property
    def rest(self) -> str:
        """What it carries after its number."""
        return self.about.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Tap(Filter):
    """One of these buttons, pressed in the person's own chat; hands it on as `pressed`."""

    presses: Collection[str]

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, object]:
        """Whether the button is one of these, and which."""
        kind, _, rest = (query.data or "").partition(":")
        press, _, about = rest.partition(":")
        if kind != RECORDING or press not in self.presses or not is_in_private(query):
            return False
        return {"pressed": Pressed(press, about)}


def read_step(rest: str) -> tuple[Step | None, str]:
    """The step that a button is of, None where there is no such step, and what it says at that step."""
    step, _, value = rest.partition(":")
    return (Step(step) if step in set(Step) else None), value
