"""What digests need stored: who follows, what was already told, and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from delivery.ports import DeliveryWork
from people.person import Person, PersonKey
from people.ports import HelpShown
from promises.ports import PromiseWork


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one follower asked for.

    `commitments` empty means all; `weekday` 0 is Monday; `hour` and `minute` are local.
    """

    person: PersonKey
    commitments: tuple[str, ...]
    weekday: int
    hour: int
    minute: int
    since: date


@dataclass(frozen=True, slots=True)
class DigestRun:
    """One digest of one kind for one local period, e.g. ("staff", "2026-11-23"). It exists at most once."""

    kind: str
    period: str
    number: int
    covered_from: datetime
    covered_until: datetime
    late: bool
    recipients: int


class Subscriptions(Protocol):
    """Who follows what."""

    def find(self, person: PersonKey, /) -> Subscription | None:
        """The person's subscription."""
        ...

    def save(self, subscription: Subscription, /) -> None:
        """Insert or replace it."""
        ...

    def remove(self, person: PersonKey, /) -> bool:
        """End it; False where there was none."""
        ...

    def rhythms(self) -> Sequence[tuple[int, int, int]]:
        """Each (weekday, hour, minute) that at least one follower chose: asked every tick, so it must be cheap."""
        ...

    def followers(self) -> Sequence[tuple[Subscription, Person]]:
        """Every follower who can be reached, in no meaningful order."""
        ...


class DigestRuns(Protocol):
    """What was already told."""

    def claim(self, run: DigestRun, /) -> bool:
        """Insert the run; False where that kind and period already have one (in this process or another)."""
        ...

    def has(self, kind: str, period: str, /) -> bool:
        """Whether that kind and period already ran: the cheap look before composing anything."""
        ...

    def last(self, kind: str, /) -> DigestRun | None:
        """The newest run of that kind by what it covered."""
        ...


class Counts(Protocol):
    """Counts over responses, unguarded: only the guard may pass them on."""

    def responses(self, round_name: str, /, *, submitted: bool) -> int:
        """Responses of the round ever submitted (or, with False, ever started)."""
        ...

    def has_sample(self, round_name: str, /) -> bool:
        """Whether any response of the round is made up, so that what is counted says so."""
        ...

    def answers(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """How many submitted responses of the round chose each option of a question."""
        ...


class Releases(Protocol):
    """What an audience was last shown of each table, so that differences can be guarded too."""

    def shown(self, audience: str, table: str, /) -> Mapping[str, int]:
        """The counts last shown, by cell; cells never shown are absent."""
        ...

    def remember(self, audience: str, table: str, cells: Mapping[str, int], /) -> None:
        """Replace what was last shown."""
        ...


class HelpWork(DeliveryWork, Protocol):
    """What noting that help was shown sees inside its transaction."""

    @property
    def help_shown(self) -> HelpShown: ...


class DigestWork(PromiseWork, HelpWork, Protocol):
    """What a use case about digests sees inside its transaction."""

    @property
    def subscriptions(self) -> Subscriptions: ...
    @property
    def digest_runs(self) -> DigestRuns: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def releases(self) -> Releases: ...
