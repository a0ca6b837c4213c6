"""Draws the staff's picture as PNG, as `digests/picture.py` draws the followers'."""

import asyncio

from digests.figure_chart import FigureChart
from digests.picture import one_at_a_time


async def draw_figures(chart: FigureChart) -> bytes:
    """The chart as PNG, in a thread of its own: the same bytes for the same chart."""
    return await asyncio.to_thread(_draw, chart)


def _draw(chart: FigureChart) -> bytes:
    with one_at_a_time:
        from digests.figure_drawing import png  # noqa: PLC0415 - most of a second and 70 MB, for those who draw at all

        return png(chart)
