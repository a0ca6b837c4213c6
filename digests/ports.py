"""What digests need stored: who follows, what was already told, and counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from delivery.ports import DeliveryWork
from digests.period import QuietHours
from people.inbox import Marks
from people.person import Person, PersonKey
from people.ports import HelpShown
from promises.ports import PromiseWork
from survey.ports import Participations
from survey.reading.ports import Wanted


class Rhythm(StrEnum):
    """How often a follower hears, from often to seldom."""

    INSTANT = "instant"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Timing(NamedTuple):
    """When a follower hears. `weekday` 0 is Monday; `hour` and `minute` are local."""

    rhythm: Rhythm
    weekday: int
    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one follower asked for.

    `commitments` empty means all; `weekday` 0 is Monday; `hour` and `minute` are local. `quiet` are the follower's own
    quiet hours, None for those of the place. `untouched` counts the digests since they last pressed something in one.
    """

    person: PersonKey
    commitments: tuple[str, ...]
    weekday: int
    hour: int
    minute: int
    since: date
    rhythm: Rhythm = Rhythm.WEEKLY
    paused: bool = False
    quiet: QuietHours | None = None
    untouched: int = 0

    @property
    def timing(self) -> Timing:
        """When they hear."""
        return Timing(self.rhythm, self.weekday, self.hour, self.minute)


QUEUEING = -1
"""Stands for the recipients of a digest that is not queued for everybody yet."""


@dataclass(frozen=True, slots=True)
class DigestRun:
    """One digest of one kind for one local period, e.g. ("staff", "2026-11-23"). It exists at most once.

    `recipients` is for how many it was queued; `QUEUEING` until that is over.
    """

    kind: str
    period: str
    number: int
    covered_from: datetime
    covered_until: datetime
    late: bool
    recipients: int


@dataclass(frozen=True, slots=True)
class MorningChoice:
    """When a member of staff wants the morning digest: a local time, and on which weekdays (0 is Monday).

    No weekdays: never.
    """

    hour: int
    minute: int
    weekdays: tuple[int, ...]


class MorningChoices(Protocol):
    """Who of the staff chose another time for the morning digest than the one of the settings."""

    def find(self, person: PersonKey, /) -> MorningChoice | None:
        """What they chose."""
        ...

    def save(self, person: PersonKey, choice: MorningChoice, /) -> None:
        """Keep it, instead of what was there."""
        ...

    def remove(self, person: PersonKey, /) -> None:
        """They want what everybody gets."""
        ...

    def all(self) -> Mapping[PersonKey, MorningChoice]:
        """Everybody's."""
        ...


class MatterKind(StrEnum):
    """What may want something of the staff, the most urgent first."""

    TEXTS = "texts"
    SIGNATURES = "signatures"
    WORRY = "worry"
    STALE = "stale"
    UNHEARD = "unheard"
    FAILED = "failed"


