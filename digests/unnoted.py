"""Looking at what would be told, without having told it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from digests.gathering import ToldWork
from digests.ports import Counts, Pulse, Releases
from people.inbox import Marks
from people.ports import HelpShown
from promises.ports import ProgressUpdates


@dataclass(frozen=True, slots=True)
class UnnotedReleases:
    """What was shown, and beside it what was only looked at: nobody saw that, so it is forgotten again."""

    kept: Releases
    looked_at: dict[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)

    def shown(self, audience: str, table: str, /) -> Mapping[str, int]:
        """The counts last shown or looked at."""
        return self.looked_at.get((audience, table)) or self.kept.shown(audience, table)

    def remember(self, audience: str, table: str, cells: Mapping[str, int], /) -> None:
        """Note them for as long as the look takes."""
        self.looked_at[audience, table] = cells


class Unnoted:
    """`digests.gathering.ToldWork` for somebody who is shown no figure."""

    def __init__(self, work: ToldWork) -> None:
        """Look through this."""
        self._work = work
        self._releases = UnnotedReleases(work.releases)

    @property
    def releases(self) -> UnnotedReleases:
        """What was shown."""
        return self._releases

    @property
    def counts(self) -> Counts:
        """The true counts."""
        return self._work.counts

    @property
    def help_shown(self) -> HelpShown:
        """How often help was shown."""
        return self._work.help_shown

    @property
    def pulse(self) -> Pulse:
        """How followers answered."""
        return self._work.pulse

    @property
    def progress(self) -> ProgressUpdates:
        """What was published."""
        return self._work.progress

    @property
    def marks(self) -> Marks:
        """When questions were asked."""
        return self._work.marks
