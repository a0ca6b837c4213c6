"""What a resident reads off the chat: which card is open, which question it asks, and what can be pressed."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.callbacks import read_tap
from survey.events import Action, Tap
from tests.integration.handlers.person import Person
from tests.integration.handlers.telegram import Shown

TICK = "✓ "
MARK = "\u200f"
"""Says that a label begins on the right."""


@dataclass(frozen=True, slots=True)
class Card:
    """The one message with buttons of the survey. `question` is "" on the review."""

    shown: Shown
    taps: dict[str, Tap]

    @property
    def question(self) -> str:
        """The question asked."""
        return next((tap.question for tap in self.taps.values() if tap.action is not Action.EDIT), "")

    @property
    def is_review(self) -> bool:
        """Whether everything is answered and can be sent."""
        return any(tap.action is Action.SUBMIT for tap in self.taps.values())

    def labels(self, action: Action) -> list[str]:
        """The labels of the buttons that do this."""
        return [label for label, tap in self.taps.items() if tap.action is action]

    @property
    def ticked(self) -> frozenset[str]:
        """The options with a tick."""
        return frozenset(tap.option for label, tap in self.taps.items() if label.lstrip(MARK).startswith(TICK))


def cards(person: Person) -> Iterator[Card]:
    """Every message that has buttons of the survey; there must never be two."""
    for shown in person.screens:
        found = {label: tap for label, data in shown.buttons.items() if (tap := read_tap(data))}
        if found:
            yield Card(shown, found)
