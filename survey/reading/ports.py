"""What reading needs stored: groups of responses, and what was done with each text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from people.inbox import Marks
from people.ports import StaffWork
from survey.ports import ResponseId
from survey.reading.grouping import Group, Waiting


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which texts somebody wants to see; "" and None stand for all.

    With days, a text is among them where all days of its group are.
    """

    area: str = ""
    language: str = ""
    question: str = ""
    first: date | None = None
    last: date | None = None
    unread: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A text in answer to a question whose group may be read, as `text` was masked before it was stored.

    `reference` finds it and says nothing. `read_by` is a staff number.
    """

    reference: str
    question: str
    text: str
    area: str
    language: str
    first: date
    last: date
    tags: tuple[str, ...] = ()
    read_by: int | None = None
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A text of a group that nobody has looked at yet, not even we."""

    response: ResponseId
    question: str
    text: str


class Texts(Protocol):
    """Texts and the groups in which they are read."""

    def waiting(self, area: str, /) -> Sequence[Waiting]:
        """Submitted responses in no group; `area` is the question that tells where somebody lives."""
        ...

    def add_group(self, number: str, group: Group, /) -> None:
        """Keep a group under a random number. A member that is in one already stays there."""
        ...

    def texts_of(self, responses: Sequence[ResponseId], /) -> Sequence[Unlisted]:
        """Every text of these responses."""
        ...

    def unlisted(self, most: int, /) -> Sequence[Unlisted]:
        """Texts of groups that are in no list yet, so many at the most."""
        ...

    def enlist(self, text: Unlisted, reference: str, /, *, withheld: bool) -> None:
        """Put a text in the list, or note that it is never to be shown there."""
        ...

    def count(self, wanted: Wanted, k: int, /) -> int:
        """How many texts are wanted, of groups that still have k members."""
        ...

    def page(self, wanted: Wanted, k: int, skip: int, most: int, /) -> Sequence[Found]:
        """Some of them, in an order that says nothing."""
        ...

    def find(self, reference: str, k: int, /) -> Found | None:
        """One of them."""
        ...

    def mark(self, found: Found, /) -> None:
        """Keep its tags, and who read it last and when."""
        ...


class ReadingWork(StaffWork, Protocol):
    """What reading sees inside its transaction."""

    @property
    def texts(self) -> Texts: ...
    @property
    def marks(self) -> Marks: ...
