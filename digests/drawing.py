"""The picture of a chart. It imports matplotlib: only `digests/picture.py` imports it, when the first one is drawn."""

from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from digests.chart import Chart, Row, Share

WIDTH = 1000
"""Pixels; the height is what the chart needs."""
LETTERS, HEADING, TITLE = 38, 42, 48
"""Sizes of letters in pixels: in a chat on a phone 390 pixels wide, a picture of 1,000 shows 38 as about 12."""

PAPER, INK, FILL, RULE = "#ffffff", "#1a1a1a", "#1f5fa8", "#6b6b6b"
PATTERNS = (
    (FILL, ""), ("#cfe3f7", "//"), ("#ffd58a", ".."), (PAPER, ""),
    ("#d9c2f0", "xx"), ("#bfe5c8", "--"), ("#f5c6c6", "\\\\"), ("#e0e0e0", "||"),
)  # fmt: skip
"""Colour and hatching of the first, second … option: told apart without the colour, and each outlined in ink."""

_MARGIN, _ROOM = 40, WIDTH - 80
_BAR, _LONGEST_BAR = 44, 500
_SWATCH, _GAP = 42, 14
_LINE = 1.35
_DOTS_PER_INCH = 72
"""At which a point is a pixel."""
_RIGHT_TO_LEFT_MARK = "\u200f"
_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
PLAIN_FONT, BOLD_FONT = _FONTS / "DejaVuSans.ttf", _FONTS / "DejaVuSans-Bold.ttf"


def png(chart: Chart) -> bytes:
    """The chart as PNG: white also in a dark chat, mirrored for those who read from the right."""
    sheet = _Sheet(chart.right_to_left)
    _opening(sheet, chart)
    for row in chart.rows:
        _row(sheet, row)
    return sheet.png()


@dataclass(slots=True)
class _Sheet:
    """A sheet of paper that is filled from the top down, in pixels, as if everybody read from the left."""

    right_to_left: bool
    top: float = _MARGIN
    _figure: Figure = field(default_factory=lambda: Figure(dpi=_DOTS_PER_INCH, facecolor=PAPER))
    _turned: Affine2D = field(default_factory=Affine2D)
    _measure: RendererAgg = field(default_factory=lambda: RendererAgg(1, 1, _DOTS_PER_INCH))

    def put(self, artist: Artist) -> None:
        """Add something that is placed in the sheet's own pixels."""
        artist.set_transform(self._turned)
        self._figure.add_artist(artist)

    def text(self, words: str, left: float, baseline: float, size: int = LETTERS, *, bold: bool = False) -> None:
        """Write a line."""
        font = _font(size, bold=bold)
        side = "right" if self.right_to_left else "left"
        self.put(Text(left, baseline, self._marked(words), color=INK, font=font, ha=side, parse_math=False))

    def paragraph(self, words: str, left: float = _MARGIN, size: int = LETTERS, *, bold: bool = False) -> None:
        """Write as many lines as the words take, and go on below them."""
        for line in self.lines(words, WIDTH - _MARGIN - left, size, bold=bold):
            self.text(line, left, self.top + size, size, bold=bold)
            self.top += size * _LINE

    def lines(self, words: str, room: float, size: int = LETTERS, *, bold: bool = False) -> list[str]:
        """The words in lines that fit, broken between words, or anywhere in one that is too long by itself."""
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, size, bold=bold) <= room:
                lines[-1] = longer
                continue
            lines += self._pieces(word, room, size, bold=bold)
        return [line for line in lines if line]

    def width(self, words: str, size: int = LETTERS, *, bold: bool = False) -> float:
        """How wide the words are in one line."""
        measured = self._measure.get_text_width_height_descent(self._marked(words), _font(size, bold=bold), False)
        return float(measured[0])

    def png(self) -> bytes:
        """What is on the sheet, cut off below the last thing."""
        height = round(self.top + _MARGIN)
        self._figure.set_size_inches(WIDTH / _DOTS_PER_INCH, height / _DOTS_PER_INCH)
        self._turned.scale(-1 if self.right_to_left else 1, -1)
        self._turned.translate(WIDTH if self.right_to_left else 0, height)
        content = BytesIO()
        FigureCanvasAgg(self._figure).print_png(content, metadata={"Software": None})
        self._figure.clear()
        return content.getvalue()

    def _marked(self, words: str) -> str:
        return f"{_RIGHT_TO_LEFT_MARK}{words}" if self.right_to_left else words

    def _pieces(self, word: str, room: float, size: int, *, bold: bool) -> list[str]:
        pieces = [""]
        for letter in word:
            if pieces[-1] and self.width(pieces[-1] + letter, size, bold=bold) > room:
                pieces.append("")
            pieces[-1] += letter
        return pieces


