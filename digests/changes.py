"""What has changed in a month, as far as it cannot be chance. Only figures that were shown are compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digests.residents_view import ResidentsView
from digests.trend import Trend, trend

COMPARED_AFTER, RENEWED_AFTER = timedelta(days=7), timedelta(days=28)
"""How old the figures are that new ones are compared with: at least a week, and after four they are taken anew."""
_DAY = " day"
_TOLD = (Trend.MORE, Trend.FEWER)


@dataclass(frozen=True, slots=True)
class Change:
    """Of those who answered since, more (or fewer) chose an option than of those before."""

    view: ResidentsView
    option: str
    trend: Trend


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since that day; None: there is nothing yet to compare with."""

    since: date | None = None
    found: tuple[Change, ...] = ()


NOTHING_YET = Changes()


def changes(baseline: Mapping[str, int], views: Sequence[ResidentsView], today: date, held_back: int) -> Changes:
    """What differs between the baseline and what is shown now."""
    since = date.fromordinal(baseline[_DAY]) if _DAY in baseline else None
    if since is None or today - since < COMPARED_AFTER:
        return NOTHING_YET
    found = [each for view in views for each in _of(view, _before(baseline, view), held_back)]
    return Changes(since, tuple(found))


def renewed(baseline: Mapping[str, int], views: Sequence[ResidentsView], today: date) -> dict[str, int] | None:
    """The baseline to keep from now on; None where the one there is still stands."""
    if _DAY in baseline and today - date.fromordinal(baseline[_DAY]) < RENEWED_AFTER:
        return None
    cells = {_cell(view, option): count for view in views for option, count in view.shown.items()}
    return {**cells, _DAY: today.toordinal()}


def _of(view: ResidentsView, before: Mapping[str, int], held_back: int) -> Iterator[Change]:
    for option in view.shown:
        found = trend(before, view.cells, frozenset({option}), held_back)
        if found in _TOLD:
            yield Change(view, option, found)


def _before(baseline: Mapping[str, int], view: ResidentsView) -> dict[str, int]:
    cells = {option: baseline.get(_cell(view, option)) for option in view.cells}
    return {option: count for option, count in cells.items() if count is not None}


def _cell(view: ResidentsView, option: str) -> str:
    return f"{view.question.name}/{option}"
