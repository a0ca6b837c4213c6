"""Draws charts as PNG pictures that can be read on a phone.

matplotlib shapes Arabic and orders mixed directions itself, and brings a font for all our scripts. Pillow alone would
be 20 MB instead of 130, but it brings no such font and does neither without FriBiDi from the system.
"""

import asyncio
import threading

from digests.chart import Chart

_one_at_a_time = threading.Lock()
"""matplotlib keeps its fonts for the whole process and does not guard them against threads."""


async def draw(chart: Chart) -> bytes:
    """The chart as PNG, in a thread of its own: the same bytes for the same chart."""
    return await asyncio.to_thread(_draw, chart)


def _draw(chart: Chart) -> bytes:
    with _one_at_a_time:
        from digests.drawing import png  # noqa: PLC0415 - most of a second and 70 MB, for those who draw at all

        return png(chart)


one_at_a_time = _one_at_a_time
"""For whoever else draws."""
