"""What the picture of the staff's digest shows: bars of what worries, a line of days, and areas beside each other."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from delivery.plain_text import plain
from digests.split import SplitView
from digests.staff_digest import StaffDigest
from digests.staff_matters import group_label
from localization.catalogue import Words
from localization.labels import in_language, short_date

_FORM = 1
"""Counts how often the drawing has changed: a picture drawn otherwise has another name."""
_MOST_BARS = 6
_ROOM = 900
"""Characters of a caption that are left for the figures."""
_FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One length, with its label; the figure stands beside it."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Lengths under one heading, the longest first."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A figure day by day."""

    title: str
    points: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Areas beneath each other, options beside each other; None is a cell too small to show, told by `hidden`."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    hidden: str


Panel = Bars | TrendLine | Matrix


@dataclass(frozen=True, slots=True)
class FigureChart:
    """A picture before it is drawn, in words of one language. `sample` (that the figures are made up) may be empty."""

    right_to_left: bool
    title: str
    sample: str
    panels: tuple[Panel, ...]

    @property
    def name(self) -> str:
        """The same for the same picture, and for no other: 32 hexadecimal digits."""
        facts = json.dumps(["staff", _FORM, asdict(self)], ensure_ascii=False)
        return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def figure_chart(digest: StaffDigest, words: Words) -> FigureChart | None:
    """The picture of a digest; None where there is nothing that may be shown."""
    panels = tuple(_panels(digest, words))
    if not panels:
        return None
    sample = plain(words("digest.sample")) if digest.sample else ""
    title = plain(words("morning.picture.title", number=digest.number))
    return FigureChart(words.right_to_left, title, sample, panels)


def figures_told(chart: FigureChart, words: Words) -> str:
    """What the picture says, for those who do not see it: plain text, a line a panel."""
    return "\n".join(filter(None, (f"{chart.title}.", chart.sample, *(_told(panel, words) for panel in chart.panels))))


def caption_of(chart: FigureChart, words: Words) -> str:
    """The same folded away under the picture, as much of it as there is room for; the rest stands in the digest."""
    told = [_told(panel, words) for panel in chart.panels]
    while told and len("\n".join(told)) > _ROOM:
        told.pop()
    folded = words("morning.picture.words", text="\n".join(told))
    return f"\n<blockquote expandable>{folded}</blockquote>" if told else ""


def _panels(digest: StaffDigest, words: Words) -> Iterator[Panel]:
    worries = digest.worries.most_chosen(_MOST_BARS) if digest.worries else []
    if digest.worries and worries:
        bars = [Bar(digest.worries.label(option, words.language), count) for option, count in worries]
        yield Bars(plain(words("digest.staff.worries")).rstrip(":"), tuple(bars))
    if len(digest.history) >= _FEWEST_DAYS and any(count for _, count in digest.history):
        points = [Bar(short_date(day, words.language), count) for day, count in digest.history]
        yield TrendLine(plain(words("morning.picture.days")), tuple(points))
    if digest.area and digest.area.shown:
        yield _matrix(digest, digest.area, words)


def _matrix(digest: StaffDigest, view: SplitView, words: Words) -> Matrix:
    rows = [
        (group_label(digest, view.split.by.name, group, words), tuple(view.of(group).values())) for group in view.shown
    ]
    return Matrix(
        plain(words("morning.picture.areas", question=in_language(view.split.question.label, words.language))),
        tuple(in_language(choice.label, words.language) for choice in view.split.question.choices),
        tuple(rows),
        plain(words("morning.picture.hidden")),
    )


def _told(panel: Panel, words: Words) -> str:
    match panel:
        case Bars(title, bars) | TrendLine(title, bars):
            return f"{title}: {_cells(bars)}."
        case Matrix(title, columns, rows):
            told = f"{title} {'; '.join(_row(columns, *row) for row in rows)}."
            return f"{told} {plain(words('morning.picture.left_out'))}"


def _row(columns: tuple[str, ...], label: str, cells: tuple[int | None, ...]) -> str:
    shown = [f"{column} {count}" for column, count in zip(columns, cells, strict=True) if count is not None]
    return f"{label}: {', '.join(shown)}"


def _cells(bars: tuple[Bar, ...]) -> str:
    return "; ".join(f"{bar.label} {bar.count}" for bar in bars)
