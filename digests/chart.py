"""What the picture of a promise shows: each commitment's status beside what residents notice, already in words."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from delivery.plain_text import plain
from digests.residents_view import ResidentsView
from localization.catalogue import Words

_FORM = 2
"""Counts how often the drawing has changed: a picture drawn otherwise has another name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a commitment stands, in the reader's language; `status` is a sentence.

    `percent` None: nobody knows; `view` None: nobody asked.
    """

    title: str
    status: str
    percent: int | None
    view: ResidentsView | None


@dataclass(frozen=True, slots=True)
class Share:
    """One answer of residents: its label with the count, or that it is too few to show (`count` None)."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment. `view` says how many answers are shown or that they are too few; empty where nobody was asked.

    `progress` says how much is done; empty where nobody has said.
    """

    title: str
    status: str
    percent: int | None
    progress: str
    view: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture before it is drawn. `subtitle` and `sample` (that the figures are made up) may be empty."""

    right_to_left: bool
    title: str
    subtitle: str
    sample: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The same for the same picture, and for no other: 32 hexadecimal digits."""
        facts = json.dumps([_FORM, asdict(self)], ensure_ascii=False)
        return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def chart_of(title: str, subtitle: str, standings: Iterable[Standing], words: Words, *, sample: bool) -> Chart:
    """The chart in the language of the words; `title` and `subtitle` are in it already."""
    rows = tuple(_row(each, words) for each in standings)
    notice = plain(words("digest.sample")) if sample else ""
    return Chart(words.right_to_left, title, subtitle, notice, rows)


def _row(standing: Standing, words: Words) -> Row:
    view, percent = standing.view, standing.percent
    return Row(
        title=standing.title,
        status=plain(standing.status),
        percent=percent,
        progress="" if percent is None else plain(words("picture.percent", percent=percent)),
        view=_view(view, words) if view else "",
        shares=tuple(_shares(view, words)) if view and view.shown else (),
    )


def _view(view: ResidentsView, words: Words) -> str:
    shown = words.plural("digest.view.n", view.n) if view.shown else words("digest.view.too_few")
    return plain(f"{words('digest.follower.view')} {shown}")


def _shares(view: ResidentsView, words: Words) -> Iterator[Share]:
    for option, count in view.cells.items():
        label = view.label(option, words.language)
        if count is None:
            yield Share(plain(words("digest.view.hidden_cell", label=label)), None)
        else:
            yield Share(plain(words("digest.view.cell", label=label, count=count)), count)
