"""All that is told of one commitment: what those who promised say, and beside it what residents notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from digests.residents_view import ResidentsView
from digests.trend import Trend
from promises.progress import CommitmentProgress
from promises.promise import ProgressUpdate
from survey.questionnaire import Question


@dataclass(frozen=True, slots=True)
class Answered:
    """What residents said that an update is the answer to, as far as it may be shown."""

    question: Question
    option: str
    view: ResidentsView

    @property
    def count(self) -> int | None:
        """How many said so; None where that is not shown."""
        return self.view.cells.get(self.option)


@dataclass(frozen=True, slots=True)
class CommitmentNews:
    """One commitment as it is told. All figures are guarded.

    `silent_since` is set where so long nothing was heard that the status line says so. `trend` is None where nothing
    was told before. `noticed` and `done` are the taps of followers, by option. `asks` is the update whose being done
    is asked about now. `answered` (by an update's number) is what residents had said; `corrected` the day of what an
    update sets right. `open`: whether followers can still say whether they notice it.
    """

    progress: CommitmentProgress
    silent_since: date | None = None
    view: ResidentsView | None = None
    trend: Trend | None = None
    noticed: Mapping[str, int | None] = field(default_factory=dict)
    done: Mapping[str, int | None] = field(default_factory=dict)
    asks: ProgressUpdate | None = None
    open: bool = True
    answered: Mapping[int, Answered] = field(default_factory=dict)
    corrected: Mapping[int, date] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The commitment's name."""
        return self.progress.commitment.name
