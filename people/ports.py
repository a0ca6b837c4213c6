"""What people need stored, and the one way any use case reaches a store."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from people.person import Person, PersonKey

Work_co = TypeVar("Work_co", covariant=True)
Result = TypeVar("Result")


class UnitsOfWork(Protocol[Work_co]):
    """Runs a plain function as one transaction: it cannot await, so no network can slip inside.

    The function may run again after a conflict, so it must decide only from what it is given and what it reads.
    """

    async def write(self, work: Callable[[Work_co], Result], /) -> Result:
        """Run `work` and commit; the result is returned only once it is durable.

        Raises:
            StorageError: nothing of it was kept.
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


class Inbox(Protocol):
    """The mark that an update's work is done, set in the same commit as the work."""

    def finish(self, update: int, /) -> None:
        """Forget the update's content and remember its id for deduplication."""
        ...


class PeopleWork(Protocol):
    """What a use case about people sees inside its transaction."""

    @property
    def people(self) -> People: ...
    @property
    def inbox(self) -> Inbox: ...