def _font(size: int, *, bold: bool) -> FontProperties:
    return FontProperties(fname=BOLD_FONT if bold else PLAIN_FONT, size=size)


def _opening(sheet: _Sheet, chart: Chart) -> None:
    sheet.paragraph(chart.title, size=TITLE, bold=True)
    sheet.paragraph(chart.subtitle)
    if chart.sample:
        _boxed(sheet, chart.sample)


def _boxed(sheet: _Sheet, words: str) -> None:
    padding, top = 16, sheet.top + 12
    sheet.top = top + padding
    sheet.paragraph(words, _MARGIN + padding, bold=True)
    sheet.top += padding
    sheet.put(Rectangle((_MARGIN, top), _ROOM, sheet.top - top, facecolor="none", edgecolor=INK, linewidth=4))


def _row(sheet: _Sheet, row: Row) -> None:
    sheet.top += 28
    sheet.put(Line2D((_MARGIN, WIDTH - _MARGIN), (sheet.top, sheet.top), color=RULE, linewidth=2))
    sheet.top += 20
    sheet.paragraph(row.title, size=HEADING, bold=True)
    sheet.paragraph(row.status)
    _progress(sheet, row)
    if row.view:
        sheet.top += 16
        sheet.paragraph(row.view)
    if row.shares:
        _shares(sheet, row.shares)


def _progress(sheet: _Sheet, row: Row) -> None:
    if row.percent is None:
        return
    sheet.top += 12
    top = sheet.top
    _bar(sheet, _MARGIN, top, _LONGEST_BAR, PAPER)
    _bar(sheet, _MARGIN, top, _LONGEST_BAR * row.percent / 100, FILL)
    sheet.paragraph(row.progress, _MARGIN + _LONGEST_BAR + 24)
    sheet.top = max(sheet.top, top + _BAR)


def _bar(sheet: _Sheet, left: float, top: float, width: float, colour: str, hatch: str = "") -> None:
    outlined = partial(Rectangle, edgecolor=INK, linewidth=3)
    sheet.put(outlined((left, top), width, _BAR, facecolor=colour, hatch=hatch))


def _shares(sheet: _Sheet, shares: tuple[Share, ...]) -> None:
    """One bar of all that is shown, and beneath it what each part of it is, in the same order."""
    sheet.top += 12
    whole = sum(share.count or 0 for share in shares)
    left: float = _MARGIN
    for place, share in enumerate(shares):
        if share.count:
            width = _ROOM * share.count / whole
            _bar(sheet, left, sheet.top, width, *PATTERNS[place % len(PATTERNS)])
            left += width
    sheet.top += _BAR + 16
    _legend(sheet, shares)


def _legend(sheet: _Sheet, shares: tuple[Share, ...]) -> None:
    """What is in the bar, side by side where there is room, and below it what is too few to be there."""
    left: float = _MARGIN
    for place, share in enumerate(shares):
        if not share.count:
            continue
        wide = _SWATCH + _GAP + sheet.width(share.label)
        if left > _MARGIN and left + wide > WIDTH - _MARGIN:
            left = _MARGIN
            sheet.top += _SWATCH * _LINE
        _swatch(sheet, left, *PATTERNS[place % len(PATTERNS)])
        left += _SWATCH + _GAP
        for line in sheet.lines(share.label, WIDTH - _MARGIN - left):
            sheet.text(line, left, sheet.top + LETTERS - 4)
            sheet.top += _SWATCH * _LINE
        sheet.top -= _SWATCH * _LINE
        left += wide - _GAP
    sheet.top += _SWATCH * _LINE
    for share in shares:
        if not share.count:
            sheet.paragraph(share.label)


def _swatch(sheet: _Sheet, left: float, colour: str, hatch: str) -> None:
    outlined = partial(Rectangle, edgecolor=INK, linewidth=3)
    sheet.put(outlined((left, sheet.top), _SWATCH, _SWATCH, facecolor=colour, hatch=hatch))


Sheet = _Sheet
"""The same sheet for other pictures; they fill it with `put`, `text` and `paragraph`."""
