"""The picture of the staff's digest. It imports matplotlib: only `digests/figure_picture.py` imports it."""

from itertools import pairwise

from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from digests.drawing import FILL, HEADING, INK, LETTERS, PAPER, PLAIN_FONT, RULE, TITLE, WIDTH, Sheet
from digests.figure_chart import Bars, FigureChart, Matrix, Panel, TrendLine

_MARGIN, _ROOM = 40, WIDTH - 80
_BAR, _LONGEST_BAR = 36, 760
_CURVE = 180
_CELL, _LABELS = 62, 420
_SHADES = (PAPER, "#dbe9f8", "#a9cbee", "#6fa3da", FILL)
_DARK = len(_SHADES) - 2
"""From this shade on, letters on it are white."""
_LARGEST_SMALL = 26


def png(chart: FigureChart) -> bytes:
    """The chart as PNG: white also in a dark chat, mirrored for those who read from the right."""
    sheet = Sheet(chart.right_to_left)
    sheet.paragraph(chart.title, size=TITLE, bold=True)
    if chart.sample:
        sheet.paragraph(chart.sample, bold=True)
    for panel in chart.panels:
        _panel(sheet, panel)
    return sheet.png()


def _panel(sheet: Sheet, panel: Panel) -> None:
    sheet.top += 24
    sheet.put(Line2D((_MARGIN, WIDTH - _MARGIN), (sheet.top, sheet.top), color=RULE, linewidth=2))
    sheet.top += 20
    sheet.paragraph(panel.title, size=HEADING, bold=True)
    match panel:
        case Bars():
            _bars(sheet, panel)
        case TrendLine():
            _trend(sheet, panel)
        case Matrix():
            _matrix(sheet, panel)


def _bars(sheet: Sheet, panel: Bars) -> None:
    longest = max(bar.count for bar in panel.bars)
    for bar in panel.bars:
        sheet.top += 10
        sheet.paragraph(bar.label)
        width = _LONGEST_BAR * bar.count / longest
        _box(sheet, _MARGIN, sheet.top, width, _BAR, FILL)
        sheet.text(str(bar.count), _MARGIN + width + 16, sheet.top + _BAR - 6, bold=True)
        sheet.top += _BAR + 6


def _trend(sheet: Sheet, panel: TrendLine) -> None:
    highest = max(point.count for point in panel.points)
    sheet.top += LETTERS + 8
    top, step = sheet.top, _ROOM / max(len(panel.points) - 1, 1)
    places = [
        (_MARGIN + number * step, top + _CURVE * (1 - point.count / highest))
        for number, point in enumerate(panel.points)
    ]
    sheet.put(Line2D((_MARGIN, WIDTH - _MARGIN), (top + _CURVE, top + _CURVE), color=RULE, linewidth=2))
    for (left, high), (right, low) in pairwise(places):
        sheet.put(Line2D((left, right), (high, low), color=FILL, linewidth=5))
    for (left, high), point in zip(places, panel.points, strict=True):
        sheet.put(Rectangle((left - 7, high - 7), 14, 14, facecolor=FILL, edgecolor=INK, linewidth=2))
        if point.count == highest:
            _centred(sheet, str(point.count), min(max(left, _MARGIN + 20), WIDTH - _MARGIN - 20), high - 16)
    sheet.top = top + _CURVE + LETTERS + 12
    sheet.text(panel.points[0].label, _MARGIN, sheet.top)
    last = panel.points[-1].label
    sheet.text(last, WIDTH - _MARGIN - sheet.width(last), sheet.top)
    sheet.top += 12


def _matrix(sheet: Sheet, panel: Matrix) -> None:
    """Numbers stand for the columns, which are too narrow for words; the words stand beneath."""
    wide = (_ROOM - _LABELS) / len(panel.columns)
    highest = max(count or 0 for _, row in panel.rows for count in row) or 1
    sheet.top += LETTERS
    for place in range(len(panel.columns)):
        _centred(sheet, str(place + 1), _MARGIN + _LABELS + wide * (place + 0.5), sheet.top)
    sheet.top += 12
    for label, row in panel.rows:
        lines = sheet.lines(label, _LABELS - 20, _LARGEST_SMALL)
        height = max(_CELL, len(lines) * _LARGEST_SMALL * 1.3 + 8)
        for number, line in enumerate(lines):
            sheet.text(line, _MARGIN, sheet.top + 28 + number * _LARGEST_SMALL * 1.3, _LARGEST_SMALL)
        for place, count in enumerate(row):
            _cell(sheet, _MARGIN + _LABELS + wide * place, wide, height, count, highest)
        sheet.top += height
    sheet.top += 16
    for place, column in enumerate(panel.columns, 1):
        sheet.paragraph(f"{place}. {column}", size=_LARGEST_SMALL)
    sheet.paragraph(f"– {panel.hidden}", size=_LARGEST_SMALL)


def _cell(sheet: Sheet, left: float, wide: float, height: float, count: int | None, highest: int) -> None:
    shade = 0 if count is None else max(1, round(count / highest * (len(_SHADES) - 1)))
    _box(sheet, left, sheet.top, wide, height, _SHADES[shade])
    colour = PAPER if shade > _DARK else INK
    _centred(sheet, "–" if count is None else str(count), left + wide / 2, sheet.top + height / 2 + 10, colour)


def _box(sheet: Sheet, left: float, top: float, width: float, height: float, colour: str) -> None:
    sheet.put(Rectangle((left, top), width, height, facecolor=colour, edgecolor=INK, linewidth=2))


def _centred(sheet: Sheet, words: str, middle: float, baseline: float, colour: str = INK) -> None:
    sheet.put(
        Text(
            middle,
            baseline,
            words,
            color=colour,
            font=FontProperties(fname=PLAIN_FONT, size=LETTERS),
            ha="center",
            parse_math=False,
        )
    )
