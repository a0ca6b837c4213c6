"""What meeting residents in person needs stored."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from digests.ports import DigestWork
from fieldwork.dialogue import Dialogue, PanelQuestion
from people.guest import Guest
from people.kiosk import Kiosk
from people.person import PersonKey
from people.ports import StaffWork
from survey.ports import SurveyWork


class Dialogues(Protocol):
    """Dialogues, who waits for their answer, and the questions to their panels."""

    def add(self, dialogue: Dialogue, /) -> Dialogue:
        """Keep a new one, whatever number is given; returns it with its own."""
        ...

    def change(self, dialogue: Dialogue, /) -> None:
        """Replace what is kept of it."""
        ...

    def find(self, code: str, /) -> Dialogue | None:
        """The dialogue of that code."""
        ...

    def numbered(self, number: int, /) -> Dialogue | None:
        """The dialogue of that number; inside a write it is locked until the commit."""
        ...

    def all(self) -> Sequence[Dialogue]:
        """Every dialogue, the newest day first."""
        ...

    def unfinished(self) -> Sequence[Dialogue]:
        """Those not ended or not answered: cheap, it is asked at every tick."""
        ...

    def guest(self, dialogue: int, person: PersonKey, /) -> Guest | None:
        """What is kept of that person at that dialogue."""
        ...

    def guest_of(self, person: PersonKey, /) -> Sequence[Guest]:
        """At which dialogues the person is kept."""
        ...

    def save_guest(self, guest: Guest, /) -> None:
        """Keep the guest; one who neither asks nor wants to know is forgotten."""
        ...

    def waiting(self, dialogue: int, /) -> Sequence[PersonKey]:
        """Who wants to know what the dialogue came to."""
        ...

    def has_guests(self, dialogue: int, /) -> bool:
        """Whether anybody is kept who was there."""
        ...

    def asking_before(self, before: datetime, /) -> bool:
        """Whether anybody was asked for their question before then."""
        ...

    def forget_guests(self, dialogue: int, /) -> int:
        """Forget everybody who was there; returns how many."""
        ...

    def stop_asking(self, before: datetime, /) -> int:
        """Forget those who were asked for their question before then and wait for nothing; returns how many."""
        ...

    def ask(self, question: PanelQuestion, /) -> None:
        """Keep a question to the panel."""
        ...

    def questions(self, dialogue: int, /) -> Sequence[PanelQuestion]:
        """The questions to a panel, in an order that says nothing."""
        ...

    def drop_questions(self, held_before: date, /) -> int:
        """Forget the questions to the panels of dialogues held before that day; returns how many."""
        ...


class Kiosks(Protocol):
    """Open kiosks, one a chat."""

    def find(self, person: PersonKey, /) -> Kiosk | None:
        """The kiosk in that chat; inside a write it is locked until the commit."""
        ...

    def save(self, kiosk: Kiosk, /) -> None:
        """Insert or replace it."""
        ...

    def remove(self, person: PersonKey, /) -> None:
        """It is closed."""
        ...

    def all(self) -> Sequence[Kiosk]:
        """Every open kiosk."""
        ...


class FieldWork(DigestWork, SurveyWork, StaffWork, Protocol):
    """What a use case sees inside its transaction."""

    @property
    def dialogues(self) -> Dialogues: ...
    @property
    def kiosks(self) -> Kiosks: ...
