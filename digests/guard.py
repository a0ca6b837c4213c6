"""The one way a count leaves: nobody learns how many a group of fewer than k is, not by arithmetic either.

What gives small groups away, and what is done about it:

* **A small cell.** A count is shown only once it is k or more. Zero is as secret as one: that nobody said something
  is also said of each of them.
* **Yesterday.** Two releases tell the number who came in between. So a cell is *sticky*: it keeps what it showed until
  the true count is k or more away from everything it ever showed between its lowest and highest value.
* **The rest.** A total minus the cells shown is the number hidden, and even a total that leaves a rest of k or more
  betrays a small group when a hidden cell is shown later. So there is **no total of its own**: `n` is the sum of the
  cells shown, which says nothing that they do not. For the same reason a table has no cell for those who did not
  answer: without it, no table tells how many the others were asked of.
* **Two audiences.** Who sees figures guarded with 5 and with 10 could subtract them. So the wider audience is shown
  only values that the narrower one has been shown: its guard stands behind the other's.

* **Two tables.** How many of an area said something, and how many said it anywhere, tell of the areas that are hidden.
  So what is split is shown in one table only, and what is told of its rows or columns is a sum of the cells shown there
  (`digests/split.py`). How many were not finished is such a sum too, of where they stopped.

So any two values that one cell ever shows are the same or k or more apart, and nothing is shown that ties them to what
is hidden. It asks one thing of the content: a question whose answers are shown can be passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from digests.ports import Counts, Pulse, Releases
from people.concern.category import Category
from people.ports import HelpShown
from survey.questionnaire import Question

HELP, TIPS = "help", "tips"
"""Cells of the table of help shown: for distress, and for what belongs to the police."""

_FAR = " far"
"""Marks, in what is remembered, a cell's value farthest from the one it shows. No option's name has a space."""


@dataclass(frozen=True, slots=True)
class Release:
    """What may be shown (None: too few), and what to remember of it until the next release."""

    cells: Mapping[str, int | None]
    shown: Mapping[str, int]


def release(cells: Mapping[str, int], shown_before: Mapping[str, int], k: int) -> Release:
    """Pass the counts of one table through the guard. `shown_before` is the last release's `shown`."""
    shown = dict(shown_before)
    for cell, count in cells.items():
        if cell not in shown:
            if count >= k:
                shown[cell] = count
            continue
        low, high = sorted((shown[cell], shown.get(cell + _FAR, shown[cell])))
        if count >= high + k or k <= count <= low - k:
            shown[cell], shown[cell + _FAR] = count, low if count > high else high
    return Release({cell: shown.get(cell) for cell in cells}, shown)


class CountsWork(Protocol):
    """What the guard sees inside a transaction."""

    @property
    def counts(self) -> Counts:
        """The true counts."""
        ...

    @property
    def help_shown(self) -> HelpShown:
        """How often help was shown."""
        ...

    @property
    def pulse(self) -> Pulse:
        """How followers answered."""
        ...

    @property
    def releases(self) -> Releases:
        """What was shown."""
        ...


@dataclass(frozen=True, slots=True)
class GuardedCounts:
    """Counts for one audience. Asking is showing: what is returned is remembered as shown, in the same transaction.

    `behind` is the guard of an audience that sees more; then only what that one shows is counted at all.
    """

    work: CountsWork
    audience: str
    k: int
    behind: "GuardedCounts | None" = None

    def answers(self, round_name: str, question: Question) -> Mapping[str, int | None]:
        """How many chose each option of the question, in its order; None where they are too few to show."""
        counts = self._answers(round_name, question)
        return self._shown(answers_table(round_name, question), counts)

    def help_shown(self) -> Mapping[str, int | None]:
        """How often help numbers were shown for what somebody wrote, and how often the police's; None: too few to show.

        Kinds of distress are counted together: one cell says least about one person.
        """
        times = self.work.help_shown.times()
        tips = sum(times.get(category, 0) for category in Category if category.is_tip)
        return self._shown("help", {HELP: sum(times.values()) - tips, TIPS: tips})

    def taps(self, question: str, options: Sequence[str]) -> Mapping[str, int | None]:
        """How many chose each option of a question under a digest; None where they are too few to show."""
        counts = self._taps(question, options)
        return self._shown(taps_table(question), counts)

    def _taps(self, question: str, options: Sequence[str]) -> Mapping[str, int]:
        if self.behind:
            return _known(self.behind.taps(question, options))
        counts = self.work.pulse.answers(question)
        return {option: counts.get(option, 0) for option in options}

    def _answers(self, round_name: str, question: Question) -> Mapping[str, int]:
        if self.behind:
            return _known(self.behind.answers(round_name, question))
        counts = self.work.counts.answers(round_name, question.name)
        return {choice.name: counts.get(choice.name, 0) for choice in question.choices}

    def _shown(self, table: str, counts: Mapping[str, int]) -> Mapping[str, int | None]:
        return show(self.work.releases, self.audience, self.k, table, counts)


def show(releases: Releases, audience: str, k: int, table: str, counts: Mapping[str, int]) -> Mapping[str, int | None]:
    """What of a table that audience may be shown; it is remembered as shown."""
    before = releases.shown(audience, table)
    released = release(counts, before, k)
    if released.shown != before:
        releases.remember(audience, table, released.shown)
    return released.cells


def last_shown(releases: Releases, audience: str, table: str, options: Sequence[str]) -> dict[str, int | None]:
    """What that audience already knows of a table, option by option: showing it again releases nothing."""
    shown = releases.shown(audience, table)
    return {option: shown.get(option) for option in options}


def values(shown: Mapping[str, int]) -> dict[str, int]:
    """What cells show now, of all that is remembered of a table."""
    return {cell: count for cell, count in shown.items() if not cell.endswith(_FAR)}


def answers_table(round_name: str, question: Question) -> str:
    """The name under which a question's releases are remembered."""
    return f"{round_name}/{question.name}"


def taps_table(question: str) -> str:
    """The name under which the releases of a question under a digest are remembered."""
    return f"pulse:{question}"


def _known(cells: Mapping[str, int | None]) -> dict[str, int]:
    """What is hidden from the one in front is nought to the one behind, and so hidden there too."""
    return {cell: count or 0 for cell, count in cells.items()}
