"""What people need stored, and the one way any use case reaches a store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from people.audit import AuditEntry
from people.invitation import Invitation
from people.person import Person, PersonKey
from people.staff import StaffMember


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

    def switch_off(self, key: PersonKey, /) -> None:
        """The chat cannot be reached: what still waits for it goes to nobody. A known person's next act undoes it."""
        ...

    def move(self, old: PersonKey, person: Person, /) -> None:
        """The chat of the old key has another number, and so another key: all that hangs on it goes along.

        Where the new key has a row already, that row stays, and so does what hangs on it already.
        """
        ...

    def remove(self, key: PersonKey, /) -> None:
        """Remove the person and everything that hangs on the chat: session, subscription, messages waiting."""
        ...

    def remove_idle(self, key: PersonKey, /) -> None:
        """Remove the person where no session, no subscription and no role hangs on the chat."""
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


class Staff(Protocol):
    """Who belongs to the staff, also who did."""

    def add(self, member: StaffMember, /) -> StaffMember:
        """Keep a new member, whatever number is given; returns them with their own. A number is never used again."""
        ...

    def of(self, person: PersonKey, /) -> StaffMember | None:
        """The member behind a chat, active or not."""
        ...

    def numbered(self, number: int, /) -> StaffMember | None:
        """The member of that number; None once they have been forgotten."""
        ...

    def everyone(self) -> Sequence[StaffMember]:
        """All of them, by number."""
        ...

    def change(self, member: StaffMember, /) -> None:
        """Replace what is kept of a member."""
        ...


class Invitations(Protocol):
    """Roles offered."""

    def add(self, invitation: Invitation, /) -> None:
        """Keep a new one."""
        ...

    def find(self, token_hash: str, /) -> Invitation | None:
        """The invitation of that token."""
        ...

    def change(self, invitation: Invitation, /) -> None:
        """Replace what is kept of it."""
        ...

    def unsettled(self, now: datetime, /) -> Sequence[Invitation]:
        """Those sent and not expired, and those opened and not yet answered by an administrator."""
        ...

    def purge(self, expired_before: datetime, /) -> int:
        """Forget invitations that expired before then, whatever became of them. Returns how many."""
        ...


class AuditTrail(Protocol):
    """What staff did. Entries are added, never changed."""

    def add(self, entry: AuditEntry, /) -> None:
        """Keep the next entry; its number is one more than the last."""
        ...

    def last(self) -> AuditEntry | None:
        """The newest entry; what is found stays the newest until this transaction ends."""
        ...

    def entries(self) -> Iterable[AuditEntry]:
        """All, by number."""
        ...

    def newest(self, number: int, most: int, /, *, strangers: bool) -> Sequence[AuditEntry]:
        """The entry of that number and those before it, newest first, so many at the most.

        Without `strangers` those are passed over in which somebody who is not on the staff was turned away.
        """
        ...

    def after(self, number: int, most: int, /, *, strangers: bool) -> Sequence[AuditEntry]:
        """Those after that number, oldest first, so many at the most. `strangers` as above."""
        ...


class Drafts(Protocol):
    """What members of staff are in the middle of writing, one each."""

    def find(self, person: PersonKey, /) -> str | None:
        """What they had."""
        ...

    def save(self, person: PersonKey, content: str, now: datetime, /) -> None:
        """Keep it, instead of what was there."""
        ...

    def remove(self, person: PersonKey, /) -> bool:
        """Throw it away; False where there was none."""
        ...

    def purge(self, touched_before: datetime, /) -> int:
        """Throw away what nobody went on with since then. Returns how many."""
        ...


class PeopleWork(Protocol):
    """What a use case about people sees inside its transaction."""

    @property
    def people(self) -> People: ...
    @property
    def inbox(self) -> Inbox: ...


class AuditedWork(Protocol):
    """What writing in the audit trail sees inside its transaction."""

    @property
    def audit(self) -> AuditTrail: ...
    @property
    def keys(self) -> Keys: ...


class StaffWork(PeopleWork, AuditedWork, Protocol):
    """What a use case about the staff sees inside its transaction."""

    @property
    def staff(self) -> Staff: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def drafts(self) -> Drafts: ...
