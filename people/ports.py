"""What people need stored, and the one way any use case reaches a store."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from people.person import Person, PersonKey


class StoreTrouble(Exception):  # noqa: N818 - named for what it is
    """The store refused the work; nothing of it was kept. Whatever keeps the store raises its own kind of this."""


Work_co = TypeVar("Work_co", covariant=True)
Result = TypeVar("Result")


class UnitsOfWork(Protocol[Work_co]):
    """Runs a plain function as one transaction: it cannot await, so no network can slip inside.

    The function may run again after a conflict, so it must decide only from what it is given and what it reads.
    """

    async def write(self, work: Callable[[Work_co], Result], /) -> Result:
        """Run `work` and commit; the result is returned only once it is durable.

        Raises:
            StoreTrouble: nothing of it was kept.
        """
        ...

    async def read(self, work: Callable[[Work_co], Result], /) -> Result:
        """Run `work` on one consistent picture of the store, without writing."""
        ...


class People(Protocol):
    """Box one: chats and the languages they are spoken to in."""

    def find(self, key: PersonKey, /) -> Person | None:
        """The person, or None where the chat is unknown."""
        ...

    def save(self, person: Person, /) -> None:
        """Insert or replace the person's row."""
        ...

    def remove(self, key: PersonKey, /) -> None:
        """Remove the person and everything that hangs on the chat: session, subscription, messages waiting."""
        ...

    def remove_idle(self, key: PersonKey, /) -> None:
        """Remove the person where no session and no subscription hangs on the chat."""
        ...


class Keys(Protocol):
    """Random keys kept sealed in the store, so that what they made stays readable when the outer secret is rotated."""

    def key(self, name: str, fresh: bytes, /) -> bytes:
        """The key of that name; `fresh` is kept as it where there is none yet."""
        ...

    def find_key(self, name: str, /) -> bytes | None:
        """The key of that name, or None where there is none yet."""
        ...


class HelpShown(Protocol):
    """How often help was shown because of what somebody wrote: days and categories, never who or what."""

    def add(self, day: date, category: str, /) -> None:
        """Once more on that day."""
        ...

    def times(self) -> Mapping[str, int]:
        """How often in all, by category, unguarded: only the guard may pass them on."""
        ...


class Inbox(Protocol):
    """The mark that an update's work is done, set in the same commit as the work."""

    def finish(self, update: int, /) -> None:
        """Forget the update's content and remember its id for deduplication."""
        ...

    def forget_lane(self, lane: str, /) -> int:
        """Forget content and sender of every update of that lane, done or not. Returns how many had any."""
        ...


class PeopleWork(Protocol):
    """What a use case about people sees inside its transaction."""

    @property
    def people(self) -> People: ...
    @property
    def inbox(self) -> Inbox: ...
