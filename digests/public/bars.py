"""Bars drawn with SVG. They say nothing that is not written beside them, so screen readers pass over them."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from digests.public.markup import Markup, element, joined

PATTERNS = 6
"""Fillings that are told apart without their colours; a seventh option is filled as the first."""

_LONG, _HIGH, _SWATCH, _STEP = 1000, 40, 40, 12
_MARKS = (
    Markup(""),
    element("path", d="M0 12L12 0", class_="mark"),
    element("circle", cx=6, cy=6, r=2, class_="dot"),
    Markup(""),
    element("path", d="M0 0L12 12M0 12L12 0", class_="mark"),
    element("path", d="M0 6H12", class_="mark"),
)


def patterns() -> Markup:
    """The fillings, once a page."""
    drawn = [
        element(
            "pattern",
            element("rect", width=_STEP, height=_STEP, class_=f"fill{place}"),
            mark,
            id=f"fill{place}",
            width=_STEP,
            height=_STEP,
            patternUnits="userSpaceOnUse",
        )
        for place, mark in enumerate(_MARKS)
    ]
    return element("svg", *drawn, class_="fillings", width=0, height=0, aria_hidden="true", focusable="false")


def progress_bar(percent: int) -> Markup:
    """How much of the whole is done."""
    return _bar(_part(0, _LONG, ""), _part(0, _LONG * percent / 100, "url(#fill0)"))


def shares_bar(counts: Sequence[int | None]) -> Markup:
    """The shares that may be shown, of their sum."""
    return _bar(*_parts([count or 0 for count in counts]))


def swatch(place: int) -> Markup:
    """The filling of an option, to stand before its name."""
    size = _SWATCH
    return _svg(_part(0, size, f"url(#fill{place % PATTERNS})"), size, "swatch")


def _parts(counts: Sequence[int]) -> Iterator[Markup]:
    whole = sum(counts)
    for place, (count, end) in enumerate(zip(counts, accumulate(counts), strict=True)):
        if count:
            left, width = _LONG * (end - count) / whole, _LONG * count / whole
            yield _part(left, width, f"url(#fill{place % PATTERNS})")


def _part(left: float, width: float, fill: str) -> Markup:
    whole = {"class_": "whole"} if not fill else {"fill": fill, "class_": "part"}
    return element("rect", x=round(left, 1), y=0, width=round(width, 1), height=_HIGH, **whole)


def _bar(*parts: Markup) -> Markup:
    return _svg(joined(*parts), _LONG, "bar")


def _svg(drawn: Markup, wide: int, kind: str) -> Markup:
    view = f"-2 -2 {wide + 4} {_HIGH + 4}"
    return element("svg", drawn, class_=kind, viewBox=view, aria_hidden="true", focusable="false")