class Decision(StrEnum):
    """What somebody said of a matter. OPEN: nobody has said anything."""

    OPEN = "open"
    TAKEN = "taken"
    LATER = "later"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that wants something: one for everybody, however many digests tell of it.

    `subject` is what it is about, a name of the content ("drugs"); `member` the staff number of who decided, `moment`
    when (or since when it is open).
    """

    id: int
    kind: MatterKind
    subject: str
    decision: Decision
    member: int | None
    moment: datetime


class Matters(Protocol):
    """What wants something of the staff, and which digest told of it."""

    def about(self, kind: MatterKind, subject: str, /) -> Matter | None:
        """The matter of that kind and subject."""
        ...

    def open(self, kind: MatterKind, subject: str, now: datetime, /) -> Matter:
        """The matter of that kind and subject; a new one where there is none."""
        ...

    def find(self, number: int, /) -> Matter | None:
        """The matter of that number."""
        ...

    def change(self, matter: Matter, /) -> None:
        """Keep what was decided."""
        ...

    def taken(self) -> Sequence[Matter]:
        """All that somebody took, the newest first."""
        ...

    def note_told(self, issue: str, matters: Sequence[int], /) -> None:
        """Remember which matters a digest told of, in its order."""
        ...

    def told(self, issue: str, /) -> Sequence[Matter]:
        """The matters a digest told of, in its order, as they stand now."""
        ...


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

    def timings(self) -> Sequence[Timing]:
        """Each that a follower chose who is not paused. Asked every tick: cheap."""
        ...

    def followers(self, timing: Timing, /, after: str = "") -> Iterable[tuple[Subscription, Person]]:
        """Every follower of that timing who can be reached and has not paused, by their keys, which say nothing.

        They come a page at a time: however many there are, few are in memory at once. Only those whose key comes
        after that one.
        """
        ...

    def left_out(self) -> Mapping[str, int]:
        """How many follow and get nothing, whatever there is to tell: `paused`, or else `unreachable`."""
        ...


class DigestRuns(Protocol):
    """What was already told."""

    def claim(self, run: DigestRun, /) -> bool:
        """Insert the run; False where that kind and period already have one (in this process or another)."""
        ...

    def finish(self, run: DigestRun, /) -> None:
        """Note for how many a run was queued."""
        ...

    def find(self, kind: str, period: str, /) -> DigestRun | None:
        """The run of that kind and period."""
        ...

    def has(self, kind: str, period: str, /) -> bool:
        """Whether that kind and period already ran: the cheap look before composing anything."""
        ...

    def last(self, kind: str, /) -> DigestRun | None:
        """The newest run of that kind by what it covered."""
        ...

    def latest(self, limit: int, /) -> Sequence[DigestRun]:
        """The newest runs of all kinds that somebody gets, newest first."""
        ...


class Counts(Protocol):
    """Counts over responses, unguarded: only the guard may pass them on."""

    def has_sample(self, round_name: str, /) -> bool:
        """Whether any response of the round is made up, so that what is counted says so."""
        ...

    def answers(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """How many submitted responses of the round chose each option of a question."""
        ...


class SplitCounts(Protocol):
    """Counts of responses by who gave them, unguarded: only the guard may pass them on."""

    def split(self, round_name: str, by: str, question: str, /) -> Mapping[tuple[str, str], int]:
        """How many submitted responses of the round chose both: an option of `by`, and one of the question."""
        ...

    def answered(self, round_name: str, by: str, question: str, /) -> Mapping[str, int]:
        """How many submitted responses of the round chose each option of `by`, and any of the question."""
        ...

    def languages(self, round_name: str, question: str, /) -> Mapping[str, int]:
        """Of the submitted responses of the round that chose an option of the question: how many in each language."""
        ...

    def furthest(self, round_name: str, order: Sequence[str], /) -> Mapping[str, int]:
        """How many responses of the round that were never submitted got as far as each question of that order."""
        ...


class ListedTexts(Protocol):
    """Texts of residents that staff may read, in the list in which they read them."""

    def count(self, wanted: Wanted, k: int, /) -> int:
        """How many are wanted, of groups that still have k members: what whoever opens the list is told."""
        ...


class Releases(Protocol):
    """What an audience was last shown of each table, so that differences can be guarded too."""

    def shown(self, audience: str, table: str, /) -> Mapping[str, int]:
        """The counts last shown, by cell; cells never shown are absent."""
        ...

    def remember(self, audience: str, table: str, cells: Mapping[str, int], /) -> None:
        """Replace what was last shown."""
        ...


class Pulse(Protocol):
    """How followers answered the questions under digests: sums, unguarded. Only the guard may pass them on."""

    def add(self, question: str, option: str, /) -> None:
        """Once more that option."""
        ...

    def answers(self, question: str, /) -> Mapping[str, int]:
        """How often each option was chosen."""
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
    def split_counts(self) -> SplitCounts: ...
    @property
    def texts(self) -> ListedTexts: ...
    @property
    def morning_choices(self) -> MorningChoices: ...
    @property
    def matters(self) -> Matters: ...
    @property
    def releases(self) -> Releases: ...
    @property
    def pulse(self) -> Pulse: ...
    @property
    def participations(self) -> Participations: ...
    @property
    def marks(self) -> Marks: ...
